"""The checklist panel: type-ahead, progress, the questions of the aspect, the definition card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import Specification
from chai_desktop.ui.checklist.aspect_page import AspectPage
from chai_desktop.ui.checklist.checklist_model import Checklist, Hit
from chai_desktop.ui.checklist.definition_card import DefinitionCard
from chai_desktop.ui.checklist.hit_list import HitList
from chai_desktop.ui.checklist.problem_strip import ProblemStrip
from chai_desktop.ui.checklist.problems import count_words, in_order
from chai_desktop.ui.checklist.question_row import QuestionRow
from chai_desktop.ui.checklist.questions_split import QuestionsSplit
from chai_desktop.ui.checklist.tick_choices import TickChoice
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space


class ChecklistView(QWidget):
    answered = Signal(dict, object)  # {question id: value or None}; the primitive that was ticked, or by question
    aspect_wanted = Signal(str)
    card_shown = Signal()  # the card tells of another question or primitive
    shown = Signal()  # answers or aspect were shown anew

    def __init__(self, spec: Specification) -> None:
        super().__init__()
        self._checklist = Checklist(spec)
        self._aspect = Aspect.CAMERA
        self._attended: str | None = None  # the question in hand
        self._had_problems = False
        self.on_card = ""  # the question that the card tells of
        self._hit = ""  # the primitive on the card
        self._pages: dict[Aspect, AspectPage] = {}
        self._search = self._build_search()
        self._done = look(QLabel(), "muted")
        self._usual = look(QPushButton(icon("check-check"), ""), "flat")
        self._usual.clicked.connect(self.answer_as_usual)
        self._problems = ProblemStrip(spec)
        self._problems.mended.connect(lambda answers: self._change(answers))
        self._problems.question_wanted.connect(self.reveal)
        self._results = HitList()
        self._results.looked_at.connect(self._show_hit)
        self._results.taken.connect(self._take_hit)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._results)
        self._card = DefinitionCard()
        self._card.tick_chosen.connect(self._take_tick)
        self._card.question_wanted.connect(self.reveal)
        self._build_layout()

    def show_answers(self, answers: dict[str, Any], captions: Mapping[str, str] | None = None) -> None:
        self._show(Checklist(self._checklist.spec, answers, captions or {}))

    @property
    def checklist(self) -> Checklist:
        """What stands on the screen: the project's answers, and those on their way to it."""
        return self._checklist

    @property
    def problems(self) -> ProblemStrip:
        return self._problems

    @property
    def card(self) -> DefinitionCard:
        return self._card

    def use_card_frame(self, frame: QWidget) -> None:
        """Show a frame that holds the card, and other things with it, in the place of the card."""
        self._split.addWidget(frame)

    def show_aspect(self, aspect: Aspect) -> None:
        self.flush()
        self._aspect = aspect
        self._search.clear()
        self._attended = None
        self._page().show_checklist(self._checklist)
        self._stack.setCurrentWidget(self._page())
        self._card.show_nothing()
        self.on_card = ""
        self._show_state()
        self.shown.emit()

    def focus_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def search(self, words: str) -> None:
        self._search.setText(words)

    @Slot(str)
    def reveal(self, question_id: str) -> None:
        """Bring a question into view, on its aspect's page."""
        aspect = self._checklist.spec.question(question_id).aspect
        self._search.clear()
        if aspect != self._aspect:
            self.aspect_wanted.emit(aspect.value)
        self._page().reveal(question_id)

    def look_up(self, primitive_id: str) -> None:
        """Find a primitive, and show its card."""
        self.search(self._checklist.spec.primitive(primitive_id).name)
        self._results.move_to_hit(primitive_id)
        self._search.setFocus()

    @property
    def aspect(self) -> Aspect:
        return self._aspect

    @property
    def attended(self) -> str | None:
        """The question in hand."""
        return self._attended

    def rows(self) -> Mapping[str, QuestionRow]:
        """The rows of the aspect on show, by question."""
        return self._page().rows

    def add_strip(self, strip: QWidget) -> None:
        """Show a strip above the questions."""
        self._column.insertWidget(self._column.indexOf(self._split), strip)

    def keep_in_view(self) -> None:
        """Scroll to the question in hand as soon as rows that were changed have their place."""
        if self._attended is not None:
            QTimer.singleShot(0, self, lambda: self._page().keep_in_view(self._attended or ""))

    def take(self, answers: Mapping[str, Any], via: Mapping[str, str]) -> None:
        """Give answers that do not come from a field; ``via`` says by question where each comes from."""
        self._change(answers, via)

    def row(self, question_id: str) -> QuestionRow:
        """The row of a question of the aspect on show."""
        return self._page().row(question_id)

    def hits(self) -> HitList:
        return self._results

    def next_unanswered(self) -> None:
        self._go_on(self._attended)

    @Slot()
    def answer_as_usual(self) -> None:
        """Give every open question of the aspect its usual answer, in one step."""
        self._change(self._checklist.usual(self._aspect))

    @Slot()
    def answer_group_as_usual(self) -> None:
        """The same for the group of the question in hand."""
        if self._attended is not None:
            self._answer_group(self._checklist.spec.question(self._attended).group)

    def flush(self) -> None:
        """Say what is typed but not said yet."""
        for page in self._pages.values():
            page.flush()

    def _page(self) -> AspectPage:
        if self._aspect not in self._pages:
            page = AspectPage(self._checklist, self._aspect)
            page.answered.connect(self._answer)
            page.attended.connect(self._show_question)
            page.usual_wanted.connect(self._answer_group)
            page.next_wanted.connect(self._go_on)
            self._pages[self._aspect] = page
            self._stack.addWidget(page)
        return self._pages[self._aspect]

    def _build_search(self) -> QLineEdit:
        search = QLineEdit(placeholderText="Find a primitive...", clearButtonEnabled=True)
        search.setAccessibleName("Find a primitive or a question")
        search.setToolTip("Type a film term, such as dolly, low angle or rack focus (Ctrl+F)")
        search.setAcceptDrops(False)  # dropped files are for the window
        search.textChanged.connect(self._find)
        search.installEventFilter(self)
        return search

    def _build_layout(self) -> None:
        header = QHBoxLayout()
        header.setSpacing(Space.SMALL)
        header.addWidget(self._search, 1)
        header.addWidget(self._usual)
        header.addWidget(self._done)
        split = self._split = QuestionsSplit()
        split.addWidget(self._stack)
        split.addWidget(self._card)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        layout.setSpacing(Space.SMALL)
        layout.addLayout(header)
        layout.addWidget(self._problems)
        layout.addWidget(split, 1)

    def _show(self, checklist: Checklist) -> None:
        self._checklist = checklist
        self._page().show_checklist(checklist)
        self._show_state()
        if self._search.text():
            self._find(self._search.text(), keep_place=True)
        self.shown.emit()

    def _show_state(self) -> None:
        """Progress, contradictions, and what would be answered as usual."""
        checklist = self._checklist
        done, of = checklist.progress(self._aspect)
        wrong = count_words(checklist.violations)
        self._done.setText(f"{done}/{of}, {wrong}" if wrong else f"{done}/{of} done")
        look(self._done, "error" if wrong else "muted")
        self._done.style().unpolish(self._done)
        self._done.style().polish(self._done)
        self._done.setToolTip(
            "Questions answered, of those that apply to this clip and aspect; then the contradictions"
        )
        usual = len(checklist.usual(self._aspect))
        self._usual.setVisible(bool(usual))
        self._usual.setText(f"Rest as usual ({usual})")
        self._usual.setToolTip(
            f"Answer the rest as usual: {usual} open questions get the answer that most clips have (Ctrl+U)"
        )
        self._problems.show_violations(in_order(checklist.violations, checklist.spec, self._aspect))
        QTimer.singleShot(0, self, self._keep_in_view)

    def _keep_in_view(self) -> None:
        """The strip of problems may just have come, and pushed the question in hand away."""
        if self._problems.isVisible() != self._had_problems:
            self._had_problems = self._problems.isVisible()
            if self._attended is not None:
                self._page().keep_in_view(self._attended)

    def _change(self, answers: Mapping[str, Any], via: str | Mapping[str, str] = "") -> None:
        """Show a change at once, and say it: whoever answers by keys is faster than the project's disk."""
        if answers:
            self._show(self._checklist.changed(answers))
            self.answered.emit(dict(answers), via)

    @Slot(str)
    def _answer_group(self, group: str) -> None:
        self._change(self._checklist.usual(self._aspect, group))

    @Slot(str)
    def _go_on(self, question_id: str | None) -> None:
        """To the next open question behind this one."""
        following = self._checklist.next_open(self._aspect, question_id)
        if following is not None:
            self.reveal(following)

    @Slot(str, object)
    def _answer(self, question_id: str, value: Any) -> None:
        if value != self._checklist.answers.get(question_id):
            self._change({question_id: value})

    @Slot(str)
    def _show_question(self, question_id: str) -> None:
        self._attended = self.on_card = question_id
        self._problems.turn_to(question_id)
        self._card.show_card(self._checklist.question_card(question_id))
        self.card_shown.emit()

    @Slot(str)
    def _find(self, words: str, keep_place: bool = False) -> None:
        if not words.strip():
            self._stack.setCurrentWidget(self._page())
            self.on_card = self._attended or ""
            if self._attended is None:
                self._card.show_nothing()
            else:
                self._card.show_card(self._checklist.question_card(self._attended))
            self.card_shown.emit()
            return
        hits = self._checklist.search(words, self._aspect)
        self._results.show_hits(hits, f'Nothing is called "{words}". Try another film term.', keep_place)
        self._stack.setCurrentWidget(self._results)

    @Slot(object)
    def _show_hit(self, hit: Hit) -> None:
        if hit.kind == "question":
            self._show_question(hit.id)
        else:
            self._hit, self.on_card = hit.id, ""
            self._card.show_card(self._checklist.primitive_card(hit.id))
            self.card_shown.emit()

    @Slot(object)
    def _take_hit(self, hit: Hit) -> None:
        """Enter on a hit: tick a primitive that says one thing, go to a question."""
        if hit.kind == "question":
            self.reveal(hit.id)
        else:
            self._tick()

    def _tick(self) -> None:
        """Tick at once where nothing stands against it; otherwise the card asks."""
        hit = self._results.current()
        if hit is None:
            return
        card = self._checklist.primitive_card(hit.id)
        if card.contradictions:
            self._card.ask()
        elif card.tick_choices:
            self._take_tick(card.tick_choices[0])

    @Slot(object)
    def _take_tick(self, choice: TickChoice) -> None:
        self._change(choice.answers, self._hit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys and Enter in the search field act on the hits."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._search.text():
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._results.move_by(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._results.take()
                return True
        return super().eventFilter(watched, event)
