"""The program's own errors: a sentence for the person, and the way out."""

from __future__ import annotations


class ChaiError(Exception):
    """Something that a person can understand and act on.

    ``message`` names the thing that failed (a file, a field) in one plain sentence; ``hint`` says what to do
    next. Both are shown; neither ever holds a traceback.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class MediaError(ChaiError):
    """A file cannot be used as video."""


class ProjectError(ChaiError):
    """A project file cannot be opened, read or written."""


class SpecError(ChaiError):
    """The specification, or an answer to it, is not valid."""


class EngineError(ChaiError):
    """An engine could not do its task."""


class Cancelled(ChaiError):
    """The person stopped a job; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("Stopped.", "Nothing was changed.")
