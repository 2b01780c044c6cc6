"""Goes to frames of the clip that is open, and knows which one is on screen.

While the clip stands still, whichever has the frame first shows it: the ring for what lies near the playhead, libmpv
for what lies far away. libmpv follows as soon as the person rests, so that playing starts at once.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QImage

from chai_desktop.ui.player import playback
from chai_desktop.ui.player.course import Due
from chai_desktop.ui.player.exact_seeker import ExactSeeker
from chai_desktop.ui.player.frame_ring.decoding_thread import Wish
from chai_desktop.ui.player.frame_ring.frame_ring import FrameRing
from chai_desktop.ui.player.mpv_core import MpvCore
from chai_desktop.ui.player.open_clip import OpenClip
from chai_desktop.ui.player.ring_play import RingPlay
from chai_desktop.ui.player.still_layer import StillLayer
from chai_desktop.ui.player.stills import Stills

REST = 150  # milliseconds without a request after which libmpv shows its better picture
_LONG_REST = 400  # after which it follows only so that playing can begin: a next request should not wait for that
_LATE = 600  # milliseconds after which libmpv is asked for a frame that the ring has not decoded
_NEAR = 1.05  # seconds to the frame before: so far reach steps, and the ring looks for what they ask


class FrameSeeking(OpenClip):
    """``seek`` and ``step``, and what comes of them. The frame on screen is libmpv's, or the still's that covers it."""

    def __init__(self, core: MpvCore, layer: StillLayer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ring = FrameRing(self)
        self._core = core
        self._stills = Stills(self.ring, layer)
        self._seeker = ExactSeeker(core, self)
        self._ring_play = RingPlay(self._show_due, self)
        self._loading = False
        self._stopping = False  # libmpv was told to stop playing, and has not said yet where it did
        self._has_proxy = False
        self._libmpv_at: int | None = None  # the frame that libmpv has, seen or not
        self._rest = QTimer(self, singleShot=True)
        self._late = QTimer(self, singleShot=True, interval=_LATE)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._near, self._direction = False, 0  # of the request that waits: whether the ring will do, and which way
        self._rest.timeout.connect(self._follow)
        self._late.timeout.connect(self._ask_libmpv)
        self._soon.timeout.connect(self._serve)
        self._seeker.arrived.connect(self._libmpv_arrived)
        self._seeker.gave_up.connect(self._libmpv_gave_up)
        self.ring.arrived.connect(self._ring_arrived)
        self.ring.rough_arrived.connect(self._rough_arrived)
        self.ring.failed.connect(self._ring_failed)
        core.connect_queued(core.settled, self._settled)
        core.connect_queued(core.moved, self._moved)

    def use_proxy(self, path: Path | None) -> None:
        self._has_proxy = path is not None
        self.ring.use_proxy(path)

    def _forget(self) -> None:
        for timer in (self._rest, self._late, self._soon):
            timer.stop()
        self._ring_play.stop()
        self._seeker.clear()
        self.ring.close()
        self._stills.clear()
        self._loading = self._stopping = self._has_proxy = False
        self._seeker.index = self._libmpv_at = None
        super()._forget()

    def _halt(self) -> None:
        """Nothing plays any more; the state is for the caller to say."""
        self._ring_play.stop()
        if self.state.playing:
            self._core.set("pause", "yes")

    def seek(self, frame: int) -> None:
        """Show ``frame``, paused; beyond the ends means the end. A newer request replaces one that still waits."""
        index = self.index
        if index is None:
            return
        was_playing, before = self.state.playing, self.state.target
        self._halt()
        self._stopping = False
        self._set_state(playback.asked(self.state, frame))
        n = self.state.target
        self._near = not was_playing and abs(index.clock(n) - index.clock(before)) <= _NEAR
        self._direction = (n > before) - (n < before) if self._near else 0
        if self._stills.shown_just_now:
            self._soon.start()  # of many requests in a moment only the newest is painted
        else:
            self._serve()

    def _stop_libmpv(self) -> None:
        """Pause libmpv. Which frame is on screen then, it says too early: its picture may not be drawn yet.

        Until the frame is known to be on screen it counts as asked for.
        """
        self._core.set("pause", "yes")
        self._core.ask_where()
        self._stopping = True
        self._set_state(playback.asked(self.state, self.state.current))
        self._late.start()

    def _stopped(self, frame: int) -> None:
        """libmpv stands on ``frame``: have it on screen for certain, from the ring, which turns to it anyway."""
        self._stopping = False
        self._set_state(playback.asked(self.state, frame))
        if self._stills.lay(frame):
            self._show_still(frame, 0)
        else:
            self._look(frame, 0)
            self._late.start()

    @Slot()
    def _serve(self) -> None:
        """Show the frame that is wanted, or have whichever is likely to be first go for it."""
        n = self.state.wanted
        if n is None or self.state.playing:
            return
        if self._stills.lay(n):
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
            self._rest.start(REST)
        elif not ring_comes:
            self._ask_libmpv()

    def step(self, frames: int) -> None:
        self.seek(self.state.target + frames)

    def _look(
        self, n: int, direction: int, decode: bool = True, rough: bool = False, bounds: tuple[int, int] | None = None
    ) -> None:
        """Have the ring look at frame ``n``."""
        self.ring.look(Wish(n, direction, bounds or (0, self.state.last), decode, rough, self._stills.size))

    def _show_still(self, n: int, direction: int) -> None:
        """Frame ``n`` comes from the ring: libmpv follows when no other request comes."""
        self._late.stop()
        self._seeker.forget_waiting()
        self._look(n, direction)
        self._show(n)
        self._rest.start(_LONG_REST if self._stills.is_full else REST)

    @Slot(int)
    def _ring_arrived(self, n: int) -> None:
        if self._ring_play.is_running:
            self._ring_play.go_on()
        elif n == self.state.wanted and not self.state.playing:
            if self._stills.lay(n):
                self._show_still(n, self.ring.wish.direction)
            elif self.ring.is_absent(n):
                self._ask_libmpv()

    @Slot(int, QImage)
    def _rough_arrived(self, n: int, image: QImage) -> None:
        if n == self.state.wanted and not self.state.playing:
            self._stills.lay_rough(n, image)
            self._show(n)
            self._rest.start(REST)

    @Slot(str)
    def _ring_failed(self, _message: str) -> None:
        """libmpv alone shows what it can, and says what it cannot."""
        if self._ring_play.is_running:
            self._halt()
            self._set_state(playback.with_playing(self.state, False))
            self._rest.start(REST)
        if self.state.wanted is not None:
            self._ask_libmpv()

    @Slot()
    def look_changed(self) -> None:
        """The picture is seen at another size or place: a still that was made for the one before is made anew."""
        frame = self._stills.frame
        if frame is not None and not self._stills.is_full and not self.state.playing:
            self._stills.lay(frame)
            self._rest.start(REST)  # libmpv's picture takes its place, if that is better

    @Slot()
    def _ask_libmpv(self) -> None:
        if not self.state.playing:
            self._stopping = False
            self._seeker.ask(self.state.target)

    @Slot()
    def _follow(self) -> None:
        """The person rests: libmpv goes where the playhead is."""
        if not self.state.playing and self.state.target != self._libmpv_at:
            self._ask_libmpv()
        elif not self.state.playing and not self._seeker.busy:
            self._libmpv_shows(self.state.target)

    def _show_due(self, due: Due) -> bool:
        self._look(due.frame, due.direction, bounds=self.state.turning_frames)
        if due.frame == self.state.current and (self._stills.frame == due.frame or self._libmpv_at == due.frame):
            return True
        if self._stills.lay(due.frame):
            self._show(due.frame)
            return True
        return self.ring.is_absent(due.frame)

    # --- what libmpv reports, on the UI thread -----------------------------------------------------

    @Slot(str, float)
    def _settled(self, path: str, seconds: float) -> None:
        if self.index is None or self.path is None or path != str(self.path):
            return
        frame = self.index.frame_nearest(seconds)
        self._libmpv_at = frame
        if self._seeker.busy:
            self._seeker.settled(frame, self.state.playing)
        elif self._stopping:
            self._stopped(frame)
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
        """``frame`` is seen when this returns.

        A single picture is painted before all else. Of many in a row each is painted together with what tells its
        number: every composing of the window costs.
        """
        if not self._stills.shown_lately:
            self._stills.put_on_screen()
        self._set_state(playback.shown(self.state, frame))
        self._stills.put_on_screen()
        self.frame_shown.emit(self.state.current)
