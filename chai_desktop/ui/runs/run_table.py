"""The list of runs, the newest first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from chai_desktop.ui.runs.run_words import RunRow, row_of
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.tokens import Size

if TYPE_CHECKING:
    from chai_desktop.workers.runs.run_watcher import SeenRun

COLUMNS = ("Run", "State", "Clips", "Speed", "Time left", "Made")
STATE = 1
Index = QModelIndex | QPersistentModelIndex


class RunTable(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.runs: list[SeenRun] = []
        self.rows: list[RunRow] = []

    def show_runs(self, runs: tuple[SeenRun, ...]) -> bool:
        """Rows stay the same objects of the view where the runs are the same; says whether they are others now."""
        same = [run.folder for run in runs] == [run.folder for run in self.runs]
        if not same:
            self.beginResetModel()
        self.runs, self.rows = list(runs), [row_of(run) for run in runs]
        if not same:
            self.endResetModel()
        elif self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(COLUMNS) - 1))
        return not same

    def place_of(self, folder: Path | None) -> int:
        """-1 where it is not there."""
        return next((place for place, run in enumerate(self.runs) if run.folder == folder), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.title, row.state, row.clips, row.speed, row.left, row.begun)[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == STATE:
            return icon(row.icon)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.sentence} {row.hint}".strip()
        return None


class RunList(QTableView):
    chosen = Signal(object)  # Path, or None

    def __init__(self, table: RunTable) -> None:
        super().__init__()
        self.table = table
        self.setModel(table)
        self.setAccessibleName("Runs")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(Size.CONTROL)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        columns.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        self.selectionModel().currentRowChanged.connect(self._chosen)

    @property
    def folder(self) -> Path | None:
        place = self.currentIndex().row()
        return self.table.runs[place].folder if 0 <= place < len(self.table.runs) else None

    def choose(self, folder: Path | None) -> None:
        """The row of this run, or the first one."""
        place = max(0, self.table.place_of(folder))
        if self.table.rows:
            self.selectRow(place)

    def _chosen(self) -> None:
        self.chosen.emit(self.folder)
