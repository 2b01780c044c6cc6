"""The border between the questions and what tells about them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter

_CARD = 190  # pixels
_CARD_AT_MOST = 0.32  # of the height: in a small window the questions come first


class QuestionsSplit(QSplitter):
    """Questions above, card below. Until the person moves the border, the card has its height or its share of it."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical, childrenCollapsible=False)
        self._is_moved = False
        self.splitterMoved.connect(self._moved)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_moved and self.count() > 1:
            card = min(_CARD, round(_CARD_AT_MOST * self.height()))
            self.setSizes([self.height() - card, card])

    @Slot()
    def _moved(self) -> None:
        self._is_moved = True
