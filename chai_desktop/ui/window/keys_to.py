"""Hands the keys of a room on to the part of it that they are for.

A focus proxy would do so too, but Tab then leaves out everything that stands before the proxy.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


class KeysTo(QObject):
    """Lives as long as ``outer``."""

    def __init__(self, outer: QWidget, inner: QWidget) -> None:
        super().__init__(outer)
        self._inner = inner
        outer.installEventFilter(self)
        if outer.hasFocus():
            inner.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            self._inner.setFocus(event.reason())
        return False
