"""What splitting would make of a clip, to be looked at and mended before anything is added."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from chai_desktop.ui.shots.split_plan import SplitPlan
from chai_desktop.ui.shots.split_table import SplitList, SplitTable
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space

_SAME_FILE = "The clips lie in the same file; nothing is copied or encoded again. One undo takes all of them back."


class SplitDialog(QDialog):
    """``accepted`` says yes: the clips are ``plan.chosen()``, and ``takes_out`` whether the whole leaves."""

    pictures_wanted = Signal(list)

    def __init__(self, parent: QWidget, plan: SplitPlan) -> None:
        super().__init__(parent)
        self.plan = plan
        self.setWindowTitle("Split into clips")
        self.setModal(True)
        self.setMinimumSize(640, 420)
        self.resize(820, 560)
        self.table = SplitTable(plan)
        self.list = SplitList(self.table)
        self.take_out = QCheckBox(f"Take {plan.footage.facts.name} itself out of the project")
        self.take_out.setToolTip("Nobody worked on it. Its file stays where it is.")
        self.take_out.setVisible(plan.may_take_out)
        self.join = self._button("Join with the one above", "Make one clip of both, and what is between", self._join)
        self.earlier = self._button("Cut a frame earlier", "This clip begins one frame earlier", lambda: self._move(-1))
        self.later = self._button("Cut a frame later", "This clip begins one frame later", lambda: self._move(+1))
        self.all = self._button("Choose all", "Choose all clips, or none if all are chosen", self._choose_all)
        self.agree = look(QPushButton(), "primary")
        self._left_out = look(QLabel(wordWrap=True), "small")
        self._lay_out()
        self.table.pictures_wanted.connect(self.pictures_wanted)
        self.table.changed.connect(self._say_how_many)
        self.list.selectionModel().currentRowChanged.connect(self._row_changed)
        self._say_how_many()
        self.list.setFocus()

    @property
    def takes_out(self) -> bool:
        return self.plan.may_take_out and self.take_out.isChecked()

    def _button(self, text: str, tip: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.clicked.connect(run)
        return button

    def _lay_out(self) -> None:
        title = QLabel(f"{self.plan.footage.facts.name} holds {len(self.plan.rows)} shots", wordWrap=True)
        title.setTextFormat(Qt.TextFormat.PlainText)
        tools = QHBoxLayout()
        tools.setSpacing(Space.SMALL)
        for button in (self.join, self.earlier, self.later):
            tools.addWidget(button)
        tools.addStretch(1)
        tools.addWidget(self.all)
        buttons = QDialogButtonBox()
        buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.addButton(self.agree, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.agree.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(look(title, "title"))
        column.addWidget(look(QLabel(_SAME_FILE, wordWrap=True), "muted"))
        column.addWidget(self.list, 1)
        column.addLayout(tools)
        column.addWidget(self._left_out)
        column.addWidget(self.take_out)
        column.addWidget(buttons)

    def _row(self) -> int:
        return self.list.currentIndex().row()

    def _join(self) -> None:
        row = self._row()
        if self.plan.can_join(row):
            self.plan.join(row)
            self._show_rows(row - 1)

    def _move(self, by: int) -> None:
        row = self._row()
        if self.plan.can_move(row, by):
            self.plan.move(row, by)
            self._show_rows(row)

    def _choose_all(self) -> None:
        self.plan.choose_all(len(self.plan.chosen()) < len(self.plan.rows))
        self._show_rows(self._row())

    def _show_rows(self, row: int) -> None:
        self.table.rows_changed()
        self.list.selectRow(row)

    @Slot()
    def _row_changed(self) -> None:
        row = self._row()
        self.join.setEnabled(self.plan.can_join(row))
        self.earlier.setEnabled(self.plan.can_move(row, -1))
        self.later.setEnabled(self.plan.can_move(row, +1))

    @Slot()
    def _say_how_many(self) -> None:
        count = len(self.plan.chosen())
        self.agree.setText(f"Add {count} clip" + "s" * (count != 1))
        self.agree.setEnabled(count > 0)
        left = self.plan.left_out()
        self._left_out.setText(
            f"{left} frames will be in no clip: those of shots that are not chosen, and of dissolves, fades and wipes."
            if left
            else "Every frame will be in a clip."
        )
        self._row_changed()
