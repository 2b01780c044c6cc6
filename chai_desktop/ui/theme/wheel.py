"""Keeps the mouse wheel from changing fields that are only passed on the way down a page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QWidget


class WheelGuard(QObject):
    """Of all number fields and lists within ``page``, as they are now: the wheel turns only the one with the keys."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        for field in (*page.findChildren(QAbstractSpinBox), *page.findChildren(QComboBox)):
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not by the wheel
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Wheel or not isinstance(watched, QWidget) or watched.hasFocus():
            return False
        event.ignore()  # the page scrolls
        return True
