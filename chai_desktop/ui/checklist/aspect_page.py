"""The questions of one aspect in their groups; those that do not apply are hidden."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from chai_desktop.spec.aspects import Aspect
from chai_desktop.ui.checklist.checklist_model import Checklist
from chai_desktop.ui.checklist.question_row import QuestionRow
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space


class AspectPage(QScrollArea):
    answered = Signal(str, object)
    attended = Signal(str)

    def __init__(self, checklist: Checklist, aspect: Aspect) -> None:
        super().__init__()
        self.aspect = aspect
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows: dict[str, QuestionRow] = {}
        self._headings: dict[str, QLabel] = {}
        inside = look(QWidget(), "panel")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(Space.TIGHT, 0, Space.SMALL, Space.SMALL)
        layout.setSpacing(0)
        for question in checklist.spec.questions_of(aspect):
            if question.group not in self._headings:
                layout.addWidget(self._heading(question.group))
            layout.addWidget(self._keep(question.id, QuestionRow(question)))
        layout.addStretch(1)
        self.setWidget(inside)

    def show_checklist(self, checklist: Checklist) -> None:
        shown = {question.id for question in checklist.applicable(self.aspect)}
        groups = set()
        for question_id, row in self._rows.items():
            row.show_answer(checklist.answers.get(question_id))
            row.setVisible(question_id in shown)
            if question_id in shown:
                groups.add(row.question.group)
        for group, heading in self._headings.items():
            heading.setVisible(group in groups)

    def row(self, question_id: str) -> QuestionRow:
        return self._rows[question_id]

    def reveal(self, question_id: str) -> None:
        row = self._rows[question_id]
        self.ensureWidgetVisible(row)
        row.take_focus()
        self.attended.emit(question_id)

    def flush(self) -> None:
        for row in self._rows.values():
            row.field.flush()

    def first_unanswered(self, answers: dict[str, Any]) -> str | None:
        return next((q for q, row in self._rows.items() if row.isVisibleTo(self) and q not in answers), None)

    def _heading(self, group: str) -> QLabel:
        heading = look(QLabel(group), "heading")
        heading.setContentsMargins(Space.SMALL, Space.MEDIUM, 0, Space.TIGHT)
        self._headings[group] = heading
        return heading

    def _keep(self, question_id: str, row: QuestionRow) -> QuestionRow:
        row.answered.connect(self.answered)
        row.attended.connect(self.attended)
        self._rows[question_id] = row
        return row
