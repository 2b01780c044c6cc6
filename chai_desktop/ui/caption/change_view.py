"""The changes between the two texts: found after the keys rest, marked in both, walked through and taken back."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from chai_desktop.spec.points import Point
from chai_desktop.ui.caption.marks import answers, post_marks, pre_marks
from chai_desktop.ui.caption.text_pane import TextPane
from chai_desktop.ui.caption.word_diff import Hunk, hunk_at, next_hunk, previous_hunk, without_change, word_diff

_REST_MS = 120  # after the last key


class ChangeView(QObject):
    """``changed`` carries how many changes there are and the number (from 0) of the one at the caret, or None."""

    changed = Signal(int, object)

    def __init__(self, pre: TextPane, post: TextPane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pre = pre
        self._post = post
        self._points: tuple[Point, ...] = ()
        self._point: int | None = None
        self.hunks: tuple[Hunk, ...] = ()
        self.current: int | None = None
        self._on = True
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.compare)
        post.cursorPositionChanged.connect(self._follow_caret)

    def note_edit(self) -> None:
        """A key was pressed in the post-caption: compare when the keys rest."""
        self._rest.start()

    def show_points(self, points: tuple[Point, ...], current: int | None) -> None:
        """Mark these points; ``current`` is the number (from 0) of the one that the person looks at."""
        if (points, current) != (self._points, self._point):
            self._points, self._point = points, current
            self._mark()

    def turn(self, on: bool) -> None:
        """Off, nothing is compared and no change is marked: a draft that is rated perfect has none."""
        if on != self._on:
            self._on = on
            self.compare()

    def compare(self) -> None:
        """Find the changes anew, now."""
        self._rest.stop()
        pre, post = self._pre.text(), self._post.text()
        self.hunks = word_diff(pre, post) if self._on and pre.strip() and post.strip() else ()
        self.current = hunk_at(self.hunks, self._post.selected()[0])
        self._mark()

    def go(self, forward: bool) -> None:
        """To the next or the previous change, around the ends of the text."""
        self._settle()
        caret = self._post.selected()[0]
        number = (next_hunk if forward else previous_hunk)(self.hunks, caret)
        if number is None:
            return
        hunk = self.hunks[number]
        self._post.place(hunk.post.start)
        self._pre.show_stretch(hunk.pre.start)
        self._show_current(number)

    def take_back(self) -> None:
        """Undo the change at the caret in the post-caption, as one step that can itself be undone."""
        self._settle()
        if self.current is None or self._post.isReadOnly():
            return
        hunk = self.hunks[self.current]
        pre, post = self._pre.text(), self._post.text()
        length = len(without_change(pre, post, hunk)) - len(post) + hunk.post_gap.end - hunk.post_gap.start
        former = without_change(pre, post, hunk)[hunk.post_gap.start : hunk.post_gap.start + length]
        self._post.replace_stretch(hunk.post_gap.start, hunk.post_gap.end, former)
        self.compare()

    def point_of_current(self) -> int | None:
        """The number (from 0) of the point that the change at the caret answers."""
        if self.current is None:
            return None
        hunk = self.hunks[self.current]
        return next((number for number, point in enumerate(self._points) if answers(hunk, point)), None)

    def _settle(self) -> None:
        if self._rest.isActive():
            self.compare()

    def _follow_caret(self) -> None:
        if not self._rest.isActive():
            self._show_current(hunk_at(self.hunks, self._post.selected()[0]))

    def _show_current(self, number: int | None) -> None:
        if number != self.current:
            self.current = number
            self._mark()

    def _mark(self) -> None:
        pre = self._pre.text()
        self._pre.set_marks(pre_marks(pre, self._points, self.hunks, self._point, self.current))
        self._post.set_marks(post_marks(self._points, self.hunks, self.current))
        self.changed.emit(len(self.hunks), self.current)
