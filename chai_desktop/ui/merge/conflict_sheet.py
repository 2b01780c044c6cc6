"""One conflict: the sides in columns, part by part in rows, so that like stands beside like."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from chai_desktop.ui.merge.conflict_model import ConflictPage, Part, SideHead
from chai_desktop.ui.merge.side_text import SideCard
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Size, Space


class ConflictSheet(QWidget):
    chosen = Signal(int)  # key of a side

    def __init__(self, page: ConflictPage, read_only: bool) -> None:
        super().__init__()
        self.keep_buttons: list[QPushButton] = []
        self._read_only = read_only
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, Space.SMALL, 0)
        grid.setHorizontalSpacing(Space.LARGE)
        grid.setVerticalSpacing(Space.TIGHT)
        for column, side in enumerate(page.sides):
            grid.addWidget(self._head(side, column, len(page.sides)), 0, column)
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, Size.SIDE)
        row = 1
        for part in page.parts:
            self._add_part(grid, row, part, page)
            row += 2
        grid.setRowStretch(row, 1)

    def _head(self, side: SideHead, column: int, count: int) -> QWidget:
        keep = QPushButton(keep_words(column, count))
        keep.setToolTip(f"{side.name}'s version counts from now on; the other stays in the history")
        keep.setEnabled(not self._read_only)
        keep.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        keep.clicked.connect(lambda: self.chosen.emit(side.key))
        self.keep_buttons.append(keep)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(look(QLabel(side.name, textFormat=Qt.TextFormat.PlainText), "heading"))
        counts = "  -  counts until this is settled" if side.counts else ""
        words.addWidget(look(QLabel(f"{side.when}{counts}", wordWrap=True), "small"))
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.SMALL)
        line.addLayout(words, 1)
        line.addWidget(keep)
        return head

    def _add_part(self, grid: QGridLayout, row: int, part: Part, page: ConflictPage) -> None:
        both = "both" if len(page.sides) == 2 else "all"
        label = look(QLabel(f"{part.label}: {both} say the same" if part.same else part.label), "small")
        label.setContentsMargins(0, Space.SMALL, 0, 0)
        grid.addWidget(label, row, 0, 1, len(page.sides))
        if part.same:
            grid.addWidget(SideCard(part.texts[0], part.label), row + 1, 0, 1, len(page.sides))
            return
        for column, text in enumerate(part.texts):
            grid.addWidget(SideCard(text, f"{part.label} of {page.sides[column].name}"), row + 1, column)


def keep_words(column: int, count: int) -> str:
    if count == 2:
        return "Keep left" if column == 0 else "Keep right"
    return f"Keep {column + 1}"
