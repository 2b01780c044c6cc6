"""The timeline as a widget: lanes, playhead and range in one scene of pixels; the zoom; what it is told to show.

It knows neither player nor project: it is told what to show, and says what a person asks for.
"""

from __future__ import annotations

from dataclasses import replace

from pyqtgraph import GraphicsView
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmapCache,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsView, QToolTip, QWidget

from chai_desktop.ui.player.playback import PlaybackState
from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Size
from chai_desktop.ui.timeline import timeline_model as model
from chai_desktop.ui.timeline.contents import Contents
from chai_desktop.ui.timeline.lane_heights import LEAST_HEIGHT
from chai_desktop.ui.timeline.timeline_buttons import TimelineButtons
from chai_desktop.ui.timeline.timeline_items import TimelineItems
from chai_desktop.ui.timeline.timeline_marks import PointMark
from chai_desktop.ui.timeline.timeline_model import TimeScale
from chai_desktop.ui.timeline.timeline_mouse import TimelineMouse
from chai_desktop.ui.timeline.tooltip_words import tooltip_words

_BETWEEN_MOVES = 60  # milliseconds between two places of the playhead: each costs a composing of the whole window
_KEPT = 48 * 1024  # kilobytes for what the lanes have drawn, also on a large screen at 200 %


class TimelineView(GraphicsView):
    """Frames are ordinals of the clip."""

    frame_wanted = Signal(int)
    in_wanted = Signal(int)
    out_wanted = Signal(int)
    point_chosen = Signal(object, int)  # Aspect, number from 0
    point_played = Signal(int, int)  # first and last frame
    point_moved = Signal(int, int, int)  # number of the aspect in work, first and last frame
    curves_chosen = Signal(tuple)  # keys

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            parent, useOpenGL=False
        )  # a second OpenGL surface beside the player's costs more than it gives
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), _KEPT))
        self.contents = Contents()
        self.parts = TimelineItems(self.scene(), self.contents)
        self.buttons = TimelineButtons(self)
        self.buttons.curves_chosen.connect(self._choose_curves)
        self._mouse = TimelineMouse(self)
        self._follows = True
        self._playhead_at = -1
        self._asked_here = -1  # the frame that the mouse asked for last
        self._moves = QTimer(self, singleShot=True, interval=_BETWEEN_MOVES)
        self._moves.timeout.connect(self._move_playhead)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.setAccessibleName("Timeline")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._tint()
        self._lay_out()

    # --- what it shows ------------------------------------------------------------------------------

    @property
    def sight(self) -> model.Sight | None:
        return self.contents.sight

    def show_scale(self, scale: TimeScale | None) -> None:
        """A clip is open now, all of it in sight; None: there is none."""
        self.contents.scale = scale
        self.contents.sight = model.whole(scale, self.content_width) if scale is not None else None
        self.refresh()

    def forget(self) -> None:
        """Another clip will come."""
        self.contents.forget()
        self.refresh()

    def change(self, **fields: object) -> None:
        """Show other contents: fields of ``Contents``."""
        if any(getattr(self.contents, name) != value for name, value in fields.items()):
            for name, value in fields.items():
                setattr(self.contents, name, value)
            self.refresh()

    @Slot(int)
    def show_frame(self, frame: int) -> None:
        """This frame is on the screen: move the playhead, and turn the page where it leaves the sight."""
        contents = self.contents
        before, contents.frame = contents.frame, frame
        if contents.scale is None or contents.sight is None or frame > contents.scale.last:
            return
        sight = model.with_frame(contents.sight, contents.scale, frame)
        was_in_sight = model.with_frame(contents.sight, contents.scale, min(before, contents.scale.last))
        turns = not self._follows or was_in_sight is contents.sight
        if sight is not contents.sight and turns and frame != self._asked_here:
            contents.sight = sight
            self.refresh()
        elif frame == self._asked_here or not self._moves.isActive():  # else it goes there when the time has come
            self._move_playhead()

    @Slot()
    def _move_playhead(self) -> None:
        """To the frame on the screen; a person sees no more than some fifteen places a second."""
        if self.contents.frame != self._playhead_at:
            self._playhead_at = self.contents.frame
            self.parts.place_playhead()
            self.parts.values.update()
            self._moves.start()

    @Slot(object)
    def show_state(self, state: PlaybackState) -> None:
        self._follows = state.playing  # while it plays, a person may look elsewhere without being brought back
        if state.range != self.contents.range:
            self.contents.range = state.range
            self.parts.place_range()
        if not state.playing and self.contents.scale is not None:
            self.setAccessibleDescription(f"Frame {state.current} of {self.contents.scale.last}")

    # --- zoom -----------------------------------------------------------------------------------------

    def zoom_in(self) -> None:
        self._zoom_at_playhead(model.ZOOM_STEP)

    def zoom_out(self) -> None:
        self._zoom_at_playhead(1 / model.ZOOM_STEP)

    def show_all(self) -> None:
        if self.contents.scale is not None:
            self.look_at(model.whole(self.contents.scale, self.content_width))

    def choose_curves(self) -> None:
        self.buttons.open_menu()

    def look_at(self, sight: model.Sight) -> None:
        if sight != self.contents.sight:
            self.contents.sight = sight
            self.refresh()

    def zoom(self, factor: float, anchor: float) -> None:
        """``anchor``: a place of the sight, in pixels, that stays where it is."""
        scale, sight = self.contents.scale, self.contents.sight
        if scale is not None and sight is not None:
            self.look_at(model.zoomed(sight, scale, factor, anchor))

    def pan(self, pixels: float) -> None:
        scale, sight = self.contents.scale, self.contents.sight
        if scale is not None and sight is not None:
            self.look_at(model.panned(sight, scale, pixels))

    def _zoom_at_playhead(self, factor: float) -> None:
        """Keep the playhead where it is, or the middle where the playhead is out of sight."""
        scale, sight = self.contents.scale, self.contents.sight
        if scale is not None and sight is not None:
            x = sight.x_of(scale.begin(min(self.contents.frame, scale.last)))
            self.zoom(factor, x if 0 <= x <= sight.width else sight.width / 2)

    # --- places ---------------------------------------------------------------------------------------

    @property
    def content_width(self) -> float:
        """Pixels between the lanes' names and the right border."""
        return self.parts.content_width

    def sight_x(self, position: QPointF) -> float:
        """The place in the sight of the middle of the device pixel at a position of the widget."""
        return position.x() - Size.LANE_HEAD + 0.5 / self.devicePixelRatioF()

    def frame_at(self, position: QPointF) -> int:
        """The frame under a position of the widget; beyond the ends, the nearest."""
        scale, sight = self.contents.scale, self.contents.sight
        return model.frame_under(sight, scale, self.sight_x(position)) if scale is not None and sight is not None else 0

    def ask_for_frame_at(self, position: QPointF) -> None:
        """The mouse wants the frame under it. What is in sight stays in sight: nothing jumps away under the mouse."""
        frame = self.frame_at(position)
        self._asked_here = frame if 0 <= self.sight_x(position) <= self.content_width else -1
        self.frame_wanted.emit(frame)

    def point_at(self, position: QPointF) -> PointMark | None:
        return self.parts.point_at(self.sight_x(position), position.y())

    def preview_point(self, moved: PointMark) -> None:
        """Show a point at other frames while it is dragged."""
        self.contents.points = tuple(
            replace(mark, first=moved.first, last=moved.last)
            if (mark.aspect, mark.number) == (moved.aspect, moved.number)
            else mark
            for mark in self.contents.points
        )
        self.parts.points.update()

    # --- inside ---------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Draw everything anew."""
        self._lay_out()
        self.parts.draw_anew()

    def _lay_out(self) -> None:
        self.parts.resize(self.viewport().size())
        self.parts.lay_out()
        self._playhead_at = self.contents.frame
        self.buttons.set_enabled(self.contents.scale is not None, bool(self.contents.curves))

    @Slot(tuple)
    def _choose_curves(self, keys: tuple[str, ...]) -> None:
        self.change(shown_curves=keys)
        self.curves_chosen.emit(keys)

    def _tint(self) -> None:
        self.setBackground(tokens().panel)

    # --- Qt -------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(400, 120)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, LEAST_HEIGHT)

    def close(self) -> bool:
        """As any widget closes: pyqtgraph's own takes the scene apart, and an event that comes later finds none."""
        return QGraphicsView.close(self)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if not hasattr(self, "_mouse"):
            return  # pyqtgraph calls it while it is made
        self.parts.resize(self.viewport().size())
        scale, sight = self.contents.scale, self.contents.sight
        if scale is not None and sight is not None:
            self.contents.sight = model.resized(sight, scale, self.content_width)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange) and hasattr(self, "_mouse"):
            self._tint()
            self.refresh()

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        super().drawForeground(painter, rect)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens().accent), 1))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # keys are the commands'

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._mouse.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._mouse.wheel(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            where = QPointF(event.pos())
            words = tooltip_words(self.contents, self.frame_at(where), self.point_at(where))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return bool(super().viewportEvent(event))
