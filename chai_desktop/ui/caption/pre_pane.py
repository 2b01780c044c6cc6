"""The left text: the pre-caption, its rating, and the place where a point about it begins."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from chai_desktop.spec.points import PointKind
from chai_desktop.ui.candidates.offer_line import OfferLine
from chai_desktop.ui.caption.being_written import BeingWritten
from chai_desktop.ui.caption.finding_bar import FindingBar
from chai_desktop.ui.caption.job_strip import JobStrip
from chai_desktop.ui.caption.mark_paint import kind_colour
from chai_desktop.ui.caption.offsets import to_utf16
from chai_desktop.ui.caption.pane_head import PaneHead, origin_button
from chai_desktop.ui.caption.rating_bar import RatingBar
from chai_desktop.ui.caption.room_model import RoomState
from chai_desktop.ui.caption.selection_bar import SelectionBar
from chai_desktop.ui.caption.text_pane import TextPane
from chai_desktop.ui.critique.point_draft import words_around
from chai_desktop.ui.critique.point_editor import PointEditor
from chai_desktop.ui.critique.point_words import WORDS
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.tokens import Space

_KIND_OF_KEY = {words.key: kind for kind, words in WORDS.items()}
_EMPTY = "No draft yet. Answer the checklist, then press Draft: the engine writes this caption from the answers."


class PreText(TextPane):
    """The pre-caption's text. ``said`` carries a PointKind; ``pressed`` the offset of a click that selected nothing."""

    said = Signal(object)
    pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(added=False, parent=parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName("Pre-caption")
        self.show_hint(_EMPTY)
        self.can_say = False
        self.holding = False  # the mouse button is down

    def let_go(self, end: int | None) -> None:
        """Select nothing any more: the caret goes to ``end``, or where that is not known, behind what was selected."""
        cursor, text = self.textCursor(), self.text()
        cursor.setPosition(cursor.selectionEnd() if end is None else to_utf16(text, end))
        self.setTextCursor(cursor)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the four kinds for this text, also where the window has commands on single keys."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._kind(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        kind = self._kind(event)
        if kind is not None:
            self.said.emit(kind)
        elif event.key() == Qt.Key.Key_Escape and self.textCursor().hasSelection():
            self.place(self.selected()[0])
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_Shift:  # the selection by keys is done
            self._select_whole_words()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.holding = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.holding = False
        super().mouseReleaseEvent(event)
        self._select_whole_words()
        self.selectionChanged.emit()
        if not self.textCursor().hasSelection():
            self.pressed.emit(self.offset_at(event.position().toPoint()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        first = menu.actions()[0] if menu.actions() else None
        selected = self.textCursor().hasSelection()
        for kind, words in WORDS.items():
            action = menu.addAction(icon(words.icon, kind_colour(kind)), f"{words.word}\t{words.key}")
            action.setEnabled(self.can_say and (selected or kind == PointKind.MISSING))
            action.triggered.connect(lambda _on=False, kind=kind: self.said.emit(kind))
            menu.insertAction(first, action)  # type: ignore[arg-type]
        if first is not None:
            menu.insertSeparator(first)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _select_whole_words(self) -> None:
        """Show as selected what a point would quote, in the direction in which it was selected."""
        start, end = self.selected()
        words = words_around(self.text(), start, end)
        if words != (start, end):
            backwards = self.textCursor().position() < self.textCursor().anchor()
            self.place(*(reversed(words) if backwards else words))

    def _kind(self, event: QKeyEvent) -> PointKind | None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        return _KIND_OF_KEY.get(event.text().upper()) if plain and self.can_say else None


class PrePane(QFrame):
    draft_wanted = Signal()
    cancel_wanted = Signal()
    rated = Signal(int)
    point_wanted = Signal(object)  # a PointKind, for the words selected
    place_pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.head = PaneHead("Pre-caption")
        self.origin = origin_button()
        self.text = PreText()
        self.written = BeingWritten(self.text, "Pre-caption")
        self.bar = SelectionBar(self)
        self.findings = FindingBar()
        self.offer = OfferLine()
        self.editor = PointEditor()
        self.rating = RatingBar()
        self.draft = QPushButton(icon("sparkles"), "Draft")
        self.more = QPushButton("More")
        self.more_menu = QMenu(self)
        self.job = JobStrip("draft")
        self._foot = QWidget()
        self._lay_out()
        self._connect()

    def show_state(self, state: RoomState) -> None:
        """Show what follows from the state; the text itself and its marks are set by the room."""
        self.head.show_aspect(state.aspect)
        self.head.show_detail(state.pre_by)
        self.origin.setVisible(state.pre is not None)
        self.draft.setText("Draft" if state.pre is None else "Draft again")
        self.draft.setEnabled(not state.cannot_draft)
        drafting = state.job if state.job and state.job.kind in ("draft", "several") else None
        for button in (self.draft, self.more):
            button.setVisible(drafting is None)
        self.job.show_job(drafting)
        self.rating.setVisible(drafting is None)
        self.rating.show_rating(state.rating, possible=state.pre is not None)
        self.text.can_say = state.pre is not None and not state.is_perfect
        self._foot.setVisible(not self.editor.is_open)
        self.show_bar()

    def add_more(self, text: str, key: str, tip: str, wanted: Callable[[], None]) -> QAction:
        """Another way to come to a draft, in the menu beside Draft."""
        action = self.more_menu.addAction(f"{text}\t{key}" if key else text)
        action.setToolTip(tip)
        action.triggered.connect(lambda _on=False: wanted())
        return action

    def show_bar(self) -> None:
        """The row of actions beside a selection, once the mouse is let go."""
        cursor = self.text.textCursor()
        if not (cursor.hasSelection() and self.text.can_say and not self.text.holding) or self.editor.is_open:
            self.bar.hide()
            return
        first, last = self.text.textCursor(), self.text.textCursor()
        first.setPosition(cursor.selectionStart())
        last.setPosition(cursor.selectionEnd())
        view = self.text.viewport()
        corner = view.mapTo(self, QPoint(0, 0))
        selection = self.text.cursorRect(first).united(self.text.cursorRect(last)).translated(corner)
        self.bar.show_beside(selection, QRect(corner, view.size()))

    def _lay_out(self) -> None:
        self.head.row.addWidget(self.origin)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(Space.SMALL)
        foot.addWidget(self.draft)
        foot.addWidget(self.more)
        foot.addWidget(self.job, 1)
        foot.addWidget(self.rating, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.SMALL, Space.TIGHT, Space.SMALL, Space.SMALL)
        rows.setSpacing(Space.TIGHT)
        rows.addWidget(self.head)
        rows.addWidget(self.text, 1)
        rows.addWidget(self.written, 1)
        rows.addWidget(self.findings)
        rows.addWidget(self.offer)
        rows.addWidget(self.editor)
        rows.addWidget(self._foot)

    def _connect(self) -> None:
        self.more.setMenu(self.more_menu)
        self.more.setToolTip("Other ways to come to a draft")
        self.more_menu.setToolTipsVisible(True)
        self.draft.clicked.connect(self.draft_wanted)
        self.job.cancelled.connect(self.cancel_wanted)
        self.rating.rated.connect(self.rated)
        self.text.said.connect(self.point_wanted)
        self.bar.chosen.connect(self.point_wanted)
        self.text.pressed.connect(self.place_pressed)
        self.text.selectionChanged.connect(self.show_bar)
        self.text.verticalScrollBar().valueChanged.connect(lambda _value: self.show_bar())
