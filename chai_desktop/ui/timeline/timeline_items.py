"""The items of the timeline's scene: the lanes below each other, over them playhead and range."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from chai_desktop.ui.theme.tokens import Size, Space
from chai_desktop.ui.timeline.contents import Contents
from chai_desktop.ui.timeline.curves_lane import CurvesLane, CurveValues
from chai_desktop.ui.timeline.film_lane import FilmLane
from chai_desktop.ui.timeline.lane_heights import Lane, Place, arrange
from chai_desktop.ui.timeline.lane_item import LaneItem
from chai_desktop.ui.timeline.playhead import Playhead, RangeFrame
from chai_desktop.ui.timeline.points_lane import PointsLane
from chai_desktop.ui.timeline.ruler_lane import RulerLane
from chai_desktop.ui.timeline.shots_lane import ShotsLane
from chai_desktop.ui.timeline.sound_lane import SoundLane
from chai_desktop.ui.timeline.states_lane import StatesLane
from chai_desktop.ui.timeline.timeline_marks import PointMark

_LANES: Mapping[Lane, type[LaneItem]] = {
    Lane.RULER: RulerLane,
    Lane.FILM: FilmLane,
    Lane.SOUND: SoundLane,
    Lane.SHOTS: ShotsLane,
    Lane.CURVES: CurvesLane,
    Lane.STATES: StatesLane,
}


class TimelineItems:
    """Puts every item where the contents want it; ``places`` are the lanes that have room."""

    def __init__(self, scene: QGraphicsScene, contents: Contents) -> None:
        self._contents = contents
        self._size = QSize()
        self.places: dict[Lane, Place] = {}
        self.points = PointsLane(contents)
        self.lanes: dict[Lane, LaneItem] = {lane: kind(contents) for lane, kind in _LANES.items()}
        self.lanes[Lane.POINTS] = self.points
        self.playhead, self.range_frame = Playhead(), RangeFrame()
        self.values = CurveValues(contents)
        items: tuple[QGraphicsItem, ...] = (*self.lanes.values(), self.values, self.range_frame, self.playhead)
        for item in items:
            scene.addItem(item)

    @property
    def content_width(self) -> float:
        """Pixels between the lanes' names and the right border."""
        return max(1.0, self._size.width() - Size.LANE_HEAD - Space.SMALL)

    def resize(self, size: QSize) -> None:
        self._size = size

    def lay_out(self) -> None:
        """Give every lane its place."""
        self.places = arrange(self._size.height(), self._contents.present(), self._contents.rows())
        for lane, item in self.lanes.items():
            place = self.places.get(lane)
            item.setVisible(place is not None)
            if place is not None and (item.height, item.boundingRect().width()) != (place.height, self._size.width()):
                item.place(place.top, self._size.width(), place.height)
            elif place is not None:
                item.setPos(0, place.top)
        curves = self.places.get(Lane.CURVES)
        self.values.setVisible(curves is not None)
        if curves is not None:
            self.values.place(curves.top, curves.height)
        self.place_range()
        self.place_playhead()

    def draw_anew(self) -> None:
        for lane in self.places:
            self.lanes[lane].update()

    def place_playhead(self) -> None:
        scale, sight, rect = self._contents.scale, self._contents.sight, self._content_rect()
        visible = scale is not None and sight is not None
        if scale is not None and sight is not None:
            frame = min(self._contents.frame, scale.last)
            x, end = sight.x_of(scale.begin(frame)), sight.x_of(scale.end(frame))
            visible = end > 0 and x <= sight.width
            self.playhead.place(x, min(end, sight.width), rect.height())
        self.playhead.setVisible(visible)

    def place_range(self) -> None:
        scale, sight, marked = self._contents.scale, self._contents.sight, self._contents.range
        self.range_frame.setVisible(scale is not None and marked is not None)
        if scale is not None and sight is not None and marked is not None:
            begin, end = scale.begin(min(marked[0], scale.last)), scale.end(min(marked[1], scale.last))
            left = Size.LANE_HEAD
            ruler = self.places[Lane.RULER].height if Lane.RULER in self.places else 0
            self.range_frame.place(left + sight.x_of(begin), left + sight.x_of(end), ruler, self._content_rect())

    def lane_at(self, y: float) -> Lane | None:
        return next((lane for lane, place in self.places.items() if place.top <= y < place.top + place.height), None)

    def point_at(self, x: float, y: float) -> PointMark | None:
        """The point under a place: ``x`` in pixels of the sight, ``y`` of the scene."""
        scale, sight = self._contents.scale, self._contents.sight
        if scale is None or sight is None or self.lane_at(y) is not Lane.POINTS:
            return None
        return self.points.mark_at(x, y - self.places[Lane.POINTS].top, scale, sight)

    def _content_rect(self) -> QRectF:
        bottom = max((place.top + place.height for place in self.places.values()), default=0)
        return QRectF(Size.LANE_HEAD, 0, self.content_width, bottom)
