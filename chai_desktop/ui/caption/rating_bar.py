"""The rating of a draft: five buttons, none pressed until the person chooses, and the chosen one's words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from chai_desktop.ui.caption.line_label import LineLabel
from chai_desktop.ui.caption.room_model import RATINGS
from chai_desktop.ui.theme.tokens import Size, Space


class RatingBar(QWidget):
    rated = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._words = LineLabel("small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.TIGHT)
        for score, words in RATINGS.items():
            button = QPushButton(str(score))
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a ring left behind by a click reads as a rating
            button.setFixedWidth(Size.CONTROL)
            button.setAccessibleName(f"Rate {score}: {words}")
            self._group.addButton(button, score)
            row.addWidget(button)
        row.addSpacing(Space.TIGHT)
        row.addWidget(self._words, 1)
        self._group.idClicked.connect(self._choose)
        self.hint(lambda _score: "")
        self.show_rating(None, possible=False)

    def hint(self, keys: Callable[[int], str]) -> None:
        """Tooltips, with the keys that ``keys`` names for each score."""
        for score, words in RATINGS.items():
            self._group.button(score).setToolTip(f"{score}: {words}{keys(score)}")

    def show_rating(self, rating: int | None, possible: bool) -> None:
        self._group.setExclusive(False)
        for score in RATINGS:
            self._group.button(score).setChecked(score == rating)
        self._group.setExclusive(True)
        self.setEnabled(possible)
        self._words.say(_short(rating) if rating else "Rate the draft" if possible else "")

    def _choose(self, score: int) -> None:
        self._words.say(_short(score))
        self.rated.emit(score)


def _short(score: int) -> str:
    return RATINGS[score].partition(":")[0]
