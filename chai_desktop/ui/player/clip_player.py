"""Plays one clip at a time, frame by frame of its index: joins the plain state, libmpv and the ring of decoded frames.

While the clip stands still, whichever has the frame first shows it: the ring for what lies near the playhead, libmpv
for what lies far away. libmpv follows as soon as the person rests, so that playing starts at once.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QImage

from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.ui.player import playback
from chai_desktop.ui.player.course import Due, course_of
from chai_desktop.ui.player.exact_seeker import ExactSeeker
from chai_desktop.ui.player.frame_ring.decoding_thread import Wish
from chai_desktop.ui.player.frame_ring.frame_ring import FrameRing
from chai_desktop.ui.player.mpv_core import MpvCore
from chai_desktop.ui.player.open_clip import OpenClip
from chai_desktop.ui.player.playback import PlaybackState
from chai_desktop.ui.player.ring_play import RingPlay
from chai_desktop.ui.player.still_layer import StillLayer
from chai_desktop.ui.player.stills import Stills

_REST = 150  # milliseconds without a request after which libmpv follows
_LATE = 600  # milliseconds after which libmpv is asked for a frame that the ring has not decoded
_NEAR = 1.05  # seconds to the frame before: so far reach steps, and the ring looks for what they ask


class ClipPlayer(OpenClip):
    """The verbs of playing."""

    def __init__(self, core: MpvCore, layer: StillLayer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ring = FrameRing(self)
        self._core = core
        self._stills = Stills(self.ring, layer)
        self._seeker = ExactSeeker(core, self)
        self._ring_play = RingPlay(self._show_due, self)
        self._can_draw = False
        self._loading = False
        self._has_proxy = False
        self._libmpv_at: int | None = None  # the frame that libmpv has, seen or not
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._late = QTimer(self, singleShot=True, interval=_LATE)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._near, self._direction = False, 0  # of the request that waits: whether the ring will do, and which way
        self._connect()

    def _connect(self) -> None:
        self._rest.timeout.connect(self._follow)
        self._late.timeout.connect(self._ask_libmpv)
        self._soon.timeout.connect(self._serve)
        self._seeker.arrived.connect(self._libmpv_arrived)
        self._seeker.gave_up.connect(self._libmpv_gave_up)
        self._ring_play.ended.connect(self._ring_play_ended)
        self.ring.arrived.connect(self._ring_arrived)
        self.ring.rough_arrived.connect(self._rough_arrived)
        self.ring.failed.connect(self._ring_failed)
        core = self._core
        core.connect_queued(core.settled, self._settled)
        core.connect_queued(core.moved, self._moved)
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

    def use_proxy(self, path: Path | None) -> None:
        self._has_proxy = path is not None
        self.ring.use_proxy(path)

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
        bad_seeker = "mpegts" in self.index.container
        offset = self.index.longest_group() + 1.0 if bad_seeker else 0.0
        start = self.index.seek_target(frame)
        self._core.load(self.path, self.index.track, start, self.index.play_end(), offset)
        self._apply_loop()

    def _forget(self) -> None:
        for timer in (self._rest, self._late, self._soon):
            timer.stop()
        self._ring_play.stop()
        self._seeker.clear()
        self.ring.close()
        self._stills.clear()
        self._loading = self._has_proxy = False
        self._seeker.index = self._libmpv_at = None
        super()._forget()

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
        by_ring = self._ring_play.is_running
        self._halt()
        self._set_state(playback.with_playing(self.state, False))
        if by_ring:
            self._rest.start()
        else:
            self._core.ask_where()

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

    def _halt(self) -> None:
        """Nothing plays any more; the state is for the caller to say."""
        self._ring_play.stop()
        if self.state.playing:
            self._core.set("pause", "yes")

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
        assert self.index is not None
        course = course_of(self.index, self.state)
        self._set_state(playback.gave_up(self.state))  # the course shows it
        self._ring_play.start(course, abs(self.state.rate))

    def _show_due(self, due: Due) -> bool:
        self._look(due.frame, due.direction, bounds=self.state.turning_frames)
        if due.frame == self.state.current and (self._stills.frame == due.frame or self._libmpv_at == due.frame):
            return True
        if self._stills.show(due.frame):
            self._show(due.frame)
            return True
        return self.ring.is_absent(due.frame)

    @Slot()
    def _ring_play_ended(self) -> None:
        """Backwards, at the beginning: also where its frame's time had passed before it could be painted."""
        first = min(self.state.turning_frames[0], self.state.current)
        self._set_state(playback.with_playing(self.state, False))
        if self.state.current != first:
            self.seek(first)
        else:
            self._rest.start()

    # --- going to a frame ----------------------------------------------------------------------------

    def seek(self, frame: int) -> None:
        """Show ``frame``, paused; beyond the ends means the end. A newer request replaces one that still waits."""
        index = self.index
        if index is None:
            return
        was_playing, before = self.state.playing, self.state.target
        self._halt()
        self._set_state(playback.asked(self.state, frame))
        n = self.state.target
        n = self.state.target
        self._near = not was_playing and abs(index.clock(n) - index.clock(before)) <= _NEAR
        self._direction = (n > before) - (n < before) if self._near else 0
        if self._stills.shown_just_now:
            self._soon.start()  # of many requests in a moment only the newest is painted
        else:
            self._serve()

    @Slot()
    def _serve(self) -> None:
        """Show the frame that is wanted, or have whichever is likely to be first go for it."""
        n = self.state.wanted
        if n is None or self.state.playing:
            return
        if self._stills.show(n):
            self._show_still(n, self._direction or self.ring.wish.direction)
            return
        if n == self._libmpv_at and not self._seeker.busy:
            self._libmpv_shows(n)
            return
        self._late.stop()
        ring_comes = self._near and not self.ring.is_absent(n)
        self._look(n, self._direction, ring_comes, self._has_proxy)
        if ring_comes:
            self._late.start()
        if self._has_proxy:
            self._rest.start()
        elif not ring_comes:
            self._ask_libmpv()

    def step(self, frames: int) -> None:
        if self.state.playing:
            self.pause()
        self.seek(self.state.target + frames)

    def _look(
        self, n: int, direction: int, decode: bool = True, rough: bool = False, bounds: tuple[int, int] | None = None
    ) -> None:
        """Have the ring look at frame ``n``."""
        self.ring.look(Wish(n, direction, bounds or (0, self.state.last), decode, rough, self._stills.size))

    def _show_still(self, n: int, direction: int) -> None:
        """Frame ``n`` was painted from the ring: libmpv follows when no other request comes."""
        self._late.stop()
        self._seeker.forget_waiting()
        self._look(n, direction)
        self._show(n)
        self._rest.start()

    @Slot(int)
    def _ring_arrived(self, n: int) -> None:
        if self._ring_play.is_running:
            self._ring_play.go_on()
        elif n == self.state.wanted and not self.state.playing:
            if self._stills.show(n):
                self._show_still(n, self.ring.wish.direction)
            elif self.ring.is_absent(n):
                self._ask_libmpv()

    @Slot(int, QImage)
    def _rough_arrived(self, n: int, image: QImage) -> None:
        if n == self.state.wanted and not self.state.playing:
            self._stills.show_rough(n, image)
            self._show(n)
            self._rest.start()

    @Slot(str)
    def _ring_failed(self, _message: str) -> None:
        """libmpv alone shows what it can, and says what it cannot."""
        if self._ring_play.is_running:
            self.pause()
        if self.state.wanted is not None:
            self._ask_libmpv()

    @Slot()
    def look_changed(self) -> None:
        """The picture is seen at another size or place: a still that was made for the one before is made anew."""
        frame = self._stills.frame
        if frame is not None and not self._stills.is_full and not self._stills.show(frame):
            self._stills.clear()

    def _ask_libmpv(self) -> None:
        if not self.state.playing:
            self._seeker.ask(self.state.target)

    @Slot()
    def _follow(self) -> None:
        """The person rests: libmpv goes where the playhead is."""
        if not self.state.playing and self.state.target != self._libmpv_at:
            self._ask_libmpv()
        elif not self.state.playing and not self._seeker.busy:
            self._libmpv_shows(self.state.target)

    # --- what libmpv reports, on the UI thread -----------------------------------------------------

    @Slot(str, float)
    def _settled(self, path: str, seconds: float) -> None:
        if self.index is None or self.path is None or path != str(self.path):
            return
        frame = self.index.frame_nearest(seconds)
        self._libmpv_at = frame
        if self._seeker.busy:
            self._seeker.settled(frame, self.state.playing)
        elif self._stills.frame is None:  # libmpv's own doing: it turned round in a loop, or stopped
            self._libmpv_shows(frame)

    @Slot(int)
    def _libmpv_arrived(self, frame: int) -> None:
        if self.state.playing and not self._ring_play.is_running:
            self._stills.clear()
            self._set_state(playback.gave_up(self.state))
            self._show(frame)
        elif not self._ring_play.is_running:
            self._libmpv_shows(frame)
        if self._loading:
            self._loading = False
            self.opened.emit()

    def _libmpv_shows(self, frame: int) -> None:
        """libmpv stands on ``frame``: what the person sees becomes that, unless a still says more."""
        still = self._stills.frame
        if frame == self.state.wanted or still is None:
            self._stills.clear()
            if frame != self.state.current or self.state.wanted is not None or self._loading:
                self._show(frame)
        elif frame == still:
            if not self._stills.is_full:
                self._stills.clear()
        elif self.state.wanted is not None and self._is_on_the_way(frame, still):
            self._stills.clear()
            self._show(frame)
        if frame == self.state.target:
            self._late.stop()
            self._look(frame, self.ring.wish.direction)

    def _is_on_the_way(self, frame: int, still: int) -> bool:
        """Whether a frame of a drag lies between what is on screen and what is wanted: then it is worth seeing."""
        wanted = self.state.target
        return min(still, wanted) <= frame <= max(still, wanted)

    @Slot(int)
    def _libmpv_gave_up(self, frame: int) -> None:
        self._set_state(playback.gave_up(self.state))
        frame = self.state.current if frame < 0 else frame
        if self._stills.frame is None:
            self._show(frame)
        self._libmpv_arrived(frame)

    @Slot(float)
    def _moved(self, seconds: float) -> None:
        if self.index is None or self._seeker.busy or self.state.wanted is not None:
            return
        frame = self.index.frame_nearest(seconds)
        self._libmpv_at = frame
        if self._stills.frame is None and not self._ring_play.is_running and frame != self.state.current:
            self._show(frame)

    def _show(self, frame: int) -> None:
        self._set_state(playback.shown(self.state, frame))
        self.frame_shown.emit(self.state.current)

    @Slot()
    def _end_reached(self) -> None:
        if self.state.playing and not self.state.loop and not self._ring_play.is_running:
            self._core.set("pause", "yes")
            self._core.ask_where()
            self._set_state(playback.with_playing(self.state, False))

    def _set_state(self, state: PlaybackState) -> None:
        rate = abs(state.rate)
        if rate != abs(self.state.rate):
            self._core.set("speed", f"{rate:.4f}")
            self._ring_play.set_rate(rate)
        super()._set_state(state)
