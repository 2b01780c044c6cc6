"""The table of clips on the screen. It says which rows came to rest in view, and so what has to be fetched for them."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QItemSelectionModel, QModelIndex, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from chai_desktop.ui.library.library_model import LibraryRow
from chai_desktop.ui.library.library_table import CAPTIONS, NAME, CaptionsDelegate, LibraryTable
from chai_desktop.ui.theme.tokens import Size, Space

_REST_MS = 60  # after the last new row came into view
_AT_LEAST_EVERY_MS = 240  # while the person goes on scrolling


class ClipList(QTableView):
    clip_opened = Signal(str)
    pictures_wanted = Signal(list)  # clip ids in view that have no picture yet
    looks_wanted = Signal(dict)  # clip id -> path, in view and not looked for yet

    def __init__(self) -> None:
        super().__init__()
        self.table = LibraryTable()
        self.setModel(self.table)
        self._asked: set[str] = set()
        self._looked_for: set[str] = set()
        self._since_first = QElapsedTimer()
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._fetch)
        self.table.painted.connect(self._note_new_rows)
        self._set_up()

    def select(self, clip_id: str) -> None:
        number = self.table.number_of(clip_id)
        if number is not None:
            self.selectRow(number)

    def selected_clip(self) -> str | None:
        index = self.currentIndex()
        return self.table.row(index.row()).clip.id if index.isValid() else None

    def selected_clips(self) -> list[str]:
        """All that are selected, in the order shown."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.table.row(row).clip.id for row in rows]

    def select_again(self, current: str | None, chosen: list[str]) -> None:
        """After the rows came anew: the same clips, as far as they are shown."""
        if self.selected_clips() == chosen:
            return
        if current is not None:
            self.select(current)
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for number in (self.table.number_of(clip_id) for clip_id in chosen):
            if number is not None:
                self.selectionModel().select(self.table.index(number, NAME), flags)

    def choose_first(self) -> None:
        if self.table.rowCount() and not self.currentIndex().isValid():
            self.selectRow(0)

    def show_thumbnail(self, clip_id: str, jpeg: bytes | None) -> None:
        self._asked.discard(clip_id)
        self.table.show_thumbnail(clip_id, jpeg)

    def look_again(self, clip_id: str = "") -> None:
        """What is known of files may be old: look again at those in view (or when this one comes into view)."""
        if clip_id:
            self._looked_for.discard(clip_id)
        else:
            self._looked_for.clear()
        self._note_new_rows()

    def forget(self) -> None:
        """Another project: nothing is known of its clips."""
        self._asked.clear()
        self._looked_for.clear()
        self.table.forget_pictures()

    def rows_in_view(self) -> list[LibraryRow]:
        if not self.table.rowCount() or not self.isVisible():
            return []
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        return [self.table.row(n) for n in range(first, (self.table.rowCount() - 1 if last < 0 else last) + 1)]

    @Slot()
    def _note_new_rows(self) -> None:
        if not self._rest.isActive():
            self._since_first.start()
        left = max(0, _AT_LEAST_EVERY_MS - int(self._since_first.elapsed()))
        self._rest.start(min(_REST_MS, left))

    @Slot()
    def _fetch(self) -> None:
        rows = self.rows_in_view()
        ids = [row.clip.id for row in rows]
        pictures = [each for each in ids if each not in self._asked and not self.table.has_picture(each)]
        looks = {row.clip.id: row.clip.facts.path for row in rows if row.clip.id not in self._looked_for}
        self._asked.update(pictures)
        self._looked_for.update(looks)
        if pictures:
            self.pictures_wanted.emit(pictures)
        if looks:
            self.looks_wanted.emit(looks)

    def _set_up(self) -> None:
        self.setItemDelegateForColumn(CAPTIONS, CaptionsDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setIconSize(QSize(Size.THUMBNAIL_WIDTH, Size.THUMBNAIL_HEIGHT))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(Size.THUMBNAIL_HEIGHT + Space.SMALL)
        columns.setResizeContentsPrecision(0)  # by the rows in view: measuring thousands would stop the window
        columns.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        columns.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("Clips of the project")
        self.activated.connect(self._open_row)
        self.doubleClicked.connect(self._open_row)

    @Slot(QModelIndex)
    def _open_row(self, index: QModelIndex) -> None:
        self.clip_opened.emit(self.table.row(index.row()).clip.id)
