"""On the card of a question: what was measured of it, in sentences, and the curve to look at."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from chai_desktop.ui.suggestions.sparkline import DrawnCurves, Sparkline
from chai_desktop.ui.suggestions.suggestion_model import RowHint
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space

_WIDTH, _HEIGHT = 240, 36


class MeasuredNote(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self._words = look(QLabel(wordWrap=True), "small")
        self._legend = look(QLabel(wordWrap=True), "small")
        self.sparkline = Sparkline(_WIDTH, _HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.TIGHT)
        column.setSpacing(Space.TIGHT)
        for part in (self._words, self.sparkline, self._legend):
            column.addWidget(part)
        self.hide()

    def show_measured(self, hint: RowHint | None, curves: DrawnCurves) -> None:
        """Hidden where nothing was measured that helps with the question."""
        self._words.setText("" if hint is None else hint.spoken)
        self._words.setVisible(hint is not None)
        self.sparkline.show_curves(curves)
        self._legend.setText(f"Curve: {curves.words}" if curves.count else "")
        self._legend.setVisible(curves.count > 1)
        self.setVisible(hint is not None or curves.count > 1)

    @property
    def words(self) -> str:
        return "" if self.isHidden() else self._words.text()
