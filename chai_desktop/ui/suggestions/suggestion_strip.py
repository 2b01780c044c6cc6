"""Above the questions: how many answers the picture suggests here, and one press for those that are sure."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from chai_desktop.ui.suggestions.suggestion_model import SURE
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space


class SuggestionStrip(QFrame):
    take_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("suggestion")
        self._words = look(QLabel(), "small")
        self._take = look(QToolButton(), "small")
        self._take.setToolTip(
            f"Take all suggestions that are at least {SURE:.2f} sure, in one step that can be undone (Shift+Y)"
        )
        self._take.clicked.connect(lambda: self.take_wanted.emit())
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.SMALL, 1, 1, 1)
        line.setSpacing(Space.SMALL)
        line.addWidget(self._words, 1)
        line.addWidget(self._take)
        self.hide()

    def show_counts(self, suggested: int, sure: int) -> None:
        """Hidden where nothing is suggested. ``sure`` can be larger: a taken answer makes further questions apply."""
        self.setVisible(suggested > 0)
        self._words.setText(f"{suggested} suggested by the picture" if suggested != 1 else "1 suggested by the picture")
        self._take.setText(f"Take {sure} sure (\N{GREATER-THAN OR EQUAL TO} {SURE:.2f})")
        self._take.setVisible(sure > 0)

    @property
    def words(self) -> str:
        """'' while nothing is suggested."""
        if self.isHidden():
            return ""
        return self._words.text() + (f"; {self._take.text()}" if not self._take.isHidden() else "")
