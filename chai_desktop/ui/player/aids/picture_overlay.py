"""The marks over the picture, drawn from the state of the aids. It never takes a mouse event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from chai_desktop.ui.player.aids import horizon, marks
from chai_desktop.ui.player.aids.aid_state import AidState, Areas, Layout, badges
from chai_desktop.ui.player.aids.marker import Marker, box
from chai_desktop.ui.player.aids.picture_transform import PictureTransform, View, seen_part
from chai_desktop.ui.theme.tokens import OnPicture, Space

_MAP = 96  # device-independent pixels: the longer side of the small map
_SIDES_AT = 0.78  # of the height seen: where the words about left and right are in the way least
_LEFT = ("LEFT of the picture", "right hand of someone facing us", "left hand of someone facing away")
_RIGHT = ("RIGHT of the picture", "left hand of someone facing us", "right hand of someone facing away")
_TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_BOTTOM_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
_BOTTOM_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom


@dataclass(frozen=True)
class Pane:
    """One picture in the frame: how it lies, where it may be, its pixels.

    ``name`` is what it is called, "" for nothing; ``left_name`` is of what lies over it left of a wipe line.
    """

    lies: PictureTransform
    room: QRect
    shape: tuple[int, int]
    name: str = ""
    left_name: str = ""


class PictureOverlay(QWidget):
    """``scene`` is asked when it paints: the view of the clip's picture, and the panes, the clip's own first."""

    def __init__(self, scene: Callable[[], tuple[View, tuple[Pane, ...]]]) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._scene = scene
        self._state = AidState()
        self._colour: tuple[str, ...] = ()

    def show_state(self, state: AidState) -> None:
        if state != self._state:
            self._state = state
            self.setAccessibleDescription(", ".join(badges(state)) or "no aid is on")
            self.update()

    def show_colour(self, lines: tuple[str, ...]) -> None:
        """The colour tags of the clip, in words, a line each."""
        if lines != self._colour:
            self._colour = lines
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        view, panes = self._scene()
        if not panes or not self._state.any_on:
            return
        painter = QPainter(self)
        for pane in panes:
            self._mark(Marker(painter, pane.lies, QRectF(pane.room)), pane)
        painter.setClipping(False)
        self._corner(painter, view, panes[0])

    # --- over each picture ---------------------------------------------------------------------------

    def _mark(self, marker: Marker, pane: Pane) -> None:
        state = self._state
        self._areas(marker, pane)
        if state.thirds:
            marker.lines(marks.thirds())
        if state.centre:
            marker.lines(marks.centre(), dashed=True)
        if state.sides:
            self._sides(marker)
        if state.horizon is not None:
            self._horizon(marker, state.horizon, pane)
        self._wipe(marker, pane)
        left, right = marker.seen.bottomLeft(), marker.seen.bottomRight()
        if pane.name:
            marker.words((pane.left_name or pane.name,), left + QPointF(Space.SMALL, -Space.SMALL), _BOTTOM_LEFT)
        if pane.left_name:
            marker.words((pane.name,), right - QPointF(Space.SMALL, Space.SMALL), _BOTTOM_RIGHT)

    def _areas(self, marker: Marker, pane: Pane) -> None:
        areas = areas_of(self._state.areas, pane.shape)
        for area in areas:
            marker.area(area)
        for area, anchor in zip(areas, (_BOTTOM_LEFT, _BOTTOM_RIGHT), strict=False):  # beside each other, not over
            left, right = sorted(marker.place(x, area.bottom).x() for x in (area.left, area.right))
            at = left + Space.TIGHT if anchor is _BOTTOM_LEFT else right - Space.TIGHT
            corner = QPointF(at, marker.place(0, area.bottom).y() - Space.TIGHT)
            if marker.seen.contains(corner):  # under a zoom it may be out of view
                marker.words((area.name,), corner, anchor)

    def _sides(self, marker: Marker) -> None:
        """The picture's own left and right: in a mirror they change places, since captions speak of the picture."""
        left_is_left = marker.place(0.0, 0.5).x() < marker.place(1.0, 0.5).x()
        at_left, at_right = _LEFT, _RIGHT
        if not left_is_left:
            at_left, at_right = (f"{_RIGHT[0]}, mirrored", *_RIGHT[1:]), (f"{_LEFT[0]}, mirrored", *_LEFT[1:])
        down = marker.seen.top() + marker.seen.height() * _SIDES_AT
        across = Qt.AlignmentFlag.AlignVCenter
        marker.words(at_left, QPointF(marker.seen.left() + Space.SMALL, down), Qt.AlignmentFlag.AlignLeft | across)
        marker.words(at_right, QPointF(marker.seen.right() - Space.SMALL, down), Qt.AlignmentFlag.AlignRight | across)

    def _horizon(self, marker: Marker, line: horizon.Horizon, pane: Pane) -> None:
        (x1, y1), (x2, y2) = horizon.ends(line, pane.shape)
        marker.lines([(x1, y1, x2, y2)], colour=OnPicture.HANDLE)
        marker.handles([*horizon.handles(line, pane.shape), line.middle])
        at, across = marker.place(*line.middle), Qt.AlignmentFlag.AlignHCenter
        if at.y() < marker.seen.center().y():
            marker.words((horizon.words(line),), at + QPointF(0, Space.LARGE), across | Qt.AlignmentFlag.AlignTop)
        else:
            marker.words((horizon.words(line),), at - QPointF(0, Space.LARGE), across | Qt.AlignmentFlag.AlignBottom)

    def _wipe(self, marker: Marker, pane: Pane) -> None:
        compare = self._state.compare
        if compare is not None and compare.layout is Layout.WIPE:
            across = marker.seen.left() + compare.at * marker.seen.width()
            at, _ = pane.lies.to_picture(across, 0.0)
            _, middle = pane.lies.to_picture(0.0, marker.seen.center().y())
            marker.lines([(at, 0.0, at, 1.0)], colour=OnPicture.HANDLE)
            marker.handles([(at, middle)])

    # --- in the corners ------------------------------------------------------------------------------

    def _corner(self, painter: QPainter, view: View, pane: Pane) -> None:
        room = QRectF(self.rect())
        margin = QPointF(Space.SMALL, Space.SMALL)
        words = badges(self._state, pane.lies.scale)
        strip = box(painter, ("  \u00b7  ".join(words),), room.topLeft() + margin, _TOP_LEFT, room)
        if self._state.colour:
            lines = self._colour or ("The colour tags of this clip are not known.",)
            box(painter, lines, strip.bottomLeft() + QPointF(0, Space.TIGHT), _TOP_LEFT, room)
        if self._state.zoom.is_on:
            self._map(painter, view, pane)

    def _map(self, painter: QPainter, view: View, pane: Pane) -> None:
        """A small picture of which part is in view, in the right upper corner."""
        wide, high = pane.shape
        shrink = _MAP / max(wide, high)
        size = (wide * shrink, high * shrink)
        corner = QRectF(pane.room).topRight() + QPointF(-size[0] - Space.SMALL, Space.SMALL)
        whole = QRectF(corner.x(), corner.y(), *size)
        left, top, right, bottom = seen_part(view, self._state.zoom)
        if self._state.mirrored:
            left, right = 1.0 - right, 1.0 - left
        part = QRectF(
            whole.left() + left * size[0],
            whole.top() + top * size[1],
            (right - left) * size[0],
            (bottom - top) * size[1],
        )
        ground = QColor(OnPicture.BOX)
        ground.setAlphaF(OnPicture.BOX_STRENGTH)
        painter.setPen(QPen(QColor(OnPicture.EDGE), 1.0))
        painter.setBrush(ground)
        painter.drawRect(whole)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(OnPicture.HANDLE), 1.5))
        painter.drawRect(part)


def areas_of(which: Areas, shape: tuple[int, int]) -> tuple[marks.Area, ...]:
    if which is Areas.SAFE:
        return marks.safe_areas(shape)
    if which is Areas.TALL:
        return (marks.crop(shape, 9, 16),)
    return (marks.crop(shape, 1, 1),) if which is Areas.SQUARE else ()
