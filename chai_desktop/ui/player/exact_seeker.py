"""Has libmpv show exactly the frames that it is asked for, one seek at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.ui.player.mpv_core import MpvCore
from chai_desktop.ui.player.seek_gate import SeekGate

_SEEK_LIMIT = 10_000  # milliseconds after which a seek that shows nothing is given up
_STRAY_LIMIT = 300  # milliseconds to wait for the right frame after another one was shown


class ExactSeeker(QObject):
    """``arrived`` names the frame that libmpv shows after a seek; ``gave_up`` the one it shows instead, or -1."""

    arrived = Signal(int)
    gave_up = Signal(int)

    def __init__(self, core: MpvCore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.index: FrameIndex | None = None
        self._core = core
        self._gate = SeekGate()
        self._stray: int | None = None  # a frame that is on screen instead of the one asked for
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._overdue)

    @property
    def busy(self) -> bool:
        return self._gate.busy

    @property
    def in_flight(self) -> int | None:
        return self._gate.in_flight

    def ask(self, frame: int) -> None:
        """Show ``frame``; while another seek is under way, as soon as that has ended."""
        if frame == self._gate.in_flight:
            self._gate.waiting = None
            return
        go = self._gate.ask(frame)
        if go is not None:
            self._send(go)

    def forget_waiting(self) -> None:
        self._gate.waiting = None

    def loading(self, frame: int) -> None:
        """A file is being opened at ``frame``."""
        self._gate.clear()
        self._gate.in_flight = frame
        self._stray = None
        self._patience.start(_SEEK_LIMIT)

    def clear(self) -> None:
        self._gate.clear()
        self._patience.stop()
        self._stray = None

    def settled(self, frame: int, playing: bool) -> None:
        """libmpv has come to rest on ``frame``, or goes on playing from it, after a seek of ours."""
        if frame != self._gate.in_flight and not playing:
            self._stray = frame  # of an earlier order, most likely: the right one is on its way
            self._patience.start(_STRAY_LIMIT)
            return
        self._go_on()
        self.arrived.emit(frame)

    def _go_on(self) -> None:
        self._patience.stop()
        self._stray = None
        following = self._gate.arrived()
        if following is not None:
            self._send(following)

    def _send(self, frame: int) -> None:
        if self.index is not None:
            self._stray = None
            self._patience.start(_SEEK_LIMIT)
            self._core.seek(self.index.seek_target(frame))

    @Slot()
    def _overdue(self) -> None:
        stray = -1 if self._stray is None else self._stray
        self._gate.waiting = None
        self._go_on()
        self.gave_up.emit(stray)
