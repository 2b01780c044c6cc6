"""The panel in the place of the three texts: several drafts of one caption, of which a person chooses one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.records import Candidate
from chai_desktop.ui.candidates.candidate_card import CandidateCard
from chai_desktop.ui.candidates.candidate_model import Choice, score_words, source_words
from chai_desktop.ui.candidates.two_drafts import TwoDrafts
from chai_desktop.ui.caption.job_strip import JobStrip
from chai_desktop.ui.caption.pane_head import PaneHead
from chai_desktop.ui.caption.room_model import RunningJob
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space

_HIDDEN = "Choose with the number keys. The scores are shown once you have chosen."
_PLAIN = "Choose with the number keys."
_RANKED = "The best by the reward stands first. Choose with the number keys."


class CandidatesView(QFrame):
    chosen = Signal(object)  # Candidate
    dismiss_wanted = Signal()
    close_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Several drafts to choose from; press a number to choose")
        self._choice = Choice()
        self._is_writing = False
        self._cards: list[CandidateCard] = []
        self._head = PaneHead("Drafts")
        self.job = JobStrip("drafts")
        self.job.cancelled.connect(self.cancel_wanted)
        self._dismiss = look(QPushButton(icon("trash-2"), "Dismiss all"), "flat")
        self._dismiss.setToolTip("Choose none of them; it can be undone")
        self._dismiss.clicked.connect(self.dismiss_wanted)
        close = look(QPushButton(icon("x"), "Close"), "flat")
        close.setToolTip("Back to the three texts; the drafts are kept (Esc)")
        close.clicked.connect(self.close_wanted)
        self._two = TwoDrafts()
        self._two.chosen.connect(self._choose)
        self._two.back_wanted.connect(self._show_all)
        self._row = QHBoxLayout()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._build_all())
        self._pages.addWidget(self._two)
        for part in (self.job, self._dismiss, close):
            self._head.row.addWidget(part)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.SMALL, Space.TIGHT, Space.SMALL, Space.SMALL)
        rows.setSpacing(Space.TIGHT)
        rows.addWidget(self._head)
        rows.addWidget(self._pages, 1)

    @property
    def cards(self) -> tuple[CandidateCard, ...]:
        return tuple(self._cards)

    @property
    def two(self) -> TwoDrafts:
        return self._two

    @property
    def compares(self) -> bool:
        return self._pages.currentWidget() is self._two

    def show_choice(self, aspect: Aspect, choice: Choice) -> None:
        """Drafts that are done. The same ones change nothing."""
        self._head.show_aspect(aspect)
        self.job.show_job(None)
        if choice == self._choice and not self._is_writing:
            return
        self._choice, self._is_writing = choice, False
        says = _HIDDEN if choice.scores_hidden else _RANKED if choice.has_scores else _PLAIN
        self._head.show_detail(says if choice.candidates else "No drafts to choose from.")
        self._dismiss.setVisible(bool(choice.candidates))
        hidden = choice.scores_hidden
        self._make_cards([(source_words(each), "" if hidden else score_words(each)) for each in choice.candidates])
        for card, candidate in zip(self._cards, choice.candidates, strict=True):
            card.show_text(candidate.text, is_done=True)
        self._show_all()

    def show_writing(self, aspect: Aspect, texts: Sequence[str], job: RunningJob) -> None:
        """Drafts that are being written: they grow, and cannot be chosen yet."""
        self._head.show_aspect(aspect)
        self._head.show_detail("Being written; nothing is saved yet")
        self.job.show_job(job)
        self._dismiss.hide()
        if not self._is_writing or len(texts) != len(self._cards):
            self._is_writing, self._choice = True, Choice()
            self._make_cards([("being written", "")] * len(texts))
            self._pages.setCurrentIndex(0)
        for card, text in zip(self._cards, texts, strict=True):
            card.show_text(text, is_done=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1.value
        if event.key() == Qt.Key.Key_Escape and self.compares:
            self._show_all()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_wanted.emit()
        elif 0 <= number < len(self._choice.candidates) and _is_plain(event):
            self._choose(number)
        else:
            super().keyPressEvent(event)

    def _choose(self, number: int) -> None:
        if number < len(self._choice.candidates):
            candidate: Candidate = self._choice.candidates[number]
            self.chosen.emit(candidate)

    def _make_cards(self, heads: Sequence[tuple[str, str]]) -> None:
        for card in self._cards:
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        for number, (says, score) in enumerate(heads):
            card = CandidateCard(number + 1, says, score)
            card.chosen.connect(lambda number=number: self._choose(number))
            card.compared.connect(self._compare)
            card.compare.setVisible(len(heads) > 1)
            self._row.addWidget(card, 1)
            self._cards.append(card)

    def _compare(self, _on: bool) -> None:
        """Two that are marked are shown beside each other."""
        marked = [number for number, card in enumerate(self._cards) if card.compare.isChecked()]
        if len(marked) == 2:
            first, second = ((number, self._choice.candidates[number].text) for number in marked)
            self._two.show_two(first, second)
            self._pages.setCurrentWidget(self._two)
            self.setFocus()

    def _show_all(self) -> None:
        for card in self._cards:
            card.compare.blockSignals(True)
            card.compare.setChecked(False)
            card.compare.blockSignals(False)
        self._pages.setCurrentIndex(0)

    def _build_all(self) -> QWidget:
        inside = QWidget()
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.SMALL)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area


def _is_plain(event: QKeyEvent) -> bool:
    return event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
