"""One thing that a critic proposes: dashed, because it is nobody's word yet. Y takes it, X puts it away."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton

from chai_desktop.spec.points import Point
from chai_desktop.ui.critique.point_card import point_html
from chai_desktop.ui.critique.point_words import WORDS
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Size, Space

_KEYS = {Qt.Key.Key_Y, Qt.Key.Key_X, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Delete}


class ProposalCard(QFrame):
    taken = Signal()
    dismissed = Signal()
    step_wanted = Signal(int)

    def __init__(self, item: Point | str) -> None:
        super().__init__()
        self.setObjectName("suggestion")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        spoken = f"{WORDS[item.kind].word}: {item.sentence()}" if isinstance(item, Point) else item
        self.setAccessibleName(f"Proposed, {spoken}")
        self.setAccessibleDescription("Y takes it, X dismisses it")
        says = QLabel(point_html(item) if isinstance(item, Point) else escape(item))
        says.setWordWrap(True)
        says.setTextFormat(Qt.TextFormat.RichText)
        says.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        take = "Make it a point of your critique (Y)" if isinstance(item, Point) else "Add it to your own words (Y)"
        self.take = self._button("Take", take)
        self.dismiss = self._button("Dismiss", "Put this proposal away (X)")
        self.take.clicked.connect(self.taken)
        self.dismiss.clicked.connect(self.dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.SMALL, Space.TIGHT, Space.TIGHT, Space.TIGHT)
        row.setSpacing(Space.TIGHT)
        row.addWidget(says, 1)
        for button in (self.take, self.dismiss):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def event(self, event: QEvent) -> bool:
        """Keep the card's own keys, also where the window has commands on them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key() if _is_own(event) else None:
            case Qt.Key.Key_Y | Qt.Key.Key_Return:
                self.taken.emit()
            case Qt.Key.Key_X | Qt.Key.Key_Delete:
                self.dismissed.emit()
            case Qt.Key.Key_Up:
                self.step_wanted.emit(-1)
            case Qt.Key.Key_Down:
                self.step_wanted.emit(1)
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens().accent), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), Size.RADIUS, Size.RADIUS)
        painter.end()

    def _button(self, text: str, tip: str) -> QToolButton:
        button = look(QToolButton(), "small")
        button.setText(text)
        button.setToolTip(tip)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button


def _is_own(event: QKeyEvent) -> bool:
    return event.key() in _KEYS and event.modifiers() in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.KeypadModifier,
    )
