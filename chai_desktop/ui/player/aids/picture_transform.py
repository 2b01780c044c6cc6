"""Where each place of the picture lies in its view: zoom, pan and mirror, without Qt.

Three kinds of places: of the picture (fractions from 0 to 1, from the left upper corner of the picture as it is in the
file, turned upright), of the view (device-independent pixels from the view's left upper corner), and device pixels,
of which there are ``ratio`` to each device-independent one. Zoom is counted in device pixels, so that 100 % is one
pixel of the picture on one pixel of the screen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

WHEEL_STEP = 1.25
MOST = 16.0  # device pixels to one of the picture's
_LEVELS = (1.0, 2.0, 4.0, 8.0)
_CRISP_FROM = 2.0  # from here on the picture's pixels are drawn as squares, so that they can be judged
_SAME = 1.02  # levels nearer to each other than this are one for the eye


@dataclass(frozen=True)
class Zoom:
    """What a person chose. ``scale``: device pixels to one of the picture's, or None for the whole picture.

    ``centre`` is the place of the picture in the middle of the view; it counts only where ``scale`` is not None.
    """

    scale: float | None = None
    centre: tuple[float, float] = (0.5, 0.5)

    @property
    def is_on(self) -> bool:
        return self.scale is not None


@dataclass(frozen=True)
class View:
    """The room that a picture has, in device-independent pixels. ``picture``: its own pixels as shown."""

    width: int
    height: int
    picture: tuple[int, int]
    ratio: float = 1.0

    @property
    def fit(self) -> float:
        """The scale at which the whole picture is in view."""
        wide, high = self.picture
        return max(min(self.width * self.ratio / wide, self.height * self.ratio / high), 1e-6)


@dataclass(frozen=True)
class PictureTransform:
    """The whole picture as it lies in the view, in device-independent pixels; what lies outside the view is cut off.

    Edges lie on device pixels, so that a picture at 100 % is not blurred. ``smooth`` says how to enlarge it.
    """

    left: float
    top: float
    width: float
    height: float
    scale: float
    mirrored: bool = False
    smooth: bool = True

    def to_view(self, x: float, y: float) -> tuple[float, float]:
        x = 1.0 - x if self.mirrored else x
        return self.left + x * self.width, self.top + y * self.height

    def to_picture(self, x: float, y: float) -> tuple[float, float]:
        across = (x - self.left) / self.width
        return (1.0 - across if self.mirrored else across), (y - self.top) / self.height

    def moved(self, x: float, y: float) -> PictureTransform:
        """The same picture in a view whose corner lies ``x``, ``y`` before this one's."""
        return replace(self, left=self.left + x, top=self.top + y)


def transform(view: View, zoom: Zoom, mirrored: bool = False) -> PictureTransform:
    """Lay the picture into ``view``. The whole picture is in its middle; a side that is smaller than the view, too.

    The whole picture's edges lie on whole device-independent pixels, since a widget has just its shape.
    """
    scale = view.fit if zoom.scale is None else zoom.scale
    grid = 1.0 if zoom.scale is None else view.ratio
    wide, high = (max(1, round(length * scale / view.ratio * grid)) / grid for length in view.picture)
    across, down = zoom.centre if zoom.scale is not None else (0.5, 0.5)
    left = _place(view.width, wide, 1.0 - across if mirrored else across, grid)
    top = _place(view.height, high, down, grid)
    return PictureTransform(left, top, wide, high, scale, mirrored, zoom.scale is None or scale < _CRISP_FROM)


def next_level(view: View, zoom: Zoom) -> float | None:
    """What one press of the key leads to: the next of two levels above the whole picture, then the whole again."""
    levels = [level for level in _LEVELS if level > view.fit * _SAME][:2]
    if zoom.scale is None:
        return levels[0] if levels else None
    return next((level for level in levels if level > zoom.scale * _SAME), None)


def zoomed_to(view: View, zoom: Zoom, scale: float | None, at: tuple[float, float], mirrored: bool = False) -> Zoom:
    """The zoom at ``scale``, with what lies at ``at`` (of the view) kept there; at least the whole picture."""
    if scale is None or scale <= view.fit * _SAME:
        return Zoom()
    scale = min(scale, MOST)
    place = transform(view, zoom, mirrored).to_picture(*at)
    place = (min(max(place[0], 0.0), 1.0), min(max(place[1], 0.0), 1.0))
    sized = transform(view, Zoom(scale, place), mirrored)
    sign = -1.0 if mirrored else 1.0
    x = place[0] - sign * (at[0] - view.width / 2) / sized.width
    y = place[1] - (at[1] - view.height / 2) / sized.height
    return Zoom(scale, (_kept(x, view.width, sized.width), _kept(y, view.height, sized.height)))


def panned(view: View, zoom: Zoom, by: tuple[float, float], mirrored: bool = False) -> Zoom:
    """The picture moved by ``by`` device-independent pixels, no farther than its edges."""
    if zoom.scale is None:
        return zoom
    now = transform(view, zoom, mirrored)
    sign = 1.0 if mirrored else -1.0
    x = zoom.centre[0] + sign * by[0] / now.width
    y = zoom.centre[1] - by[1] / now.height
    return replace(zoom, centre=(_kept(x, view.width, now.width), _kept(y, view.height, now.height)))


def seen_part(view: View, zoom: Zoom) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is in view, in fractions of the picture, mirrored or not."""
    now = transform(view, zoom)
    left, top = now.to_picture(0, 0)
    right, bottom = now.to_picture(view.width, view.height)
    return max(0.0, left), max(0.0, top), min(1.0, right), min(1.0, bottom)


def percent(scale: float) -> str:
    """ "200 %" for 2.0: device pixels to one of the picture's."""
    return f"{scale * 100:.0f} %"


def _place(room: int, length: float, centre: float, grid: float) -> float:
    """Where the picture begins so that ``centre`` is in the middle of the room, with no gap where it can be avoided."""
    start = (room - length) / 2 if length <= room else min(0.0, max(room - length, room / 2 - centre * length))
    return math.floor(start * grid) / grid


def _kept(centre: float, room: float, length: float) -> float:
    """The nearest centre at which no edge of the picture lies inside the room."""
    half = min(0.5, room / length / 2)
    return min(1.0 - half, max(half, centre))
