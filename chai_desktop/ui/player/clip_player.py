"""Plays one clip at a time, frame by frame of its index: forward by libmpv, all other ways from the ring."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.ui.player import playback
from chai_desktop.ui.player.course import course_of
from chai_desktop.ui.player.frame_seeking import REST, FrameSeeking
from chai_desktop.ui.player.mpv_core import MpvCore
from chai_desktop.ui.player.playback import PlaybackState
from chai_desktop.ui.player.still_layer import StillLayer


class ClipPlayer(FrameSeeking):
    """The verbs of playing."""

    def __init__(self, core: MpvCore, layer: StillLayer, parent: QObject | None = None) -> None:
        super().__init__(core, layer, parent)
        self._can_draw = False
        self._ring_play.ended.connect(self._ring_play_ended)
        core.connect_queued(core.end_reached, self._end_reached)
        core.connect_queued(core.load_failed, self._load_failed)

    # --- opening and closing ---------------------------------------------------------------------

    def open(self, path: Path, index: FrameIndex) -> None:
        """Show the first frame of a file, paused. ``opened`` or ``failed`` follows."""
        self._forget()
        self._take(path, index)
        self._seeker.index = index
        self.ring.open(Path(path).absolute(), index)
        if self._can_draw:
            self._load(0)

    def close(self) -> None:
        self._forget()
        self._core.unload()
        self._set_state(playback.closed(self.state))

    def shut_down(self) -> None:
        """End the ring's thread; libmpv is for its owner to end."""
        self._forget()
        self.ring.shut_down()

    @Slot()
    def drawing_ready(self) -> None:
        """There is a surface to draw on; if it replaces one that was lost, the same frame comes back, paused."""
        self._can_draw = True
        if self.index is not None:
            self._ring_play.stop()
            self._set_state(playback.with_playing(self.state, False))
            self._load(self.state.target)

    @Slot()
    def drawing_lost(self) -> None:
        """The surface goes: libmpv must have nothing to draw when it does."""
        self._can_draw = False
        self._seeker.clear()
        self._libmpv_at = None
        self._core.unload()

    def _load(self, frame: int) -> None:
        assert self.index is not None and self.path is not None
        if not self._has_readable_name():
            return
        self._loading = True
        self._seeker.loading(frame)
        start, earlier = self.index.seek_target(frame), self.index.seek_earlier
        self._core.load(self.path, self.index.track, start, self.index.play_end(), earlier)
        self._apply_loop()

    # --- playing -----------------------------------------------------------------------------------

    def play(self) -> None:
        """Forward, or where ping-pong is on, forward and back."""
        if self.index is None:
            return
        if self.state.ping_pong:
            self._set_state(playback.with_playing(self.state, True))
            self._start_course()
        else:
            self._play_forward(playback.with_playing(self.state, True))

    def pause(self) -> None:
        if not self.state.playing:
            return
        if self._ring_play.is_running:
            self._halt()
            self._set_state(playback.with_playing(self.state, False))
            self._rest.start(REST)
        else:
            self._stop_libmpv()

    def shuttle(self, backwards: bool) -> None:
        """J and L: play backwards or forward; again, at twice and four times the speed."""
        if self.index is None:
            return
        state = playback.shuttled(self.state, backwards)
        if state.backwards:
            self._core.set("pause", "yes")
            self._set_state(state)
            self._start_course()
        elif self.state.playing and not self._ring_play.is_running:
            self.change(state)
        else:
            self._play_forward(state)

    def _play_forward(self, state: PlaybackState) -> None:
        """By libmpv, from where the playhead is; ``state`` is the one to take over."""
        self._ring_play.stop()
        self._rest.stop()
        self._late.stop()
        self._stopping = False
        start = playback.start_of_play(self.state)
        start = self.state.target if start is None else start
        self.change(playback.starting(state, start))
        self._look(start, 1, decode=False)
        if self._libmpv_at == start and not self._seeker.busy:
            self._stills.clear()
            self._set_state(playback.shown(self.state, start))
        else:
            self._seeker.ask(start)
        self._core.set("pause", "no")

    def play_range(self, first: int, last: int) -> None:
        """Mark the frames ``first``..``last`` and play them round and round."""
        if self.index is None:
            return
        self.change(playback.with_out(playback.with_in(playback.without_range(self.state), first), last))
        self.change(playback.with_loop(self.state, True))
        self.seek(first)
        self.play()

    def change(self, state: PlaybackState) -> None:
        """Take over speed, loop, ping-pong, mute or range from ``state``."""
        before = self.state
        self._set_state(state)
        if state.muted != before.muted:
            self._core.set("mute", "yes" if state.muted else "no")
        if (state.loop, state.turning_frames, state.ping_pong) != (
            before.loop,
            before.turning_frames,
            before.ping_pong,
        ):
            self._apply_loop()
            if self._ring_play.is_running:
                self._start_course()

    def _apply_loop(self) -> None:
        """Loop in libmpv itself, so that turning round costs no more than the seek."""
        if not self.state.loop or self.index is None:
            self._core.set("ab-loop-a", "no")
            self._core.set("ab-loop-b", "no")
            return
        first, last = self.state.turning_frames
        after = self.index.seek_target(last + 1) - 0.005 if last < self.state.last else self.index.play_end()
        self._core.set("ab-loop-a", f"{self.index.seek_target(first):.6f}")
        self._core.set("ab-loop-b", f"{after:.6f}")

    # --- playing from the ring -----------------------------------------------------------------------

    def _start_course(self) -> None:
        self._rest.stop()
        self._late.stop()
        self._stopping = False
        assert self.index is not None
        course = course_of(self.index, self.state)
        self._set_state(playback.gave_up(self.state))  # the course shows it
        self._ring_play.start(course, abs(self.state.rate))

    @Slot()
    def _ring_play_ended(self) -> None:
        """Backwards, at the beginning: also where its frame's time had passed before it could be painted."""
        first = min(self.state.turning_frames[0], self.state.current)
        self._set_state(playback.with_playing(self.state, False))
        if self.state.current != first:
            self.seek(first)
        else:
            self._rest.start(REST)

    @Slot()
    def _end_reached(self) -> None:
        if self.state.playing and not self.state.loop and not self._ring_play.is_running:
            self._stop_libmpv()

    def _set_state(self, state: PlaybackState) -> None:
        rate = abs(state.rate)
        if rate != abs(self.state.rate):
            self._core.set("speed", f"{rate:.4f}")
            self._ring_play.set_rate(rate)
        super()._set_state(state)
