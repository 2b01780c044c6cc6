"""What every part of a project stands on."""

from __future__ import annotations

from chai_desktop.store.file.project_file import ProjectFile
from chai_desktop.store.judgement.pinned import Pinned


class ProjectPart:
    """A part of ``Project``, which sets both."""

    _file: ProjectFile
    _pinned: Pinned
