"""What the mouse takes hold of over the picture, and what dragging and zooming there makes of the aids' state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QCursor

from chai_desktop.ui.player.aids import aid_state, horizon
from chai_desktop.ui.player.aids.aid_state import AidState, Layout
from chai_desktop.ui.player.aids.picture_transform import Zoom, next_level, panned, zoomed_to
from chai_desktop.ui.player.picture_frame import PictureFrame


class AidGrips:
    """``state`` gives the present state, ``change`` takes a new one. Places are of the frame."""

    def __init__(self, frame: PictureFrame, state: Callable[[], AidState], change: Callable[[AidState], None]) -> None:
        self._frame = frame
        self._state = state
        self._change = change

    def grip_at(self, at: QPointF, near: float) -> str:
        state = self._state()
        if not self._frame.has_picture:
            return ""
        if self._near_wipe(state, at, near):
            return "wipe"
        return self._horizon_grip(state, at, near) or ("pan" if state.zoom.is_on else "")

    def drag(self, grip: str, before: QPointF, now: QPointF) -> None:
        state = self._state()
        does = {"wipe": self._wiped, "pan": self._panned, "turn": self._turned, "move": self._moved}
        self._change(does[grip](state, before, now))

    def zoom_by(self, factor: float, at: QPointF) -> None:
        room = self._room_at(at)
        scale = self._state().zoom.scale or self._frame.view_of(room).fit
        self._zoom_to(scale * factor, room, at - QPointF(room.topLeft()))

    def next_zoom(self) -> None:
        """One level on, towards the mouse; towards the middle where the mouse is elsewhere."""
        at = QPointF(self._frame.mapFromGlobal(QCursor.pos()))
        room = self._room_at(at)
        if not room.contains(at.toPoint()):
            at = QPointF(room.center())
        level = next_level(self._frame.view_of(room), self._state().zoom)
        self._zoom_to(level, room, at - QPointF(room.topLeft()))

    def whole_picture(self) -> bool:
        """Whether it was not whole before."""
        state = self._state()
        self._change(replace(state, zoom=Zoom()))
        return state.zoom.is_on

    # --- inside --------------------------------------------------------------------------------------

    def _wiped(self, state: AidState, _before: QPointF, now: QPointF) -> AidState:
        seen = self._frame.picture_seen()
        return aid_state.with_wipe_at(state, (now.x() - seen.left()) / max(1, seen.width()))

    def _panned(self, state: AidState, before: QPointF, now: QPointF) -> AidState:
        view = self._frame.view_of(self._frame.room())
        by = (now.x() - before.x(), now.y() - before.y())
        return replace(state, zoom=panned(view, state.zoom, by, state.mirrored))

    def _turned(self, state: AidState, _before: QPointF, now: QPointF) -> AidState:
        place = self._frame.picture_lies().to_picture(now.x(), now.y())
        line = state.horizon
        return replace(state, horizon=horizon.turned_to(line, place, self._frame.shape)) if line else state

    def _moved(self, state: AidState, before: QPointF, now: QPointF) -> AidState:
        lies, line = self._frame.picture_lies(), state.horizon
        (x1, y1), (x2, y2) = lies.to_picture(before.x(), before.y()), lies.to_picture(now.x(), now.y())
        return replace(state, horizon=horizon.moved_by(line, x2 - x1, y2 - y1)) if line else state

    def _zoom_to(self, scale: float | None, room: QRect, at: QPointF) -> None:
        state, view = self._state(), self._frame.view_of(room)
        self._change(replace(state, zoom=zoomed_to(view, state.zoom, scale, (at.x(), at.y()), state.mirrored)))

    def _near_wipe(self, state: AidState, at: QPointF, near: float) -> bool:
        compare = state.compare
        if compare is None or compare.layout is not Layout.WIPE:
            return False
        seen = self._frame.picture_seen()
        return seen.contains(at.toPoint()) and abs(at.x() - seen.left() - compare.at * seen.width()) <= near

    def _horizon_grip(self, state: AidState, at: QPointF, near: float) -> str:
        line, lies = state.horizon, self._frame.picture_lies()
        if line is None:
            return ""
        grips = [("turn", place) for place in horizon.handles(line, self._frame.shape)] + [("move", line.middle)]
        for name, place in grips:
            x, y = lies.to_view(*place)
            if abs(at.x() - x) <= near and abs(at.y() - y) <= near:
                return name
        return ""

    def _room_at(self, at: QPointF) -> QRect:
        other = self._frame.other_room()
        return other if other.contains(at.toPoint()) else self._frame.room()
