"""The plan of a new run: which clips and aspects, how many candidates, where; with counts, before anything is begun."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from chai_desktop.spec.aspects import Aspect
from chai_desktop.ui.runs.run_plan import MOST_CANDIDATES, MOST_PROCESSES, RunPlan, Which
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space

_WORDS = {
    Which.MISSING: "Where a pre-caption is missing",
    Which.SELECTED: "The clips selected in the library",
    Which.ALL: "All clips, also where there is a pre-caption",
}
_PROPOSALS = "The texts become candidates, from which somebody chooses: no caption of the project is replaced."
_MEMORY = "The window's engines are unloaded when it starts, so that the run has their memory."


class PlanDialog(QDialog):
    agreed = Signal()

    def __init__(self, parent: QWidget, plan: RunPlan, has_weights: Callable[[RunPlan], bool], can_score: bool) -> None:
        """``has_weights``: whether a plan's engine is a model of this computer; ``can_score``: one can score."""
        super().__init__(parent)
        self.plan = plan
        self.setWindowTitle("New run")
        self.setModal(True)
        self.setMinimumWidth(620)
        self.which = {which: self._which(which) for which in Which}
        self._group = QButtonGroup(self)
        for button in self.which.values():
            self._group.addButton(button)
        self.aspects = {aspect: self._box(aspect.label, "", aspect in plan.aspects) for aspect in Aspect}
        self.candidates = self._number("Candidates of each caption", plan.candidates, MOST_CANDIDATES)
        self.processes = self._number("Processes at once", plan.processes, MOST_PROCESSES)
        self.processes.setToolTip("For a server that answers several at once. One for a model of this computer.")
        self.revise = self._box("Critique and revise each draft", "By the engines chosen for it", plan.revise)
        self.score = self._box("Score each text", "By the engine chosen for scores", plan.score)
        self.score.setEnabled(can_score)
        self.here = self._box(
            "Start it here now", "Else only its files are made, to be started by hand or elsewhere", plan.start_here
        )
        self.summary = QLabel(wordWrap=True)
        self.estimate = look(QLabel(wordWrap=True), "muted")
        self._memory = look(QLabel(_MEMORY, wordWrap=True), "muted")
        self._has_weights = has_weights
        self.agree = look(QPushButton(), "primary")
        self._lay_out()
        self.which[plan.which].setChecked(True)
        for button in self.which.values():
            button.toggled.connect(self._changed)
        self._changed()

    def _which(self, which: Which) -> QRadioButton:
        count = self.plan.count(which)
        button = QRadioButton(f"{_WORDS[which]} ({count:,} clip{'s' * (count != 1)})")
        button.setEnabled(count > 0)
        return button

    def _box(self, words: str, tip: str, on: bool) -> QCheckBox:
        box = QCheckBox(words)
        box.setToolTip(tip)
        box.setChecked(on)
        box.toggled.connect(self._changed)
        return box

    def _number(self, name: str, value: int, most: int) -> QSpinBox:
        box = QSpinBox(minimum=1, maximum=most, value=value)
        box.setAccessibleName(name)
        box.setMaximumWidth(90)
        box.lineEdit().setTextMargins(Space.TIGHT, 0, 0, 0)
        box.valueChanged.connect(self._changed)
        return box

    def _lay_out(self) -> None:
        aspects = QHBoxLayout()
        aspects.setSpacing(Space.MEDIUM)
        for box in self.aspects.values():
            aspects.addWidget(box)
        aspects.addStretch(1)
        form = QFormLayout()
        form.setHorizontalSpacing(Space.LARGE)
        form.setVerticalSpacing(Space.SMALL)
        form.addRow("Clips", self._column(list(self.which.values())))
        form.addRow("Aspects", aspects)
        form.addRow("Engine", QLabel(self.plan.engine))
        form.addRow("Candidates", self.candidates)
        form.addRow("Then", self._column([self.revise, self.score]))
        form.addRow("Processes", self.processes)
        form.addRow("", self.here)
        buttons = QDialogButtonBox()
        buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.addButton(self.agree, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        self.agree.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(look(QLabel("Captions of many clips"), "title"))
        column.addWidget(look(QLabel(_PROPOSALS, wordWrap=True), "muted"))
        column.addLayout(form)
        for label in (self.summary, self.estimate, self._memory):
            column.addWidget(label)
        column.addWidget(buttons)

    def _column(self, widgets: list[QCheckBox] | list[QRadioButton]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(Space.TIGHT)
        for widget in widgets:
            column.addWidget(widget)
        return column

    @Slot()
    def _changed(self) -> None:
        if not hasattr(self, "agree"):  # a box was ticked while the dialog is made
            return
        plan = self.plan
        plan.which = next((which for which, button in self.which.items() if button.isChecked()), plan.which)
        plan.aspects = {aspect for aspect, box in self.aspects.items() if box.isChecked()}
        plan.candidates, plan.processes = self.candidates.value(), self.processes.value()
        plan.revise, plan.score = self.revise.isChecked(), self.score.isChecked()
        plan.start_here = self.here.isChecked()
        self.summary.setText(plan.summary())
        self.estimate.setText(plan.estimate())
        self.estimate.setVisible(plan.captions > 0)
        self._memory.setVisible(plan.start_here and self._has_weights(plan))
        self.agree.setText("Start the run" if plan.start_here else "Make the run")
        self.agree.setEnabled(plan.captions > 0)

    @Slot()
    def _accept(self) -> None:
        self.agreed.emit()
        self.accept()
