"""Two texts that scroll in step."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar


class ScrollPair(QObject):
    """Keeps both at the same part of their length, so that texts of different length end together."""

    def __init__(self, left: QAbstractScrollArea, right: QAbstractScrollArea, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._moving = False
        one, other = left.verticalScrollBar(), right.verticalScrollBar()
        one.valueChanged.connect(lambda _value: self._follow(one, other))
        other.valueChanged.connect(lambda _value: self._follow(other, one))

    def _follow(self, moved: QScrollBar, follower: QScrollBar) -> None:
        if self._moving or moved.maximum() <= 0:
            return
        self._moving = True
        follower.setValue(round(moved.value() / moved.maximum() * follower.maximum()))
        self._moving = False
