"""Icons of the Lucide set (ISC licence, see resources/icons/LICENSE), tinted with the theme's colours."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from chai_desktop.resources import FOLDER
from chai_desktop.ui.theme.theme import tokens


def icon(name: str, colour: str = "") -> QIcon:
    """The icon called ``name``; drawn in the theme's text colour, or in ``colour`` (#rrggbb).

    The icon reads the theme when it is painted, so that it follows a change of theme by itself.
    """
    source = (FOLDER / "icons" / f"{name}.svg").read_text("utf-8")
    return QIcon(_TintedEngine(source, colour))


class _TintedEngine(QIconEngine):
    def __init__(self, source: str, colour: str) -> None:
        super().__init__()
        self._source = source
        self._colour = colour

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._source, self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        t = tokens()
        colour = t.muted if mode == QIcon.Mode.Disabled else (self._colour or t.text)
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(0.5)
        renderer = QSvgRenderer(QByteArray(self._source.replace("currentColor", colour).encode()))
        renderer.render(painter, _with_gap(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, pixmap.rect(), mode, state)
        painter.end()
        return pixmap


def _with_gap(rect: QRect) -> QRectF:
    """The square that the drawing fills: smaller than the icon, so that words beside it keep their distance."""
    side = min(rect.width(), rect.height()) * 0.84
    return QRectF(rect.x(), rect.y() + (rect.height() - side) / 2, side, side)
