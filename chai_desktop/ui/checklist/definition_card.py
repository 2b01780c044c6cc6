"""What the question or primitive in hand means, how to decide it, and what it is taken for by mistake."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from chai_desktop.ui.checklist.checklist_model import Card
from chai_desktop.ui.checklist.flow_layout import FlowLayout
from chai_desktop.ui.checklist.tick_choices import TickChoice
from chai_desktop.ui.checklist.way_button import WayButton
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space


class DefinitionCard(QFrame):
    tick_chosen = Signal(object)  # TickChoice
    question_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._question = ""
        self._choices: tuple[TickChoice, ...] = ()
        self._title = look(QLabel(wordWrap=True), "heading")
        self._text = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._ticks = QWidget()
        self._ticks.hide()
        self._tick_flow = FlowLayout(Space.TIGHT, self._ticks)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._ticks.setSizePolicy(policy)
        self._against = look(QLabel(wordWrap=True), "warning")
        self._go = QPushButton("Show the question")
        self._go.clicked.connect(lambda: self.question_wanted.emit(self._question))
        buttons = QHBoxLayout()
        buttons.addWidget(self._go)
        buttons.addStretch(1)
        inside = QWidget()
        column = self._column = QVBoxLayout(inside)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self._title)
        column.addWidget(self._against)
        column.addWidget(self._ticks)
        column.addWidget(self._text)
        column.addLayout(buttons)
        column.addStretch(1)
        scroll = self._scroll = QScrollArea(widgetResizable=True)
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
        self._show_ticks(())
        self._against.hide()
        self._go.hide()

    def show_card(self, card: Card) -> None:
        self._title.setText(card.title)
        self._text.setText(_as_html(card))
        self._show_ticks(card.tick_choices)
        self._against.setText(f"It contradicts an answer. {' '.join(card.contradictions)}")
        self._against.setVisible(bool(card.contradictions))
        self._scroll.verticalScrollBar().setValue(0)
        self._question = card.questions[0] if card.questions else ""
        self._go.setVisible(bool(card.questions))

    def add_note(self, note: QWidget) -> None:
        """Show something below the title."""
        self._column.insertWidget(self._column.indexOf(self._title) + 1, note)

    def ticks(self) -> list[WayButton]:
        """The buttons that tick what is on show: one, or several where answers contradict it."""
        return self._ticks.findChildren(WayButton)

    def ask(self) -> None:
        """Let the keys choose among the ways to tick."""
        if self.ticks():
            self.ticks()[0].setFocus()
            self._scroll.verticalScrollBar().setValue(0)

    def _show_ticks(self, choices: tuple[TickChoice, ...]) -> None:
        if choices == self._choices:  # the person may be about to press one of them
            return
        self._choices = choices
        for button in self.ticks():
            self._tick_flow.removeWidget(button)
            button.hide()
            button.setParent(None)
            button.deleteLater()
        for choice in choices:
            button = WayButton(icon("check"), choice.label)
            button.setToolTip("One step, which can be undone (Enter)")
            button.clicked.connect(lambda _on=False, choice=choice: self.tick_chosen.emit(choice))
            self._tick_flow.addWidget(button)
        self._ticks.setVisible(bool(choices))


def _as_html(card: Card) -> str:
    parts = [card.definition]
    if card.rule:
        parts.append(f"<b>How to decide:</b> {card.rule}")
    if card.confusions:
        parts.append(f"<b>Not to be confused:</b> {' '.join(card.confusions)}")
    parts += [
        f"<b>{number} {label}</b>: {definition}" for number, (label, definition) in enumerate(card.choices, start=1)
    ]
    if card.ticking:
        parts.append(f"<b>Ticking it answers</b> {card.ticking}.")
    if card.state:
        parts.append(f"<b>On this clip:</b> {card.state}.")
    if card.still_open:
        also = "It also takes" if card.ticking else "It takes"
        parts.append(f"<b>{also} an answer to:</b> {', '.join(card.still_open)}.")
    return "".join(f'<p style="margin: 0 0 4px 0">{part}</p>' for part in parts if part)
