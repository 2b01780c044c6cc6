"""The thread that decodes for the ring: always what was asked for last, and nothing that nobody wants any more."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import av
from av.video.reformatter import VideoReformatter
from numpy import uint8
from numpy.typing import NDArray

from chai_desktop.errors import ChaiError
from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.media.frame_reader import FrameReader
from chai_desktop.media.proxy import ProxyReader
from chai_desktop.ui.player.frame_ring.held_frame import HeldFrame, hold, hold_whole, kept_size
from chai_desktop.ui.player.frame_ring.ring_plan import RingView, next_stretch, to_let_go

log = logging.getLogger(__name__)

_LEAST_ROOM = 8  # frames, however large


class Listener(Protocol):
    """Who hears of it. Called on the decoding thread; ``clip`` is the number that ``open`` gave."""

    def here(self, clip: int, n: int) -> None: ...
    def rough(self, clip: int, n: int, picture: NDArray[uint8]) -> None: ...
    def singly(self, clip: int, n: int, held: HeldFrame | None) -> None: ...
    def failed(self, clip: int, message: str) -> None: ...


@dataclass(frozen=True)
class Wish:
    """``decode``: frames around the playhead may be decoded. ``rough``: the proxy's picture will do at first."""

    playhead: int = 0
    direction: int = 0
    bounds: tuple[int, int] = (0, 0)
    decode: bool = False
    rough: bool = False
    shown: tuple[int, int] = (1280, 720)  # width and height of the whole picture as seen, in device pixels, upright


class DecodingThread(threading.Thread):
    """Fills a ring of at most ``budget`` bytes for one clip after the other. ``end`` stops it and waits for it."""

    def __init__(self, listener: Listener, budget: int) -> None:
        super().__init__(name="frame ring")
        self._listener, self._budget = listener, budget
        self._changed = threading.Condition()
        self._clip = 0  # of what is wanted; the thread's own readers may still be of the one before
        self._source: tuple[Path, FrameIndex] | None = None
        self._proxy_path: Path | None = None
        self._wish = Wish()
        self._singles: list[tuple[int, int]] = []  # frame, and its width as stored that is wanted
        self._held: dict[int, HeldFrame] = {}
        self._absent: set[int] = set()  # cannot be decoded
        self._roughly: int | None = None  # the frame whose rough picture was handed out last
        self._out_of_order = False
        self._ends = False
        self._reader: FrameReader | None = None
        self._aside: FrameReader | None = None  # for single frames, so that the first one keeps its place
        self._proxy: ProxyReader | None = None
        self._reformatter = VideoReformatter()

    # --- on any thread -------------------------------------------------------------------------------

    def open(self, path: Path | None, index: FrameIndex | None) -> int:
        """Forget the clip before, and turn to this one; None is none. The number by which the new one is reported."""
        with self._changed:
            self._clip += 1
            self._source = (path, index) if path is not None and index is not None else None
            last = index.frame_count - 1 if index is not None else 0
            self._wish, self._singles, self._proxy_path = Wish(bounds=(0, last)), [], None
            self._held, self._absent, self._roughly, self._out_of_order = {}, set(), None, False
            self._changed.notify()
            return self._clip

    def use_proxy(self, path: Path | None) -> None:
        with self._changed:
            self._proxy_path = path
            self._changed.notify()

    def wish(self, wish: Wish) -> None:
        with self._changed:
            self._wish = wish
            self._changed.notify()

    def want_single(self, n: int, across: int) -> None:
        """Hand out frame ``n``, sharp at a width of ``across`` pixels as stored."""
        with self._changed:
            if (n, across) not in self._singles:
                self._singles.append((n, across))
            self._changed.notify()

    def held(self, n: int) -> HeldFrame | None:
        return self._held.get(n)

    def is_absent(self, n: int) -> bool:
        return self._out_of_order or n in self._absent

    def held_frames(self) -> list[int]:
        with self._changed:
            return sorted(self._held)

    def end(self) -> None:
        with self._changed:
            self._ends = True
            self._changed.notify()
        if self.is_alive():
            self.join()

    # --- on its own thread ---------------------------------------------------------------------------

    def run(self) -> None:
        clip = 0
        while (task := self._next_task(clip)) is not None:
            now, work = task
            if now != clip:
                self._close()
                clip = now
            try:
                work(clip)
            except ChaiError as error:
                self._give_up(clip, error.message)
            except Exception:
                log.exception("the ring of decoded frames stops for this clip")
                self._give_up(clip, "")
        self._close()

    def _next_task(self, clip: int) -> tuple[int, Callable[[int], None]] | None:
        with self._changed:
            while not self._ends:
                work = self._work()
                if work is not None:
                    return self._clip, work
                if clip != self._clip:
                    return self._clip, _nothing  # the files of the clip before are let go at once
                self._changed.wait()
            return None

    def _work(self) -> Callable[[int], None] | None:
        if self._source is None or self._out_of_order:
            return None
        wish = self._wish
        known = self._known()
        if wish.rough and self._proxy_path and wish.playhead not in known and self._roughly != wish.playhead:
            return lambda clip: self._read_proxy(clip, wish.playhead)
        stretch = next_stretch(self._view(), known) if wish.decode else None
        if stretch is not None and (wish.playhead not in known or not self._singles):
            return lambda clip: self._decode(clip, *stretch)
        if self._singles:
            return self._decode_single
        return None

    def _known(self) -> set[int]:
        return self._held.keys() | self._absent

    def _view(self) -> RingView:
        wish, index = self._wish, self._index()
        across, down = kept_size((index.width, index.height), self._shown_as_stored())
        each = next(iter(self._held.values())).nbytes if self._held else across * down * 3 // 2
        room = max(_LEAST_ROOM, self._budget // each)
        return RingView(wish.playhead, wish.direction, wish.bounds, room, index.key_frame_before(wish.playhead))

    def _index(self) -> FrameIndex:
        assert self._source is not None
        return self._source[1]

    def _shown_as_stored(self) -> tuple[int, int]:
        width, height = self._wish.shown
        return (height, width) if self._index().rotation in (90, 270) else (width, height)

    def _decode(self, clip: int, first: int, last: int) -> None:
        """Decode ``first``..``last``, and keep what comes on the way to them as well as long as it is worth holding."""
        if self._reader is None:
            self._reader = self._new_reader()
        begin = min(first, self._reader.begins_at(first))
        expected, stopped = begin, False

        def stop() -> bool:
            nonlocal stopped
            stopped = stopped or not self._still_wanted(clip, expected, last)
            return stopped

        for n, frame in self._reader.frames(begin, last, stop):
            self._keep(clip, n, frame, range(expected, n))
            expected = n + 1
            if stop():
                return
        if not stopped:
            self._miss(clip, range(expected, last + 1))

    def _still_wanted(self, clip: int, coming: int, last: int) -> bool:
        """Whether to go on to frame ``last``, where ``coming`` is the next one."""
        with self._changed:
            wish = self._wish
            if self._ends or clip != self._clip or not wish.decode:
                return False
            if wish.playhead not in self._held and wish.playhead not in self._absent:
                return coming <= wish.playhead <= last
            low, high = self._view().window
            return coming <= high and last >= low

    def _keep(self, clip: int, n: int, frame: av.VideoFrame, missing: range) -> None:
        with self._changed:
            if clip != self._clip:
                return
            low, high = self._view().window
            worth_it = low <= n <= high and n not in self._held
            shown = self._shown_as_stored()
        held = hold(frame, shown, self._reformatter) if worth_it else None
        with self._changed:
            if clip != self._clip:
                return
            if held is not None:
                self._held[n] = held
                for gone in to_let_go(self._view(), self._held.keys()):
                    del self._held[gone]
            self._absent.update(missing)
            awaited = self._wish.playhead
        if awaited == n or awaited in missing:
            self._listener.here(clip, awaited)

    def _miss(self, clip: int, missing: range) -> None:
        with self._changed:
            if clip != self._clip:
                return
            self._absent.update(missing)
            awaited = self._wish.playhead
        if awaited in missing:
            self._listener.here(clip, awaited)

    def _read_proxy(self, clip: int, n: int) -> None:
        self._roughly = n
        try:
            if self._proxy is None:
                assert self._proxy_path is not None
                self._proxy = ProxyReader(self._proxy_path)
            self._listener.rough(clip, n, self._proxy.frame(n))
        except ChaiError as error:
            log.warning("no proxy: %s", error.message)
            with self._changed:
                self._proxy_path = None
                if clip == self._clip:
                    self._wish = replace(self._wish, rough=False)

    def _decode_single(self, clip: int) -> None:
        with self._changed:
            if clip != self._clip or not self._singles:
                return
            n, across = self._singles.pop(0)
            held = self._held.get(n)
        if held is None or not held.is_sharp_at(across):
            if self._aside is None:
                self._aside = self._new_reader()
            frame = self._aside.frame(n, lambda: self._ends or clip != self._clip)
            held = hold_whole(frame) if frame is not None else None
        self._listener.singly(clip, n, held)

    def _new_reader(self) -> FrameReader:
        source = self._source
        if source is None:
            raise ChaiError("The clip was closed.")
        return FrameReader(*source)

    def _give_up(self, clip: int, message: str) -> None:
        with self._changed:
            if clip != self._clip:
                return
            self._out_of_order = True
            singles, self._singles = self._singles, []
        for n, _ in singles:
            self._listener.singly(clip, n, None)
        self._listener.failed(clip, message)

    def _close(self) -> None:
        for reader in (self._reader, self._aside, self._proxy):
            if reader is not None:
                reader.close()
        self._reader = self._aside = self._proxy = None


def _nothing(_clip: int) -> None:
    return
