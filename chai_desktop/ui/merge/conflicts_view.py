"""The room in which what went apart is settled, one after the other, when somebody wants to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from chai_desktop.store.merge.conflicts import Conflict
from chai_desktop.ui.merge.conflict_model import ConflictPage
from chai_desktop.ui.merge.conflict_sheet import ConflictSheet
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Space

_EMPTY = "There is nothing to settle"
_EMPTY_HINT = (
    "When two people worked on the same thing in two copies of the project, both versions\n"
    "stand here side by side after the copies were merged (File > Merge a copy...)."
)


class ConflictsView(QWidget):
    settled = Signal(object, int)  # Conflict, key of the side
    clip_wanted = Signal(object)  # Conflict

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pages: list[ConflictPage] = []
        self._at = 0
        self._read_only = False
        self.sheet: ConflictSheet | None = None
        self._count = look(QLabel(), "muted")
        self._about = look(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "heading")
        self._question = look(QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), "muted")
        self._previous = self._button("Previous", "chevron-left", "The conflict before (Shift+F9)", self.go_back)
        self._next = self._button("Next", "chevron-right", "The next conflict (F9)", self.go_on)
        self._clip = self._button("Open the clip", "clapperboard", "Look at the clip and its work", self._open_clip)
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName("The versions side by side")
        self.setFocusProxy(self._area)  # arrows and page keys scroll the texts
        self._stack = QStackedLayout()
        self._stack.addWidget(self._build_body())
        self._stack.addWidget(self._build_empty())
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addLayout(self._build_header())
        column.addLayout(self._stack, 1)
        self.show_pages([], read_only=False)

    @property
    def count(self) -> int:
        return len(self._pages)

    @property
    def page(self) -> ConflictPage | None:
        return self._pages[self._at] if self._pages else None

    def show_pages(self, pages: list[ConflictPage], read_only: bool) -> None:
        """What is open now; the person stays at the place where they are."""
        if pages == self._pages and read_only == self._read_only and self.sheet is not None:
            return
        here = self.page
        self._read_only = read_only
        self._pages = pages
        same = [n for n, page in enumerate(pages) if here is not None and _slot(page.conflict) == _slot(here.conflict)]
        self._at = same[0] if same else min(self._at, max(0, len(pages) - 1))
        self._show()

    @Slot()
    def go_on(self) -> None:
        self._go(+1)

    @Slot()
    def go_back(self) -> None:
        self._go(-1)

    def keep(self, number: int) -> None:
        """Choose a side by its place, from the left (0)."""
        page = self.page
        if page is not None and number < len(page.sides):
            self._choose(page.sides[number].key)

    def keep_last(self) -> None:
        if self.page is not None:
            self.keep(len(self.page.sides) - 1)

    def _go(self, by: int) -> None:
        if self._pages:
            self._at = (self._at + by) % len(self._pages)
            self._show()

    def _show(self) -> None:
        page = self.page
        self._stack.setCurrentIndex(0 if page is not None else 1)
        for button in (self._previous, self._next):
            button.setEnabled(len(self._pages) > 1)
            button.setVisible(page is not None)
        self._clip.setVisible(page is not None and bool(page.conflict.clip_id))
        if page is None:
            self._count.clear()
            self.sheet = None
            return
        self._count.setText(f"{self._at + 1} of {len(self._pages)}")
        clip = page.conflict.clip_name
        self._about.setText(f"{page.about} of {clip}" if clip else page.about)
        self._question.setText(page.question)
        self._question.setVisible(bool(page.question))
        self.sheet = ConflictSheet(page, self._read_only)
        self.sheet.chosen.connect(self._choose)
        look(self.sheet, "panel")
        self._area.setWidget(self.sheet)
        self._area.verticalScrollBar().setValue(0)

    def _build_header(self) -> QHBoxLayout:
        header = QHBoxLayout()
        header.setSpacing(Space.MEDIUM)
        header.addWidget(look(QLabel("Conflicts"), "title"))
        header.addWidget(self._count)
        header.addStretch(1)
        for button in (self._clip, self._previous, self._next):
            header.addWidget(button)
        return header

    def _build_body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addWidget(self._about)
        column.addWidget(self._question)
        column.addWidget(self._area, 1)
        return body

    def _build_empty(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(look(QLabel(_EMPTY, alignment=Qt.AlignmentFlag.AlignCenter), "title"))
        column.addWidget(look(QLabel(_EMPTY_HINT, alignment=Qt.AlignmentFlag.AlignCenter), "muted"))
        return page

    def _button(self, words: str, picture: str, tip: str, run: object) -> QPushButton:
        button = QPushButton(icon(picture), words)
        button.setToolTip(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(run)
        return button

    @Slot(int)
    def _choose(self, key: int) -> None:
        if self.page is not None and not self._read_only:
            self.settled.emit(self.page.conflict, key)

    @Slot()
    def _open_clip(self) -> None:
        if self.page is not None:
            self.clip_wanted.emit(self.page.conflict)


def _slot(conflict: Conflict) -> tuple[str, int, int]:
    return conflict.kind, conflict.a, conflict.b
