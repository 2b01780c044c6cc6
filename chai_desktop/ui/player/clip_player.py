"""Plays one clip at a time, frame by frame of its index: joins the plain state, the frame index and libmpv."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.ui.player import playback
from chai_desktop.ui.player.mpv_core import MpvCore
from chai_desktop.ui.player.playback import PlaybackState
from chai_desktop.ui.player.seek_gate import SeekGate

_SEEK_LIMIT = 10_000  # milliseconds after which a seek that shows nothing is given up
_STRAY_LIMIT = 300  # milliseconds to wait for the right frame after another one was shown


class ClipPlayer(QObject):
    """The verbs of playing. ``state`` is what is known now; every change of it is announced by ``state_changed``."""

    opened = Signal()
    frame_shown = Signal(int)  # this frame is on screen now
    failed = Signal(str)  # one plain sentence or two
    state_changed = Signal(object)  # PlaybackState

    def __init__(self, core: MpvCore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = PlaybackState()
        self.path: Path | None = None
        self.index: FrameIndex | None = None
        self._core = core
        self._gate = SeekGate()
        self._can_draw = False
        self._loading = False
        self._told_of_change = False
        self._stray: int | None = None  # a frame that is on screen instead of the one asked for
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._seek_overdue)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._file_changed)
        core.connect_queued(core.settled, self._settled)
        core.connect_queued(core.moved, self._moved)
        core.connect_queued(core.end_reached, self._end_reached)
        core.connect_queued(core.load_failed, self._load_failed)

    # --- opening and closing ---------------------------------------------------------------------

    def open(self, path: Path, index: FrameIndex) -> None:
        """Show the first frame of a file, paused. ``opened`` or ``failed`` follows."""
        self._forget()
        self.path, self.index = Path(path).absolute(), index
        self._watcher.addPath(str(self.path))
        self._set_state(playback.opened(self.state, index.frame_count))
        if self._can_draw:
            self._load(0)

    def close(self) -> None:
        self._forget()
        self._core.unload()
        self._set_state(playback.closed(self.state))

    @Slot()
    def drawing_ready(self) -> None:
        """There is a surface to draw on; if it replaces one that was lost, the same frame comes back, paused."""
        self._can_draw = True
        if self.index is not None:
            self._set_state(playback.with_playing(self.state, False))
            self._load(self.state.target)

    @Slot()
    def drawing_lost(self) -> None:
        """The surface goes: libmpv must have nothing to draw when it does."""
        self._can_draw = False
        self._gate.clear()
        self._core.unload()

    def _load(self, frame: int) -> None:
        assert self.index is not None and self.path is not None
        try:
            str(self.path).encode("utf-8")
        except UnicodeEncodeError:
            self._fail(f"The name of {self.path.name!a} is not valid text. Rename the file, then import it again.")
            return
        self._loading = True
        self._gate.in_flight = frame
        self._patience.start(_SEEK_LIMIT)
        offset = self.index.seek_earlier
        self._core.load(self.path, self.index.track, self.index.seek_target(frame), offset)
        self._apply_loop()

    def _forget(self) -> None:
        self._gate.clear()
        self._patience.stop()
        self._stray = None
        self._loading = self._told_of_change = False
        if self._watcher.files():
            self._watcher.removePaths(self._watcher.files())
        self.path = self.index = None

    # --- playing and seeking ---------------------------------------------------------------------

    def play(self) -> None:
        if not self.state.is_open:
            return
        start = playback.start_of_play(self.state)
        if start is not None:
            self.seek(start)
        self._set_state(playback.with_playing(self.state, True))
        self._core.set("pause", "no")

    def pause(self) -> None:
        if self.state.playing:
            self._core.set("pause", "yes")
            self._core.ask_where()
            self._set_state(playback.with_playing(self.state, False))

    def seek(self, frame: int) -> None:
        """Show ``frame``, paused; beyond the ends means the end. A newer request replaces one that still waits."""
        if self.index is None:
            return
        if self.state.playing:
            self._core.set("pause", "yes")
        self._set_state(playback.asked(self.state, frame))
        go = self._gate.ask(self.state.target)
        if go is not None:
            self._send_seek(go)

    def step(self, frames: int) -> None:
        if self.state.playing:
            self.pause()
        self.seek(self.state.target + frames)

    def play_range(self, first: int, last: int) -> None:
        """Mark the frames ``first``..``last`` and play them round and round."""
        if self.index is None:
            return
        self.change(playback.with_out(playback.with_in(playback.without_range(self.state), first), last))
        self.change(playback.with_loop(self.state, True))
        self.seek(first)
        self.play()

    def change(self, state: PlaybackState) -> None:
        """Take over speed, loop, mute or range from ``state``."""
        before = self.state
        self._set_state(state)
        if state.speed != before.speed:
            self._core.set("speed", f"{state.speed:.4f}")
        if state.muted != before.muted:
            self._core.set("mute", "yes" if state.muted else "no")
        if (state.loop, state.range) != (before.loop, before.range):
            self._apply_loop()

    def _send_seek(self, frame: int) -> None:
        assert self.index is not None
        self._stray = None
        self._patience.start(_SEEK_LIMIT)
        self._core.seek(self.index.seek_target(frame))

    def _apply_loop(self) -> None:
        """Loop in libmpv itself, so that turning round costs no more than the seek."""
        turn = self.state.loop_range
        self._core.set("loop-file", "inf" if self.state.loop and turn is None else "no")
        if turn is None or self.index is None:
            self._core.set("ab-loop-a", "no")
            self._core.set("ab-loop-b", "no")
            return
        first, last = turn
        after = self.index.seek_target(last + 1) - 0.005 if last < self.state.last else self.index.end()
        self._core.set("ab-loop-a", f"{self.index.seek_target(first):.6f}")
        self._core.set("ab-loop-b", f"{after:.6f}")

    # --- what libmpv reports, on the UI thread -----------------------------------------------------

    @Slot(str, float)
    def _settled(self, path: str, seconds: float) -> None:
        if self.index is None or self.path is None or path != str(self.path):
            return
        frame = self.index.frame_nearest(seconds)
        if self._gate.busy and frame != self._gate.in_flight and not self.state.playing:
            self._stray = frame  # of an earlier order, most likely: the right one is on its way
            self._patience.start(_STRAY_LIMIT)
            return
        if self._gate.busy:
            self._arrived(frame)
        elif frame != self.state.current:  # libmpv's own doing: it turned round in a loop, or stopped
            self._show(frame)

    def _arrived(self, frame: int) -> None:
        self._patience.stop()
        self._stray = None
        following = self._gate.arrived()
        if following is not None:
            self._send_seek(following)
        self._show(frame)
        if self._loading:
            self._loading = False
            self.opened.emit()

    @Slot()
    def _seek_overdue(self) -> None:
        frame = self.state.current if self._stray is None else self._stray
        self._set_state(playback.gave_up(self.state))
        self._arrived(frame)

    @Slot(float)
    def _moved(self, seconds: float) -> None:
        if self.index is not None and not self._gate.busy and self.state.wanted is None:
            frame = self.index.frame_nearest(seconds)
            if frame != self.state.current:
                self._show(frame)

    def _show(self, frame: int) -> None:
        self._set_state(playback.shown(self.state, frame))
        self.frame_shown.emit(self.state.current)

    @Slot()
    def _end_reached(self) -> None:
        if self.state.playing and not self.state.loop:
            self._core.set("pause", "yes")
            self._core.ask_where()
            self._set_state(playback.with_playing(self.state, False))

    @Slot(str)
    def _load_failed(self, path: str) -> None:
        if self.path is None or path != str(self.path):
            return
        name = self.path.name
        if os.path.exists(self.path):
            self._fail(f"{name} cannot be played. Copy or export it again, then import it anew.")
        else:
            self._fail(f"{name} is not there any more. Put it back, or import it from its new place.")

    @Slot(str)
    def _file_changed(self, changed: str) -> None:
        if self.path is None or changed != str(self.path) or self._told_of_change:
            return
        self._told_of_change = True
        if os.path.exists(self.path):
            self.failed.emit(f"{self.path.name} was changed while it was open. Open the clip again to see it as it is.")
        else:
            self.failed.emit(f"{self.path.name} was deleted or moved while it was open. Put it back to go on with it.")

    def _fail(self, message: str) -> None:
        self._forget()
        self._set_state(playback.closed(self.state))
        self.failed.emit(message)

    def _set_state(self, state: PlaybackState) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)
