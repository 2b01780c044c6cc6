"""The Library room: search, the table of clips, and what to do when there are none."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from chai_desktop.ui.library.library_model import LibraryRow, filtered
from chai_desktop.ui.library.library_table import CAPTIONS, NAME, CaptionsDelegate, LibraryTable
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Size, Space


class LibraryView(QWidget):
    """Shows rows; knows nothing of the project file."""

    clip_opened = Signal(str)  # clip id
    import_wanted = Signal()
    thumbnail_wanted = Signal(str)  # clip id

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._rows: list[LibraryRow] = []
        self._table = LibraryTable()
        self._table.thumbnail_wanted.connect(self.thumbnail_wanted)
        self._view = self._build_view()
        self._count = look(QLabel(), "muted")
        self._search = QLineEdit(placeholderText="Find a clip by name...", clearButtonEnabled=True)
        self._search.setAccessibleName("Find a clip by name")
        self._search.setMaximumWidth(360)
        self._search.setAcceptDrops(False)  # dropped files are for the window
        self._search.textChanged.connect(self._refilter)
        self._unfinished = QPushButton("Only unfinished")
        self._unfinished.setCheckable(True)
        self._unfinished.setToolTip("Hide clips whose five captions are all submitted")
        self._unfinished.toggled.connect(self._refilter)
        self._pages = QStackedLayout()
        self._pages.addWidget(self._view)
        self._pages.addWidget(self._build_empty_page())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        layout.setSpacing(Space.MEDIUM)
        layout.addLayout(self._build_header())
        layout.addLayout(self._pages, 1)
        self.setFocusProxy(self._view)
        self.show_rows([])

    def show_rows(self, rows: list[LibraryRow]) -> None:
        self._rows = rows
        self._refilter()

    def show_loading(self, words: str) -> None:
        """Say what is being opened in place of the clips."""
        self._rows = []
        self._table.show_rows([])
        self._count.clear()
        self._empty_title.setText(words)
        self._empty_hint.clear()
        self._pages.setCurrentIndex(1)

    def show_thumbnail(self, clip_id: str, jpeg: bytes | None) -> None:
        self._table.show_thumbnail(clip_id, jpeg)

    def first_clip(self) -> str | None:
        return self._table.row(0).clip.id if self._table.rowCount() else None

    def select(self, clip_id: str) -> None:
        number = self._table.number_of(clip_id)
        if number is not None:
            self._view.selectRow(number)

    def selected_clip(self) -> str | None:
        index = self._view.currentIndex()
        return self._table.row(index.row()).clip.id if index.isValid() else None

    def selected_clips(self) -> list[str]:
        """All that are selected, in the order shown."""
        rows = sorted(index.row() for index in self._view.selectionModel().selectedRows())
        return [self._table.row(row).clip.id for row in rows]

    def neighbour(self, clip_id: str, by: int) -> str | None:
        """The clip ``by`` rows below (above where negative), in the order shown; None at the ends."""
        number = self._table.number_of(clip_id)
        if number is None or not 0 <= number + by < self._table.rowCount():
            return None
        return self._table.row(number + by).clip.id

    def place_of(self, clip_id: str) -> str:
        """A clip's name and where it stands among the clips shown, in words."""
        number = self._table.number_of(clip_id)
        if number is None:
            return ""
        return f"{self._table.row(number).name} ({number + 1} of {self._table.rowCount()})"

    def focus_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def _build_view(self) -> QTableView:
        view = QTableView()
        view.setModel(self._table)
        view.setItemDelegateForColumn(CAPTIONS, CaptionsDelegate(view))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setIconSize(QSize(Size.THUMBNAIL_WIDTH, Size.THUMBNAIL_HEIGHT))
        view.setShowGrid(False)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(Size.THUMBNAIL_HEIGHT + Space.SMALL)
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        view.horizontalHeader().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        view.horizontalHeader().setHighlightSections(False)
        view.setTabKeyNavigation(False)
        view.setAccessibleName("Clips of the project")
        view.activated.connect(self._open_row)
        view.doubleClicked.connect(self._open_row)
        return view

    def _build_header(self) -> QHBoxLayout:
        header = QHBoxLayout()
        header.setSpacing(Space.MEDIUM)
        header.addWidget(look(QLabel("Library"), "title"))
        header.addWidget(self._count)
        header.addStretch(1)
        header.addWidget(self._unfinished)
        header.addWidget(self._search, 1)
        header.addWidget(self._import_button())
        return header

    def _build_empty_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.setSpacing(Space.MEDIUM)
        self._empty_title = look(QLabel(alignment=Qt.AlignmentFlag.AlignCenter), "title")
        self._empty_hint = look(QLabel(alignment=Qt.AlignmentFlag.AlignCenter), "muted")
        layout.addWidget(self._empty_title)
        layout.addWidget(self._empty_hint)
        layout.addWidget(self._import_button(), alignment=Qt.AlignmentFlag.AlignCenter)
        return page

    def _import_button(self) -> QPushButton:
        button = QPushButton(icon("import"), "Import video files...")
        button.setToolTip("Choose video files to add (Ctrl+I); you can also drop files or a folder on the window")
        button.clicked.connect(self.import_wanted)
        return button

    @Slot()
    def _refilter(self) -> None:
        rows = filtered(self._rows, self._search.text(), self._unfinished.isChecked())
        current, chosen = self.selected_clip(), self.selected_clips()
        self._table.show_rows(rows)
        if self.selected_clips() != chosen:
            self._select_again(current, chosen)
        finished = sum(row.submitted for row in self._rows)
        self._count.setText(f"{len(self._rows)} clips, {finished} of {5 * len(self._rows)} captions submitted")
        self._pages.setCurrentIndex(0 if rows else 1)
        if self._rows:
            self._empty_title.setText("No clip has that name" if self._search.text() else "All captions are submitted")
            self._empty_hint.setText("Clear the search, or import more files.")
        else:
            self._empty_title.setText("No clips yet")
            self._empty_hint.setText("Drop video files or a folder here. The files stay where they are.")

    def _select_again(self, current: str | None, chosen: list[str]) -> None:
        if current is not None:
            self.select(current)
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for number in (self._table.number_of(clip_id) for clip_id in chosen):
            if number is not None:
                self._view.selectionModel().select(self._table.index(number, NAME), flags)

    @Slot(QModelIndex)
    def _open_row(self, index: QModelIndex) -> None:
        self.clip_opened.emit(self._table.row(index.row()).clip.id)
