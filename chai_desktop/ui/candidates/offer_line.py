"""The line below a draft that says how many others there are to choose from, and opens them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space


class OfferLine(QFrame):
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("suggestion")
        self._says = look(QLabel(), "small")
        self.open = look(QToolButton(), "small")
        self.open.setText("Choose")
        self.open.setToolTip("Show them side by side (Ctrl+Alt+C)")
        self.open.clicked.connect(self.opened)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.SMALL, 1, 1, 1)
        row.setSpacing(Space.SMALL)
        row.addWidget(self._says, 1)
        row.addWidget(self.open)
        self.hide()

    @property
    def words(self) -> str:
        return self._says.text()

    def say(self, words: str) -> None:
        """'' hides the line."""
        self._says.setText(words)
        self.setVisible(bool(words))
