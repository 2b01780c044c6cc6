"""The Library room: one search field, the table of clips, the texts found, and what to do when there are none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from chai_desktop.ui.caption.plain_words import WordLine
from chai_desktop.ui.library.clip_list import ClipList
from chai_desktop.ui.library.empty_page import EmptyPage
from chai_desktop.ui.library.found_list import FoundList
from chai_desktop.ui.library.import_button import import_button
from chai_desktop.ui.library.library_model import LibraryRow, LibraryRows, filtered
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space
from chai_desktop.ui.window.keys_to import KeysTo

if TYPE_CHECKING:
    from chai_desktop.store.records import Found

_SEARCH_MS = 150  # after the last key


class LibraryView(QWidget):
    """Shows rows; knows nothing of the project file."""

    clip_opened = Signal(str)  # clip id
    found_opened = Signal(object)  # Found
    import_wanted = Signal()
    search_wanted = Signal(str)
    pictures_wanted = Signal(list)
    looks_wanted = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        look(self, "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.rows = LibraryRows()
        self._list = ClipList()
        self._table = self._list.table
        self._list.clip_opened.connect(self.clip_opened)
        self._list.pictures_wanted.connect(self.pictures_wanted)
        self._list.looks_wanted.connect(self.looks_wanted)
        self._found = FoundList()
        self._found.opened.connect(self.found_opened)
        self._count = look(QLabel(), "muted")
        self._search = self._build_search()
        self._pause = QTimer(self, singleShot=True, interval=_SEARCH_MS)
        self._pause.timeout.connect(lambda: self.search_wanted.emit(self._search.text()))
        self._unfinished = QPushButton("Only unfinished")
        self._unfinished.setCheckable(True)
        self._unfinished.setToolTip("Hide clips whose five captions are all submitted")
        self._unfinished.toggled.connect(self._refilter)
        self._empty = EmptyPage()
        self._empty.import_wanted.connect(self.import_wanted)
        self._lay_out()
        KeysTo(self, self._list)
        self._refilter()

    # Rows

    def show_rows(self, rows: list[LibraryRow]) -> None:
        """These, and no others."""
        self.rows.clear()
        self.rows.extend(rows)
        self._refilter()
        self._list.look_again()

    def append_rows(self, rows: list[LibraryRow], more: bool) -> None:
        """The next ones; ``more`` says that others will follow."""
        self.rows.extend(rows)
        self._table.append_rows(filtered(rows, self._search.text(), self._unfinished.isChecked()))
        self._say_what_is_here(" so far..." if more else "")

    def put_row(self, row: LibraryRow) -> bool:
        """A row that was read anew; says whether its clip is among the rows. It stays in place, whatever the filter."""
        former = self.rows.get(row.clip.id)
        if former is None:
            return False
        row = replace(row, missing=former.missing, shots=former.shots)
        self.rows.put(row)
        if self._table.number_of(row.clip.id) is not None:
            self._table.put_row(row)
        if row.clip.facts.path != former.clip.facts.path:
            self._list.look_again(row.clip.id)
        self._say_what_is_here()
        return True

    def remove_row(self, clip_id: str) -> None:
        if self.rows.get(clip_id) is not None:
            self.rows.remove(clip_id)
            self._refilter()

    def show_loading(self, words: str) -> None:
        """Say what is being opened in place of the clips."""
        self.rows.clear()
        self._search.clear()
        self._table.show_rows([])
        self._list.forget()
        self._count.clear()
        self._empty.show_words(words, "")
        self._pages.setCurrentWidget(self._empty)

    def show_thumbnail(self, clip_id: str, jpeg: bytes | None) -> None:
        self._list.show_thumbnail(clip_id, jpeg)

    def show_presence(self, present: dict[str, bool]) -> None:
        """Whether the files of some clips are where they were."""
        for clip_id, there in present.items():
            row = self.rows.get(clip_id)
            if row is not None and row.missing == there:
                self._replace(replace(row, missing=not there))

    def show_shots(self, counts: dict[str, int]) -> None:
        """How many shots some clips hold."""
        for clip_id, count in counts.items():
            row = self.rows.get(clip_id)
            if row is not None and row.shots != count:
                self._replace(replace(row, shots=count))

    def _replace(self, row: LibraryRow) -> None:
        self.rows.put(row)
        if self._table.number_of(row.clip.id) is not None:
            self._table.put_row(row)

    def look_again(self) -> None:
        """The room came into view: files may have moved meanwhile, and clips may be finished."""
        self._refilter()
        self._list.look_again()

    # Finding

    def show_found(self, words: str, found: list[Found]) -> None:
        """What a search for these words brought; the field may ask for others by now."""
        if words == self._search.text():
            self._found.show_found(found)
            self._arrange()

    def focus_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    # Places in the table

    def first_clip(self) -> str | None:
        return self._table.row(0).clip.id if self._table.rowCount() else None

    def select(self, clip_id: str) -> None:
        self._list.select(clip_id)

    def selected_clip(self) -> str | None:
        return self._list.selected_clip()

    def selected_clips(self) -> list[str]:
        """All that are selected, in the order shown."""
        return self._list.selected_clips()

    def neighbour(self, clip_id: str, by: int) -> str | None:
        """The clip ``by`` rows below (above where negative), in the order shown; None at the ends."""
        number = self._table.number_of(clip_id)
        if number is None or not 0 <= number + by < self._table.rowCount():
            return None
        return self._table.row(number + by).clip.id

    def name_of(self, clip_id: str) -> str:
        row = self.rows.get(clip_id)
        return "" if row is None else row.name

    def place_of(self, clip_id: str) -> str:
        """A clip's name and where it stands among the clips shown, in words."""
        number = self._table.number_of(clip_id)
        if number is None:
            return self.name_of(clip_id)
        return f"{self._table.row(number).name} ({number + 1} of {self._table.rowCount()})"

    # Behind the screen

    def _build_search(self) -> WordLine:
        search = WordLine()
        search.setPlaceholderText("Find clips and texts...")
        search.setClearButtonEnabled(True)
        search.setAccessibleName("Find clips by name, and captions, critiques and answers by their words")
        search.setToolTip("Names of clips, and words in captions, critiques and answers (Ctrl+F)")
        search.setMaximumWidth(360)
        search.setMinimumWidth(160)
        search.textChanged.connect(self._words_changed)
        search.installEventFilter(self)
        return search

    def _lay_out(self) -> None:
        header = QHBoxLayout()
        header.setSpacing(Space.MEDIUM)
        header.addWidget(look(QLabel("Library"), "title"))
        header.addWidget(self._count)
        header.addStretch(1)
        header.addWidget(self._unfinished)
        header.addWidget(self._search, 1)
        header.addWidget(import_button(self.import_wanted))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._list)
        self._pages.addWidget(self._empty)
        self._split = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        self._split.addWidget(self._pages)
        self._split.addWidget(self._found)
        self._found.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        layout.setSpacing(Space.MEDIUM)
        layout.addLayout(header)
        layout.addWidget(self._split, 1)

    @Slot()
    def _words_changed(self) -> None:
        if self._search.text().strip():
            self._pause.start()
        else:
            self._pause.stop()
            self._found.show_found([])
        self._refilter()

    @Slot()
    def _refilter(self) -> None:
        current, chosen = self.selected_clip(), self.selected_clips()
        self._table.show_rows(filtered(self.rows, self._search.text(), self._unfinished.isChecked()))
        self._list.select_again(current, chosen)
        self._say_what_is_here()

    def _say_what_is_here(self, more: str = "") -> None:
        count = len(self.rows)
        captions = f"{self.rows.submitted} of {5 * count} captions submitted"
        shown = self._table.rowCount()
        clips = f"{count} clips" if shown == count else f"{shown} of {count} clips"
        self._count.setText(f"{clips}{more}" if more else f"{clips}, {captions}")
        if not count:
            self._empty.show_words("No clips yet", "Drop video files or a folder here. The files stay where they are.")
        elif self._search.text():
            self._empty.show_words("Nothing is found", "Clear the search, or import more files.")
        else:
            self._empty.show_words("All captions are submitted", "Show all clips, or import more files.")
        self._pages.setCurrentWidget(self._list if self._table.rowCount() else self._empty)
        self._arrange()

    def _arrange(self) -> None:
        """Clips above, texts below; where only one of them has something to show, it has the room to itself."""
        texts, clips = self._found.count() > 0, self._table.rowCount() > 0
        was_shown = self._found.isVisibleTo(self)
        self._found.setVisible(texts)
        self._pages.setVisible(clips or not texts)
        if texts and clips and not was_shown:
            height = self._split.height()
            below = min(height // 2, self._found.height_of_all())
            self._split.setSizes([height - below, below])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search field, Enter and the arrow down lead into what was found."""
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if pressed in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_to_results()
            return True
        return super().eventFilter(watched, event)

    def _go_to_results(self) -> None:
        if self._table.rowCount():
            self._list.setFocus()
            self._list.choose_first()
        elif self._found.count():
            self._found.setFocus()
            self._found.choose_first()
