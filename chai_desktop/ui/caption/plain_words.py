"""Text fields that take words only: files dropped on them are left to the window, which knows what to do with files."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


def names_files(source: QMimeData) -> bool:
    """Whether files are meant. Their addresses often come as text too, which is not what the person wants to write."""
    return source.hasUrls() and any(url.isLocalFile() for url in source.urls())


def leave_files(event: QDragEnterEvent | QDragMoveEvent | QDropEvent) -> bool:
    """Pass files on to what is around the field; says whether it did."""
    if names_files(event.mimeData()):
        event.ignore()
        return True
    return False


class LeavesFiles:
    """Stands before a Qt text field in its bases: drags of files pass through to what is around the field."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not leave_files(event):
            super().dragEnterEvent(event)  # type: ignore[misc]

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not leave_files(event):
            super().dragMoveEvent(event)  # type: ignore[misc]

    def dropEvent(self, event: QDropEvent) -> None:
        if not leave_files(event):
            super().dropEvent(event)  # type: ignore[misc]


class WordLine(LeavesFiles, QLineEdit):
    """A line of words."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and names_files(QGuiApplication.clipboard().mimeData()):
            return
        super().keyPressEvent(event)
