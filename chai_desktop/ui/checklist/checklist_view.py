"""The checklist panel: type-ahead, progress, the questions of the aspect, the definition card."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
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
from chai_desktop.ui.checklist.question_row import QuestionRow
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space


class ChecklistView(QWidget):
    answered = Signal(dict, str)  # {question id: value or None}; the primitive that was ticked, or ""
    aspect_wanted = Signal(str)

    def __init__(self, spec: Specification) -> None:
        super().__init__()
        self._checklist = Checklist(spec)
        self._aspect = Aspect.CAMERA
        self._pages: dict[Aspect, AspectPage] = {}
        self._search = self._build_search()
        self._done = look(QLabel(), "muted")
        self._results = HitList()
        self._results.looked_at.connect(self._show_hit)
        self._results.taken.connect(self._take_hit)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._results)
        self._card = DefinitionCard()
        self._card.tick_wanted.connect(self._tick)
        self._card.question_wanted.connect(self.reveal)
        self._build_layout()

    def show_answers(self, answers: dict[str, Any]) -> None:
        self._checklist = Checklist(self._checklist.spec, answers)
        self._page().show_checklist(self._checklist)
        self._show_progress()
        if self._search.text():
            self._find(self._search.text(), keep_place=True)

    def show_aspect(self, aspect: Aspect) -> None:
        self.flush()
        self._aspect = aspect
        self._search.clear()
        self._page().show_checklist(self._checklist)
        self._stack.setCurrentWidget(self._page())
        self._card.show_nothing()
        self._show_progress()

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

    def row(self, question_id: str) -> QuestionRow:
        """The row of a question of the aspect on show."""
        return self._page().row(question_id)

    def hits(self) -> HitList:
        return self._results

    def next_unanswered(self) -> None:
        question_id = self._page().first_unanswered(dict(self._checklist.answers))
        if question_id is not None:
            self.reveal(question_id)

    def flush(self) -> None:
        """Say what is typed but not said yet."""
        for page in self._pages.values():
            page.flush()

    def _page(self) -> AspectPage:
        if self._aspect not in self._pages:
            page = AspectPage(self._checklist, self._aspect)
            page.answered.connect(self._answer)
            page.attended.connect(self._show_question)
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
        header.addWidget(self._done)
        split = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        split.addWidget(self._stack)
        split.addWidget(self._card)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setSizes([420, 150])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        layout.setSpacing(Space.SMALL)
        layout.addLayout(header)
        layout.addWidget(split, 1)

    def _show_progress(self) -> None:
        done, of = self._checklist.progress(self._aspect)
        self._done.setText(f"{done}/{of} done")
        self._done.setToolTip("Questions answered, of those that apply to this clip and aspect")

    @Slot(str, object)
    def _answer(self, question_id: str, value: Any) -> None:
        if value != self._checklist.answers.get(question_id):
            self.answered.emit({question_id: value}, "")

    @Slot(str)
    def _show_question(self, question_id: str) -> None:
        self._card.show_card(self._checklist.question_card(question_id), [])

    @Slot(str)
    def _find(self, words: str, keep_place: bool = False) -> None:
        if not words.strip():
            self._stack.setCurrentWidget(self._page())
            return
        hits = self._checklist.search(words, self._aspect)
        self._results.show_hits(hits, f'Nothing is called "{words}". Try another film term.', keep_place)
        self._stack.setCurrentWidget(self._results)

    @Slot(object)
    def _show_hit(self, hit: Hit) -> None:
        if hit.kind == "question":
            self._show_question(hit.id)
        else:
            self._card.show_card(self._checklist.primitive_card(hit.id), self._checklist.contradictions(hit.id))

    @Slot(object)
    def _take_hit(self, hit: Hit) -> None:
        """Enter on a hit: tick a primitive that says one thing, go to a question."""
        if hit.kind == "question":
            self.reveal(hit.id)
        else:
            self._tick()

    @Slot()
    def _tick(self) -> None:
        hit = self._results.current()
        if hit is not None:
            implied = self._checklist.spec.implied_answers(hit.id)
            if implied:
                self.answered.emit(dict(implied), hit.id)

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
