"""Where points are begun, edited, removed and looked at: the traffic between the pre-caption and the list of points."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from chai_desktop.spec.points import Point, PointKind
from chai_desktop.ui.caption.pre_pane import PrePane
from chai_desktop.ui.caption.typing_pulse import TypingPulse
from chai_desktop.ui.critique.check import lack_of
from chai_desktop.ui.critique.critique_pane import CritiquePane
from chai_desktop.ui.critique.point_draft import PointDraft, as_typed, from_typed, point_from_selection
from chai_desktop.ui.critique.point_editor import PointEditor


class PointDesk(QObject):
    """A new point is written under the pre-caption, an existing one in the place of its card; one at a time.

    ``state_changed`` carries what the open point lacks ('' for nothing, or none open).
    """

    points_changed = Signal(object)  # tuple[Point, ...]
    point_shown = Signal(object)  # the number (from 0) of the point that the person looks at, or None
    range_requested = Signal(int, int)
    range_wanted = Signal()
    state_changed = Signal(str)

    def __init__(self, pre: PrePane, critique: CritiquePane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pre = pre
        self._critique = critique
        self._points: tuple[Point, ...] = ()
        self._removed: tuple[int, Point] | None = None
        self.pulse = TypingPulse("point", self._typed, self)
        listed = critique.points
        listed.chosen.connect(self._choose)
        listed.changed.connect(self._change_listed)
        listed.edit_wanted.connect(self.edit)
        listed.range_wanted.connect(self.range_wanted)
        pre.place_pressed.connect(self._press_place)
        pre.editor.range.wanted.connect(self.range_wanted)
        for editor in self._editors:
            editor.finished.connect(self._finish)
            editor.cancelled.connect(self.shut)
            editor.changed.connect(self._note)

    @property
    def current(self) -> int | None:
        return self._critique.points.current

    @property
    def open_draft(self) -> PointDraft | None:
        """The point that is being written, if any."""
        editor = self._open_editor
        return editor.draft if editor else None

    def open_work(self, pre: str, points: tuple[Point, ...], typed: object) -> None:
        """Another piece of work: nothing of the former stays open; a half-typed point of this one is opened again."""
        self._shut_editors()
        self._removed = None
        self._points = points
        self._critique.points.start_over(points)
        draft = from_typed(typed, pre)
        if draft is not None:
            self._open(draft, take_focus=False)

    def show_points(self, points: tuple[Point, ...]) -> None:
        self._points = points
        self._critique.points.show_points(points)

    def begin(self, kind: PointKind) -> None:
        """Write a new point about the words selected in the pre-caption."""
        start, end = self._pre.text.selected()  # before the point that was open is finished and lets its words go
        if not self._settle():
            return
        point = point_from_selection(self._pre.text.text(), start, end, kind)
        if not self._pre.text.hasFocus() and start == end and kind == PointKind.MISSING:
            point = Point(kind)  # asked for from elsewhere, no place chosen: it goes to the end
        if point is None:
            self._pre.head.show_detail("Select the words first")
            self._pre.text.setFocus()
            return
        if point.start is not None and end > start:
            self._pre.text.place(point.start, point.end)  # what is selected is what is quoted
        self._open(PointDraft(point), take_focus=True)
        self._note()

    def begin_with(self, point: Point) -> None:
        """Write a new point that is begun already: one that a check proposes."""
        if not self._settle():
            return
        if point.start is not None:
            self._pre.text.place(point.start, point.end)
        self._open(PointDraft(point), take_focus=True)
        self._note()

    def edit(self, number: int) -> None:
        if self._settle():
            self._open(PointDraft(self._points[number], number), take_focus=True)
            self._choose(number, play=False)

    def look_at(self, number: int | None) -> None:
        """Choose a point without playing its frames; None changes nothing."""
        if number is not None:
            self._choose(number, play=False)

    def set_frames(self, number: int, first: int, last: int) -> None:
        """Let a listed point be about other frames."""
        if number < len(self._points) and self._settle():
            changed = replace(self._points[number], first_frame=first, last_frame=last)
            self.points_changed.emit((*self._points[:number], changed, *self._points[number + 1 :]))
            self._choose(number, play=False)

    def finish_if_complete(self) -> None:
        """Take the open point into the critique where it says enough."""
        editor = self._open_editor
        if editor is not None and not lack_of(editor.complete_point()):
            editor.finish()

    def shut(self) -> None:
        """Close the open point without keeping it."""
        was_new, point = self._pre.editor.is_open, self._pre.editor.draft.point
        self._shut_editors()
        self.pulse.settle()
        if was_new:
            self._pre.text.let_go(point.end)
        self._tell_state()
        if was_new:
            self._pre.text.setFocus()

    @property
    def has_removed(self) -> bool:
        return self._removed is not None

    def forget_removed(self) -> None:
        self._removed = None

    def bring_back(self) -> None:
        """Put the point removed last into its place again."""
        if self._removed is not None:
            number, point = self._removed
            self._removed = None
            self.points_changed.emit((*self._points[:number], point, *self._points[number:]))

    @property
    def _editors(self) -> tuple[PointEditor, PointEditor]:
        return self._pre.editor, self._critique.points.editor

    @property
    def _open_editor(self) -> PointEditor | None:
        return next((editor for editor in self._editors if editor.is_open), None)

    def _open(self, draft: PointDraft, take_focus: bool) -> None:
        if draft.index is not None and draft.index < len(self._points):
            self._critique.points.open_editor(draft, take_focus)
        else:
            self._pre.editor.open(PointDraft(draft.point), take_focus)
            if draft.point.start is not None:
                self._pre.text.show_stretch(draft.point.start)
        self._tell_state()

    def _settle(self) -> bool:
        """Make way for another point: a complete one is kept, one without words is dropped, a half one stays open."""
        self.finish_if_complete()
        editor = self._open_editor
        if editor is None:
            return True
        if editor.draft.point.instead.strip() or editor.draft.point.reason.strip():
            editor.instead.setFocus()
            return False
        self.shut()
        return True

    def _finish(self, draft: PointDraft) -> None:
        number = draft.index if draft.index is not None and draft.index < len(self._points) else len(self._points)
        points = (*self._points[:number], draft.point, *self._points[number + 1 :])
        self.shut()
        self._removed = None
        if points != self._points:
            self.points_changed.emit(points)
        self._choose(number, play=False)

    def _change_listed(self, points: tuple[Point, ...]) -> None:
        if len(points) < len(self._points):
            gone = next((n for n, point in enumerate(points) if point != self._points[n]), len(points))
            self.shut()
            self._removed = (gone, self._points[gone])
        self.points_changed.emit(points)

    def _choose(self, number: int, play: bool = True) -> None:
        self._critique.points.choose(number)
        self.point_shown.emit(number)
        point = self._points[number]
        if point.start is not None:
            self._pre.text.show_stretch(point.start)
        if play and point.first_frame is not None and point.last_frame is not None:
            self.range_requested.emit(point.first_frame, point.last_frame)

    def _press_place(self, offset: int) -> None:
        """A click on marked words chooses their point; one elsewhere leaves it."""
        hit = (n for n, p in enumerate(self._points) if p.start is not None and p.start <= offset <= (p.end or 0))
        number = next(hit, None)
        if number is None:
            self._critique.points.choose(None)
            self.point_shown.emit(None)
        else:
            self._choose(number, play=False)

    def _shut_editors(self) -> None:
        self._pre.editor.shut()
        self._critique.points.shut_editor()

    def _note(self) -> None:
        self.pulse.note()
        self._tell_state()

    def _tell_state(self) -> None:
        editor = self._open_editor
        self.state_changed.emit(lack_of(editor.complete_point()) if editor else "")

    def _typed(self) -> object:
        draft = self.open_draft
        return as_typed(draft) if draft else None
