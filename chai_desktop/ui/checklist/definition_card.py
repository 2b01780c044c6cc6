"""What the question or primitive in hand means, how to decide it, and what it is taken for by mistake."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from chai_desktop.ui.checklist.checklist_model import Card
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space


class DefinitionCard(QFrame):
    tick_wanted = Signal()
    question_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._question = ""
        self._title = look(QLabel(wordWrap=True), "heading")
        self._text = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._tick = QPushButton(icon("check"), "Tick")
        self._tick.clicked.connect(self.tick_wanted)
        self._go = QPushButton("Show the question")
        self._go.clicked.connect(lambda: self.question_wanted.emit(self._question))
        buttons = QHBoxLayout()
        buttons.addWidget(self._tick)
        buttons.addWidget(self._go)
        buttons.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addLayout(buttons)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        self.show_nothing()

    def show_nothing(self) -> None:
        self._title.setText("What the words mean")
        self._text.setText("Choose a question to see its definition and how to decide it.")
        self._tick.hide()
        self._go.hide()

    def show_card(self, card: Card, contradictions: list[str]) -> None:
        self._title.setText(card.title)
        self._text.setText(_as_html(card, contradictions))
        self._tick.setVisible(bool(card.ticking))
        self._tick.setToolTip(f"Answers {card.ticking} (Enter)")
        self._question = card.questions[0] if card.questions else ""
        self._go.setVisible(bool(card.questions))


def _as_html(card: Card, contradictions: list[str]) -> str:
    parts = [card.definition]
    if card.rule:
        parts.append(f"<b>How to decide:</b> {card.rule}")
    if card.confusions:
        parts.append(f"<b>Not to be confused:</b> {' '.join(card.confusions)}")
    parts += [f"<b>{label}</b>: {definition}" for label, definition in card.choices if definition]
    if card.ticking:
        parts.append(f"<b>Ticking it answers</b> {card.ticking}.")
    if card.state:
        parts.append(f"<b>On this clip:</b> {card.state}.")
    if card.still_open:
        also = "It also takes" if card.ticking else "It takes"
        parts.append(f"<b>{also} an answer to:</b> {', '.join(card.still_open)}.")
    if contradictions:
        parts.append(f"<b>This would change:</b> {'; '.join(contradictions)}.")
    return "".join(f'<p style="margin: 0 0 4px 0">{part}</p>' for part in parts if part)
