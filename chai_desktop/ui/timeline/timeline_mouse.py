"""What the mouse does on the timeline: go to a frame, drag edges, choose points, zoom and pan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent

from chai_desktop.ui.timeline import timeline_model as model
from chai_desktop.ui.timeline.lane_heights import Lane
from chai_desktop.ui.timeline.timeline_marks import PointMark

if TYPE_CHECKING:
    from chai_desktop.ui.timeline.timeline_view import TimelineView

_REACH = 5.0  # pixels from an edge within which it is taken, and within which it snaps
_NOTCH = 120  # of Qt's wheel
_PAN = 80  # pixels for a notch
_ZOOM = 1.25  # for a notch


@dataclass
class _Drag:
    """What a pressed button does: at each move, and when it is let go."""

    move: Callable[[QPointF], None]
    end: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class _Edge:
    """An edge that can be dragged; ``mark`` is None for the range between in and out."""

    at_start: bool
    mark: PointMark | None = None


class TimelineMouse:
    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self._drag: _Drag | None = None

    def press(self, event: QMouseEvent) -> None:
        view, where = self._view, event.position()
        if view.contents.scale is None:
            return
        if event.button() == Qt.MouseButton.MiddleButton:
            self._drag = self._panning(where)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._drag = self._begin(where)
        event.accept()

    def move(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag.move(event.position())
        else:
            edge = self._edge_at(event.position())
            shape = Qt.CursorShape.SplitHCursor if edge else Qt.CursorShape.ArrowCursor
            if self._view.point_at(event.position()) and not edge:
                shape = Qt.CursorShape.PointingHandCursor
            self._view.viewport().setCursor(shape)
        event.accept()

    def release(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        if drag is not None:
            drag.end()
        event.accept()

    def double_click(self, event: QMouseEvent) -> None:
        """On a point: play its frames. Elsewhere it is a second click."""
        mark = self._view.point_at(event.position())
        if mark is not None and event.button() == Qt.MouseButton.LeftButton:
            self._view.point_played.emit(mark.first, mark.last)
        else:
            self.press(event)

    def wheel(self, event: QWheelEvent) -> None:
        """With Ctrl it zooms at the mouse; without, it pans, whichever way the wheel turns."""
        turned = event.angleDelta()
        notches = (turned.y() if abs(turned.y()) >= abs(turned.x()) else turned.x()) / _NOTCH
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._view.zoom(_ZOOM**notches, self._view.sight_x(event.position()))
        else:
            self._view.pan(-notches * _PAN)
        event.accept()

    # --- what can be dragged --------------------------------------------------------------------------

    def _begin(self, where: QPointF) -> _Drag:
        edge = self._edge_at(where)
        if edge is not None:
            return self._dragging_point(edge) if edge.mark is not None else _Drag(self._range_mover(edge.at_start))
        mark = self._view.point_at(where)
        if mark is not None:
            self._view.point_chosen.emit(mark.aspect, mark.number)
            return _Drag(lambda _where: None)
        self._seek(where)
        return _Drag(self._seek)

    def _seek(self, where: QPointF) -> None:
        self._view.ask_for_frame_at(where)

    def _panning(self, where: QPointF) -> _Drag:
        last = [where.x()]

        def move(now: QPointF) -> None:
            self._view.pan(last[0] - now.x())
            last[0] = now.x()

        return _Drag(move)

    def _range_mover(self, at_start: bool) -> Callable[[QPointF], None]:
        def move(where: QPointF) -> None:
            marked = self._view.contents.range
            if marked is None:
                return
            frame = self._frame_for_edge(where, at_start)
            if at_start:
                self._view.in_wanted.emit(min(frame, marked[1]))
            else:
                self._view.out_wanted.emit(max(frame, marked[0]))

        return move

    def _dragging_point(self, edge: _Edge) -> _Drag:
        assert edge.mark is not None
        before, now = edge.mark, [edge.mark]

        def move(where: QPointF) -> None:
            frame = self._frame_for_edge(where, edge.at_start)
            first = min(frame, before.last) if edge.at_start else before.first
            last = before.last if edge.at_start else max(frame, before.first)
            now[0] = replace(before, first=first, last=last)
            self._view.preview_point(now[0])

        def end() -> None:
            if now[0] != before:
                self._view.point_moved.emit(before.number, now[0].first, now[0].last)

        return _Drag(move, end)

    # --- edges ------------------------------------------------------------------------------------------

    def _edge_at(self, where: QPointF) -> _Edge | None:
        """An edge of the range in the ruler, or of a point of the aspect in work in the points' lane."""
        lane, contents = self._view.parts.lane_at(where.y()), self._view.contents
        if lane is Lane.RULER and contents.range is not None:
            return self._nearest(where, *contents.range, None)
        mark = self._view.point_at(where)
        if mark is None or mark.aspect is not contents.aspect:
            return None
        return self._nearest(where, mark.first, mark.last, mark)

    def _nearest(self, where: QPointF, first: int, last: int, mark: PointMark | None) -> _Edge | None:
        scale, sight = self._view.contents.scale, self._view.contents.sight
        if scale is None or sight is None or first > scale.last:
            return None
        x = self._view.sight_x(where)
        begin, end = sight.x_of(scale.begin(first)), sight.x_of(scale.end(min(last, scale.last)))
        # Of a narrow bar, a third at each end can be taken; the middle is for choosing it.
        reach = _REACH if mark is None else min(_REACH, (end - begin) / 3)
        away = {True: abs(x - begin), False: abs(x - end)}
        at_start = away[True] <= away[False]
        return _Edge(at_start, mark) if away[at_start] <= reach else None

    def _frame_for_edge(self, where: QPointF, at_start: bool) -> int:
        """The first (or last) frame that an edge at the mouse makes; near another edge, that one's."""
        scale, sight, contents = self._view.contents.scale, self._view.contents.sight, self._view.contents
        assert scale is not None and sight is not None
        spans = [*contents.shots, *((mark.first, mark.last) for mark in contents.points)]
        edges = {edge for first, last in spans for edge in (first, last + 1)}
        edges.add(contents.frame if at_start else contents.frame + 1)
        x = self._view.sight_x(where)
        edge = model.edge_near(sight, scale, x, edges, _REACH)
        if edge is None:
            return model.frame_under(sight, scale, x)
        return edge if at_start else max(0, edge - 1)
