"""The questions of one aspect in their groups; those that do not apply are hidden."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from chai_desktop.spec.aspects import Aspect
from chai_desktop.ui.checklist.checklist_model import Checklist
from chai_desktop.ui.checklist.group_heading import GroupHeading
from chai_desktop.ui.checklist.problems import row_marks
from chai_desktop.ui.checklist.question_row import QuestionRow
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space


class AspectPage(QScrollArea):
    answered = Signal(str, object)
    attended = Signal(str)
    usual_wanted = Signal(str)  # group
    next_wanted = Signal(str)  # behind this question

    def __init__(self, checklist: Checklist, aspect: Aspect) -> None:
        super().__init__()
        self.aspect = aspect
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows: dict[str, QuestionRow] = {}
        self.rows: Mapping[str, QuestionRow] = self._rows
        self._headings: dict[str, GroupHeading] = {}
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
        marks = row_marks(checklist.violations)
        # An answer that applies no more is hidden with its question, unless it has a part in a contradiction.
        shown = {question.id for question in checklist.applicable(self.aspect)} | (
            marks.keys() & checklist.answers.keys()
        )
        groups = set()
        for question_id, row in self._rows.items():
            row.show_answer(checklist.answers.get(question_id))
            row.show_mark(marks.get(question_id))
            row.setVisible(question_id in shown)
            if question_id in shown:
                groups.add(row.question.group)
        for group, heading in self._headings.items():
            usual = checklist.usual(self.aspect, group)
            heading.show_usual({self._rows[q].question.label: checklist.words_of(q, v) for q, v in usual.items()})
            heading.setVisible(group in groups)

    def row(self, question_id: str) -> QuestionRow:
        return self._rows[question_id]

    def reveal(self, question_id: str) -> None:
        row = self._rows[question_id]
        self.ensureWidgetVisible(row)
        row.take_focus()
        self.attended.emit(question_id)

    def keep_in_view(self, question_id: str) -> None:
        """Scroll to a question where the page became lower."""
        if question_id in self._rows:
            self.ensureWidgetVisible(self._rows[question_id])

    def flush(self) -> None:
        for row in self._rows.values():
            row.field.flush()

    def _heading(self, group: str) -> GroupHeading:
        heading = GroupHeading(group)
        heading.usual_wanted.connect(lambda: self.usual_wanted.emit(group))
        self._headings[group] = heading
        return heading

    def _keep(self, question_id: str, row: QuestionRow) -> QuestionRow:
        row.answered.connect(self.answered)
        row.attended.connect(self.attended)
        row.next_wanted.connect(lambda: self.next_wanted.emit(question_id))
        self._rows[question_id] = row
        return row
