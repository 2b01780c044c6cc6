"""The line in a question's row that says what the picture suggests, and lets the mouse take it or put it away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton

from chai_desktop.ui.suggestions.sparkline import DrawnCurves, Sparkline
from chai_desktop.ui.suggestions.suggestion_model import Hint, RowHint
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space

_CURVE = QSize(64, 16)


class SuggestionLine(QFrame):
    """Only an open suggestion is shown here; the card tells the rest. The buttons' room is kept while they are hidden,
    so that nothing moves when the question gets the person's attention."""

    take_wanted = Signal()
    dismiss_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("suggestion")
        self._words = _Elided()
        self.sparkline = Sparkline(_CURVE.width(), _CURVE.height())
        self._take = self._button("Y", "Take", "Take this suggestion as your answer (Y)")
        self._take.clicked.connect(lambda: self.take_wanted.emit())
        self._dismiss = self._button("X", "Dismiss", "Do not show this suggestion again on this clip (X)")
        self._dismiss.clicked.connect(lambda: self.dismiss_wanted.emit())
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.TIGHT, 1, 1, 1)
        line.setSpacing(Space.TIGHT)
        line.addWidget(self._words)
        line.addWidget(self.sparkline, 1)
        line.addWidget(self._take)
        line.addWidget(self._dismiss)
        self.hide()

    @property
    def words(self) -> str:
        """What the line says; '' while it is not there."""
        return "" if self.isHidden() else self._words.whole

    def show_hint(self, hint: RowHint | None, curves: DrawnCurves) -> None:
        shown = hint is not None and hint.kind is Hint.OPEN
        self.setVisible(shown)
        if hint is None or not shown:
            return
        self._words.say(hint.words)
        self.setToolTip(f"{hint.spoken} Y takes it, X puts it away, S plays the frames.")
        self.setAccessibleDescription(hint.spoken)
        self.sparkline.show_curves(curves)

    def attend(self, attended: bool) -> None:
        """Whether the keys are for this question now."""
        for button in (self._take, self._dismiss):
            button.setVisible(attended)

    def _button(self, key: str, name: str, tip: str) -> QToolButton:
        button = look(QToolButton(), "small")
        button.setText(key)
        button.setAccessibleName(name)
        button.setToolTip(tip)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        button.setSizePolicy(policy)
        button.hide()
        return button


class _Elided(QLabel):
    """A label in one line that ends in three dots where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        look(self, "small")
        self.whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def say(self, words: str) -> None:
        self.whole = words
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.whole) + Space.TIGHT, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(_CURVE.width(), super().minimumSizeHint().height())

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
