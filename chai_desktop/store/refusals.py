"""Why a project file was not opened or written: one type per kind, so that a window can offer the way out."""

from __future__ import annotations

from chai_desktop.errors import ProjectError


class ProjectLockedError(ProjectError):
    """Another window has the file open."""


class ProjectDamagedError(ProjectError):
    """The bytes of the file are not what was written."""


class ProjectTooNewError(ProjectError):
    """A newer version of the program has written the file."""


class NotAProjectError(ProjectError):
    """There is no project at that path: another file, a folder, nothing."""


class ProjectReadOnlyError(ProjectError):
    """A change was asked for in a project that was opened for reading."""


class DiskFullError(ProjectError):
    """There was no space for a change; nothing of it was written."""


class DuplicateClipError(ProjectError):
    """The same frames of the same footage are in the project already."""


class PassphraseNeededError(ProjectError):
    """Somebody wanted to work under a name that has a passphrase."""
