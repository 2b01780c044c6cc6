"""Small pictures: each begins exactly where its frame begins."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.timeline.lane_item import LaneItem
from chai_desktop.ui.timeline.timeline_model import Sight, TimeScale, frame_width

_WIDEST = 1.5  # times its natural width: how far a picture is cropped to reach the next one
_NARROWEST = 0.6  # times its natural width: from here every frame gets its own picture


class FilmLane(LaneItem):
    name = "Pictures"

    def paint_content(self, painter: QPainter, scale: TimeScale, sight: Sight) -> None:
        height = self.height - 1
        film = tuple((n, image) for n, image in self.contents.film if n <= scale.last)
        if not film:
            painter.setPen(QColor(tokens().muted))
            middle = QRectF(0, 0, sight.width, height)
            painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, "The pictures of this clip are being made")
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for x, width, image in _slots(film, scale, sight, height):
            target = QRectF(x, 0, width, height)
            painter.drawImage(target, image, _cropped(image, width / height))


def _slots(
    film: tuple[tuple[int, QImage], ...], scale: TimeScale, sight: Sight, height: float
) -> list[tuple[float, float, QImage]]:
    """x, width and picture of those that are drawn: the first of all, then always the next that has room."""
    first = film[0][1]
    natural = height * first.width() / max(1, first.height())
    frame = frame_width(sight, scale)
    pitch = natural if frame < _NARROWEST * natural else frame
    xs = sight.xs_of(scale.edges[np.array([n for n, _image in film])])
    chosen = [0]
    for number, x in enumerate(xs):
        if x >= xs[chosen[-1]] + pitch - 0.5:
            chosen.append(number)
    slots = []
    for number, following in zip(chosen, [*chosen[1:], None], strict=True):
        end = xs[following] if following is not None else sight.x_of(scale.duration)
        x, width = float(xs[number]), float(end - xs[number])
        width = width if width <= _WIDEST * natural else natural
        if x < sight.width and x + width > 0:
            slots.append((x, width, film[number][1]))
    return slots


def _cropped(image: QImage, shape: float) -> QRectF:
    """The middle of the picture with this proportion of width to height."""
    width, height = image.width(), image.height()
    if shape < width / height:
        inner = height * shape
        return QRectF((width - inner) / 2, 0, inner, height)
    inner = width / shape
    return QRectF(0, (height - inner) / 2, width, inner)
