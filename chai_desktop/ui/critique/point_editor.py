"""Writing one point: kind, quote, what to write instead, why, and the frames it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from chai_desktop.spec.points import Point, PointKind
from chai_desktop.ui.caption.line_label import LineLabel
from chai_desktop.ui.caption.mark_paint import kind_colour
from chai_desktop.ui.caption.plain_words import WordLine
from chai_desktop.ui.critique.check import lack_of
from chai_desktop.ui.critique.point_draft import PointDraft
from chai_desktop.ui.critique.point_words import WORDS
from chai_desktop.ui.critique.range_button import RangeButton
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.tokens import Size, Space

_KINDS = tuple(PointKind)


class PointEditor(QFrame):
    """``finished`` carries the PointDraft as it stands; ``changed`` says that it is another one than before."""

    finished = Signal(object)
    cancelled = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName("The point being written")
        self._draft = PointDraft(Point(PointKind.WRONG))
        self._showing = False
        self.kind = QComboBox()
        self.quote = LineLabel("", cut=Qt.TextElideMode.ElideMiddle)  # a quote is known by both its ends
        self.instead = WordLine()
        self.reason = WordLine()
        self.range = RangeButton()
        self.done = QPushButton(icon("check"), "Add")
        self.close_button = QPushButton(icon("x"), "")  # a sign alone: the room is for the quote
        self._name_parts()
        self._lay_out()
        self._connect()
        self._show_kind()
        self.hide()

    @property
    def draft(self) -> PointDraft:
        """The point as it is typed so far."""
        return self._draft

    @property
    def is_open(self) -> bool:
        return not self.isHidden()

    def open(self, draft: PointDraft, take_focus: bool = True) -> None:
        """Start writing; the caret goes to the first thing that is still to be said."""
        self._showing = True
        self._draft = draft
        self.kind.setCurrentIndex(_KINDS.index(draft.point.kind))
        self.instead.setText(draft.point.instead)
        self.reason.setText(draft.point.reason)
        self.range.show_range(draft.point.first_frame, draft.point.last_frame)
        self.done.setText("Add" if draft.index is None else "Save")
        self._showing = False
        self._show_kind()
        self.show()
        if take_focus:
            (self.reason if draft.point.kind == PointKind.EXTRA else self.instead).setFocus()

    def shut(self) -> None:
        """Close without a word; the draft is empty again."""
        self.hide()
        self._draft = PointDraft(Point(PointKind.WRONG))

    def use_range_source(self, source: Callable[[], tuple[int, int] | None]) -> None:
        self.range.use_source(source)

    def tint(self) -> None:
        """Draw the signs in the colours of the theme in use."""
        for index, kind in enumerate(_KINDS):
            self.kind.setItemIcon(index, icon(WORDS[kind].icon, kind_colour(kind)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        else:
            super().keyPressEvent(event)

    def _name_parts(self) -> None:
        for kind, words in WORDS.items():
            self.kind.addItem(words.word, kind.value)
            self.kind.setItemData(self.kind.count() - 1, words.tip, Qt.ItemDataRole.ToolTipRole)
        self.tint()
        self.kind.setAccessibleName("Kind of point")
        self.kind.setToolTip("What is the matter with the marked words")
        self.reason.setPlaceholderText("Why")
        self.reason.setAccessibleName("Reason")
        self.reason.setToolTip("Why it is wrong, in a few words; may stay empty")
        self.close_button.setObjectName("flat")
        self.close_button.setFixedWidth(Size.CONTROL)
        self.close_button.setAccessibleName("Cancel")
        self.close_button.setToolTip("Close without adding the point (Esc)")
        self.done.setToolTip("Add this point to the critique (Enter)")

    def _lay_out(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        for row in (above, below):
            row.setSpacing(Space.SMALL)
        above.addWidget(self.kind)
        above.addWidget(self.quote, 1)
        above.addWidget(self.range)
        below.addWidget(self.instead, 3)
        below.addWidget(self.reason, 2)
        below.addWidget(self.done)
        below.addWidget(self.close_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        rows.setSpacing(Space.TIGHT)
        rows.addLayout(above)
        rows.addLayout(below)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _index: self._take())
        self.instead.textEdited.connect(lambda _text: self._take())
        self.reason.textEdited.connect(lambda _text: self._take())
        self.range.chosen.connect(lambda _range: self._take())
        self.done.clicked.connect(self.finish)
        self.close_button.clicked.connect(self.cancelled)

    def _take(self) -> None:
        if self._showing:
            return
        first, last = self.range.range or (None, None)
        point = replace(
            self._draft.point,
            kind=_KINDS[self.kind.currentIndex()],
            instead=self.instead.text(),
            reason=self.reason.text(),
            first_frame=first,
            last_frame=last,
        )
        self._draft = replace(self._draft, point=point)
        self._show_kind()
        self.changed.emit()

    def _show_kind(self) -> None:
        point = self._draft.point
        words = WORDS[point.kind]
        self.instead.setVisible(point.kind != PointKind.EXTRA)
        self.instead.setPlaceholderText(words.ask)
        self.instead.setAccessibleName(words.ask or "What to write instead")
        self.instead.setToolTip(words.tip)
        after = "after " if point.kind == PointKind.MISSING else ""
        place = "at the end" if point.kind == PointKind.MISSING else "the whole text"
        self.quote.say(f"{after}“{point.quote}”" if point.quote else place)
        self.done.setEnabled(not lack_of(self.complete_point()))

    def complete_point(self) -> Point:
        """The point as it will be added: words without space around them; nothing to write for what is deleted."""
        point = self._draft.point
        instead = "" if point.kind == PointKind.EXTRA else point.instead.strip()
        return replace(point, instead=instead, reason=point.reason.strip())

    def finish(self) -> None:
        """Hand the point on, where it says enough."""
        if not lack_of(self.complete_point()):
            self.finished.emit(replace(self._draft, point=self.complete_point()))
