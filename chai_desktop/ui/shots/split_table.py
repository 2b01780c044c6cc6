"""The plan as a table: each clip with its first and its last picture, so that one sees that the cuts are right."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from chai_desktop.ui.shots.split_plan import SplitPlan
from chai_desktop.ui.theme.tokens import Size, Space

COLUMNS = ("Clip", "First frame", "Last frame", "Frames", "Length", "Begins with")
NAME, FIRST, LAST = 0, 1, 2
_REST_MS = 30
Index = QModelIndex | QPersistentModelIndex


class SplitTable(QAbstractTableModel):
    pictures_wanted = Signal(list)  # ordinals of the file, of rows that came into view
    changed = Signal()

    def __init__(self, plan: SplitPlan) -> None:
        super().__init__()
        self.plan = plan
        self._pictures: dict[int, QIcon] = {}
        self._asked: set[int] = set()
        self._wanted: list[int] = []
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._ask)

    def show_picture(self, frame: int, jpeg: bytes) -> None:
        picture = QPixmap()
        if picture.loadFromData(jpeg):
            shown = QIcon(picture)
            shown.addPixmap(picture, QIcon.Mode.Selected)  # the colour of the selection must not tint it
            self._pictures[frame] = shown
            self.dataChanged.emit(self.index(0, FIRST), self.index(self.rowCount() - 1, LAST))

    def rows_changed(self) -> None:
        """The plan was changed from outside."""
        self.beginResetModel()
        self.endResetModel()
        self.changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.plan.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == NAME else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, column)
        if role == Qt.ItemDataRole.CheckStateRole and column == NAME:
            return Qt.CheckState.Checked if self.plan.rows[row].chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DecorationRole and column in (FIRST, LAST):
            return self._picture(self._frame(row, column))
        if role == Qt.ItemDataRole.AccessibleTextRole and column in (FIRST, LAST):
            return f"{COLUMNS[column]} of {self.plan.name(row)}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.plan.choose(index.row(), Qt.CheckState(value) == Qt.CheckState.Checked)
        self.dataChanged.emit(index, index, [role])
        self.changed.emit()
        return True

    def _words(self, row: int, column: int) -> str:
        plan = self.plan
        if column == NAME:
            return plan.name(row)
        return {3: plan.frames, 4: plan.length, 5: plan.begins_with}.get(column, lambda _row: "")(row)

    def _frame(self, row: int, column: int) -> int:
        shot = self.plan.rows[row].shot
        return shot.first if column == FIRST else shot.last

    def _picture(self, frame: int) -> QIcon | None:
        if frame not in self._pictures and frame not in self._asked:
            self._asked.add(frame)
            self._wanted.append(frame)
            self._rest.start()
        return self._pictures.get(frame)

    def _ask(self) -> None:
        wanted, self._wanted = self._wanted, []
        self.pictures_wanted.emit(wanted)


class SplitList(QTableView):
    def __init__(self, table: SplitTable) -> None:
        super().__init__()
        self.setModel(table)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setIconSize(QSize(Size.THUMBNAIL_WIDTH, Size.THUMBNAIL_HEIGHT))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(Size.THUMBNAIL_HEIGHT + Space.SMALL)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        columns.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column in (FIRST, LAST):
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            columns.resizeSection(column, Size.THUMBNAIL_WIDTH + 2 * Space.SMALL)
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName("The clips that would be made")
        self.selectRow(0)
