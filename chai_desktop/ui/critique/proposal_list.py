"""What the critic proposes, below the person's own points: a sentence, and a card for each proposal."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from chai_desktop.spec.points import Point
from chai_desktop.ui.caption.line_label import LineLabel
from chai_desktop.ui.critique.proposal_card import ProposalCard
from chai_desktop.ui.critique.proposal_model import Proposals
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Size, Space


class ProposalList(QFrame):
    """Only shows; what is taken or dismissed is announced."""

    taken = Signal(object)  # tuple of the items: Point, or str for a line of text
    dismissed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("What the critic proposes")
        self._shown = Proposals()
        self._cards: list[ProposalCard] = []
        self._says = LineLabel("small")
        self._take_all = self._button("Take all", "Make all of it part of your critique")
        self._dismiss_all = self._button("Dismiss all", "Put everything away that the critic proposes")
        self._take_all.clicked.connect(lambda: self.taken.emit(self._shown.items))
        self._dismiss_all.clicked.connect(lambda: self.dismissed.emit(self._shown.items))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setMinimumHeight(Size.CONTROL + Space.SMALL)  # one card is always seen as a whole
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, Space.TIGHT, 0)
        self._rows.setSpacing(Space.TIGHT)
        self._rows.addStretch(1)
        self._area.setWidget(inside)
        self._lay_out()
        self.hide()

    @property
    def cards(self) -> tuple[ProposalCard, ...]:
        return tuple(self._cards)

    @property
    def words(self) -> str:
        """The sentence above the cards; '' while there is nothing to show."""
        return self._says.text() if self._shown.any else ""

    def show_proposals(self, proposals: Proposals) -> None:
        """Show what is left of what a critic said. The same changes nothing."""
        if proposals == self._shown:
            return
        focused = next((n for n, card in enumerate(self._cards) if card.hasFocus()), None)
        self._shown = proposals
        for card in self._cards:
            self._rows.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._card(number, item) for number, item in enumerate(proposals.items)]
        self._says.say(proposals.sentence if proposals.any else "", "good" if proposals.nothing_wrong else "small")
        self._take_all.setVisible(len(proposals.items) > 1)
        self._dismiss_all.setText("Dismiss all" if len(proposals.items) > 1 else "Dismiss")
        self._area.setVisible(bool(proposals.items))
        if focused is not None and self._cards:
            self._cards[min(focused, len(self._cards) - 1)].setFocus()

    def take_next(self) -> None:
        """Take the proposal with the focus, or the first one."""
        if self._shown.items:
            self.taken.emit((self._shown.items[self._current()],))

    def dismiss_next(self) -> None:
        if self._shown.items:
            self.dismissed.emit((self._shown.items[self._current()],))
        elif self._shown.any:
            self.dismissed.emit(())

    def tint(self) -> None:
        """Draw the cards anew, in the colours of the theme in use."""
        shown, self._shown = self._shown, Proposals()
        self.show_proposals(shown)

    def _current(self) -> int:
        return next((number for number, card in enumerate(self._cards) if card.hasFocus()), 0)

    def _card(self, number: int, item: Point | str) -> ProposalCard:
        card = ProposalCard(item)
        card.taken.connect(lambda: self.taken.emit((item,)))
        card.dismissed.connect(lambda: self.dismissed.emit((item,)))
        card.step_wanted.connect(lambda by: self._step(number + by))
        self._rows.insertWidget(number, card)
        return card

    def _step(self, number: int) -> None:
        if 0 <= number < len(self._cards):
            self._cards[number].setFocus()
            self._area.ensureWidgetVisible(self._cards[number], 0, Space.TIGHT)

    def _button(self, text: str, tip: str) -> QToolButton:
        button = look(QToolButton(), "small")
        button.setText(text)
        button.setToolTip(tip)
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.TIGHT)
        head.addWidget(self._says, 1)
        head.addWidget(self._take_all)
        head.addWidget(self._dismiss_all)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Space.TIGHT)
        rows.addLayout(head)
        rows.addWidget(self._area, 1)
