"""In a text field, the keys of undo and redo are the field's own as long as it has something to undo or redo."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from chai_desktop.ui.undo.undo_keys import REDO_KEYS, UNDO_KEYS


class OwnUndo(QObject):
    """Watches the field that has the focus. Qt's fields claim these keys always; this lets them go on to the window
    where they would do nothing in the field."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        QApplication.instance().focusChanged.connect(self._move)  # type: ignore[union-attr]

    @Slot("QWidget*", "QWidget*")
    def _move(self, old: QObject | None, now: QObject | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if isinstance(now, QLineEdit | QTextEdit | QPlainTextEdit):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            if pressed in _UNDO and _has_nothing(watched, undo=True):
                event.ignore()
                return True
            if pressed in _REDO and _has_nothing(watched, undo=False):
                event.ignore()
                return True
        return super().eventFilter(watched, event)


_UNDO = [QKeySequence(key) for key in UNDO_KEYS]
_REDO = [QKeySequence(key) for key in REDO_KEYS]


def _has_nothing(field: QObject, undo: bool) -> bool:
    """Whether this is a text field that has nothing of its own to undo (or redo)."""
    if isinstance(field, QLineEdit):
        return not (field.isUndoAvailable() if undo else field.isRedoAvailable())
    if isinstance(field, QTextEdit | QPlainTextEdit):
        document = field.document()
        return not (document.isUndoAvailable() if undo else document.isRedoAvailable())
    return False
