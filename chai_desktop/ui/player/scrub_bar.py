"""The line of frames under the picture: click or drag to any frame."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Size, Space


class ScrubBar(QSlider):
    """One step of the slider is one frame. ``frame_wanted`` is a person's doing; ``show_frame`` is the player's."""

    frame_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, 0)
        self.setPageStep(10)
        self.setMouseTracking(True)
        self.setFixedHeight(Size.SLIDER)
        self.setAccessibleName("Frame")
        self.setToolTip("Click or drag to a frame (Left and Right step by one, with Shift by ten)")
        self._range: tuple[int, int] | None = None
        self._dragging = False
        self.actionTriggered.connect(self._stepped_by_key)

    def set_frames(self, count: int) -> None:
        self.setRange(0, max(0, count - 1))
        self.setEnabled(count > 0)

    def set_marked(self, marked: tuple[int, int] | None) -> None:
        """Draw the range of frames between in and out; None draws none."""
        self._range = marked
        self.update()

    def show_frame(self, frame: int) -> None:
        if not self._dragging:
            self.setValue(frame)

    def frame_under(self, x: float) -> int:
        """The frame whose stretch of the line lies at ``x`` (device-independent pixels from the left edge)."""
        inner = max(1.0, self.width() - 2.0 * Space.SMALL)
        count = self.maximum() + 1
        return min(self.maximum(), max(0, int((x - Space.SMALL) / inner * count)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.isEnabled():
            self._dragging = True
            self._want(self.frame_under(event.position().x()))
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._want(self.frame_under(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the wheel is for scrolling; it must not lose a person's place in the clip

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = self.height() / 2
        self._bar(painter, 0, self.maximum(), t.line, Space.TIGHT)
        if self.isEnabled():
            if self._range is not None:
                self._bar(painter, *self._range, t.accent, Space.TIGHT)
            x = self._left_of(self.value()) + self._stretch() / 2
            painter.setBrush(QColor(t.accent if self.hasFocus() or self._dragging else t.text))
            head = QRectF(x - Space.TIGHT / 2, 0, Space.TIGHT, middle * 2)
            painter.drawRoundedRect(head, Space.TIGHT / 2, Space.TIGHT / 2)

    def _bar(self, painter: QPainter, first: int, last: int, colour: str, thickness: int) -> None:
        left, right = self._left_of(first), self._left_of(last) + self._stretch()
        painter.setBrush(QColor(colour))
        box = QRectF(left, (self.height() - thickness) / 2, right - left, thickness)
        painter.drawRoundedRect(box, thickness / 2, thickness / 2)

    def _stretch(self) -> float:
        return (self.width() - 2.0 * Space.SMALL) / (self.maximum() + 1)

    def _left_of(self, frame: int) -> float:
        return Space.SMALL + frame * self._stretch()

    def _want(self, frame: int) -> None:
        if frame != self.value() or not self._dragging:
            self.setValue(frame)
        self.frame_wanted.emit(frame)

    @Slot(int)
    def _stepped_by_key(self, _action: int) -> None:
        self.frame_wanted.emit(self.sliderPosition())
