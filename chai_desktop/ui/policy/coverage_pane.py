"""What a caption of the aspect speaks of, and which of it the text touches: told by cue words, live."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from chai_desktop.ui.policy.policy_model import CoverageRow
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Space


class CoveragePane(QWidget):
    place_wanted = Signal(int)  # offset of the words in the text, in code points

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[CoverageRow, ...] = ()
        self._head = look(QLabel(wordWrap=True), "muted")
        self._head.setText("By the words of the text alone: look yourself whether it is said well.")
        self.list = QTreeWidget(columnCount=2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.header().setStretchLastSection(True)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.list.setAccessibleName("What the caption speaks of")
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SMALL, Space.TIGHT, Space.SMALL, Space.TIGHT)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self._head)
        column.addWidget(self.list, 1)

    def show_rows(self, rows: tuple[CoverageRow, ...]) -> None:
        if rows == self._rows:
            return
        at = self.list.currentIndex().row()
        self._rows = rows
        self.list.clear()
        for row in rows:
            self.list.addTopLevelItem(self._item(row))
        kept = self.list.topLevelItem(at)
        if kept is not None:
            self.list.setCurrentItem(kept)

    def tint(self) -> None:
        rows, self._rows = self._rows, ()
        self.show_rows(rows)

    def _item(self, row: CoverageRow) -> QTreeWidgetItem:
        t = tokens()
        item = QTreeWidgetItem([row.name, row.state])
        sign, colour = ("check", t.good) if row.seen else ("circle", t.warning if row.always else t.muted)
        item.setIcon(0, icon(sign, colour))
        item.setForeground(1, self.palette().color(self.foregroundRole()))
        for column in range(2):
            item.setToolTip(column, row.told)
            item.setData(column, Qt.ItemDataRole.AccessibleDescriptionRole, row.told)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{row.name}: {row.state}")
        return item

    def _go(self, item: QTreeWidgetItem) -> None:
        row = self._rows[self.list.indexOfTopLevelItem(item)]
        if row.seen:
            self.place_wanted.emit(row.start)
