"""The mouse over the picture: zoom by Ctrl and wheel, pan, turn the horizon, drag the wipe line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from chai_desktop.ui.player.aids.aid_grips import AidGrips
from chai_desktop.ui.player.aids.picture_transform import WHEEL_STEP

_NEAR = 12.0  # device-independent pixels: how far from a mark it can still be taken hold of
_NOTCH = 120  # of a wheel, as Qt counts


@dataclass
class _Drag:
    grip: str
    before: QPointF


class PictureMouse(QObject):
    """Watches ``frame``; events over the picture come there, since nothing that lies over it takes them.

    ``is_at_work``: whether there is a picture to work on.
    """

    def __init__(self, frame: QWidget, grips: AidGrips, is_at_work: Callable[[], bool]) -> None:
        super().__init__(frame)
        self._frame = frame
        self._grips = grips
        self._is_at_work = is_at_work
        self._drag: _Drag | None = None
        self._what_to_do: dict[QEvent.Type, Callable[[QEvent], bool]] = {
            QEvent.Type.Wheel: self._wheel,
            QEvent.Type.MouseButtonPress: self._press,
            QEvent.Type.MouseMove: self._move,
            QEvent.Type.MouseButtonRelease: self._release,
            QEvent.Type.MouseButtonDblClick: self._double,
        }
        frame.setMouseTracking(True)
        frame.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        do = self._what_to_do.get(event.type())
        if do is not None and self._is_at_work() and do(event):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _wheel(self, event: QEvent) -> bool:
        assert isinstance(event, QWheelEvent)
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        self._grips.zoom_by(WHEEL_STEP ** (event.angleDelta().y() / _NOTCH), event.position())
        return True

    def _press(self, event: QEvent) -> bool:
        assert isinstance(event, QMouseEvent)
        grip = self._grips.grip_at(event.position(), _NEAR)
        if event.button() != Qt.MouseButton.LeftButton or not grip:
            return False
        self._drag = _Drag(grip, event.position())
        self._point(grip)
        return True

    def _move(self, event: QEvent) -> bool:
        assert isinstance(event, QMouseEvent)
        if self._drag is None:
            self._point(self._grips.grip_at(event.position(), _NEAR))
            return False
        self._grips.drag(self._drag.grip, self._drag.before, event.position())
        self._drag.before = event.position()
        return True

    def _release(self, event: QEvent) -> bool:
        assert isinstance(event, QMouseEvent)
        held, self._drag = self._drag, None
        self._point(self._grips.grip_at(event.position(), _NEAR))
        return held is not None

    def _double(self, event: QEvent) -> bool:
        return self._grips.whole_picture()

    def _point(self, grip: str) -> None:
        """Let the pointer say what can be done here."""
        closed = self._drag is not None
        shapes = {
            "wipe": Qt.CursorShape.SplitHCursor,
            "turn": Qt.CursorShape.SizeVerCursor,
            "move": Qt.CursorShape.SizeAllCursor,
            "pan": Qt.CursorShape.ClosedHandCursor if closed else Qt.CursorShape.OpenHandCursor,
        }
        if grip in shapes:
            self._frame.setCursor(shapes[grip])
        else:
            self._frame.unsetCursor()
