"""The ring of decoded frames as the player knows it: what is there at once, and word when more is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from av.video.reformatter import VideoReformatter
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.ui.player.frame_ring.decoding_thread import DecodingThread, Wish
from chai_desktop.ui.player.frame_ring.held_frame import HeldFrame, image_of

BUDGET = 384 * 1024 * 1024  # bytes of decoded frames: 290 of 1280x720, which is as large as they are kept

Deliver = Callable[[QImage], None]


class FrameRing(QObject):
    """Frames of one clip after the other. All of it is for the UI thread, and nothing here waits for the decoder.

    ``shut_down`` ends its thread; the thread starts with the first clip.
    """

    arrived = Signal(int)  # the frame at the playhead is here now, or is known to be damaged
    rough_arrived = Signal(int, QImage)  # the proxy's picture of the frame at the playhead
    failed = Signal(str)  # nothing more can be decoded of this clip
    _here = Signal(int, int)
    _rough = Signal(int, int, object)
    _singly = Signal(int, int, object)
    _failed = Signal(int, str)

    def __init__(self, parent: QObject | None = None, budget: int = BUDGET) -> None:
        super().__init__(parent)
        self._budget = budget
        self._thread: DecodingThread | None = None
        self._clip = 0
        self._index: FrameIndex | None = None
        self._wish = Wish()
        self._waiting: dict[int, list[tuple[tuple[int, int], Deliver]]] = {}
        self._reformatter = VideoReformatter()
        queued = Qt.ConnectionType.QueuedConnection
        self._here.connect(self._say_here, queued)
        self._rough.connect(self._say_rough, queued)
        self._singly.connect(self._hand_out, queued)
        self._failed.connect(self._say_failed, queued)

    def open(self, path: Path, index: FrameIndex) -> None:
        if self._thread is None:
            self._thread = DecodingThread(_Messenger(self), self._budget)
            self._thread.start()
        self._index, self._waiting = index, {}
        self._wish = Wish(bounds=(0, index.frame_count - 1))
        self._clip = self._thread.open(path, index)

    def close(self) -> None:
        """Let the clip's file and frames go."""
        self._index, self._waiting = None, {}
        if self._thread is not None:
            self._clip = self._thread.open(None, None)

    def shut_down(self) -> None:
        self._index, self._waiting = None, {}
        if self._thread is not None:
            self._thread.end()
            self._thread = None

    def use_proxy(self, path: Path | None) -> None:
        if self._thread is not None:
            self._thread.use_proxy(path)

    def look(self, wish: Wish) -> None:
        """What is wanted from now on; it replaces what was."""
        if self._thread is not None and self._index is not None and wish != self._wish:
            self._wish = wish
            self._thread.wish(wish)

    @property
    def wish(self) -> Wish:
        return self._wish

    def has(self, n: int) -> bool:
        return self.held(n) is not None

    def held(self, n: int) -> HeldFrame | None:
        """Frame ``n`` as it is held, for making pictures of it on another thread; None where it is not."""
        return self._thread.held(n) if self._thread is not None else None

    def is_absent(self, n: int) -> bool:
        """Whether frame ``n`` will never come: it is damaged, or nothing can be decoded of this clip."""
        return self._thread is None or self._index is None or self._thread.is_absent(n)

    def held_frames(self) -> list[int]:
        return self._thread.held_frames() if self._thread is not None else []

    def image(self, n: int, width: int, height: int) -> QImage | None:
        """Frame ``n`` upright, in ``width`` x ``height`` pixels, or None where it is not held. Takes 1 to 5 ms."""
        held = self._thread.held(n) if self._thread is not None else None
        return self._image(held, (width, height)) if held is not None else None

    def is_sharp_at(self, n: int, width: int, height: int) -> bool:
        """Whether the source could give no sharper picture of frame ``n`` at this size."""
        held = self._thread.held(n) if self._thread is not None else None
        if held is None or self._index is None:
            return False
        return held.is_sharp_at(self._across((width, height)))

    @property
    def has_libmpvs_colours(self) -> bool:
        """Whether its pictures look like libmpv's, which alone maps high dynamic range to the screen."""
        return self._index is not None and not self._index.colour.hdr and self._index.colour.primaries != "BT.2020"

    def decoded(self, n: int, size: tuple[int, int], deliver: Deliver) -> None:
        """Hand frame ``n`` to ``deliver``, some time soon on this thread; a null image where it is damaged.

        Nothing is delivered once the clip is closed.
        """
        if self._thread is None or self._index is None or not 0 <= n < self._index.frame_count:
            return
        self._waiting.setdefault(n, []).append((size, deliver))
        self._thread.want_single(n, self._across(size))

    def _across(self, size: tuple[int, int]) -> int:
        """The width as stored of a picture that is seen at ``size``."""
        return size[1] if self._index is not None and self._index.rotation in (90, 270) else size[0]

    def _image(self, held: HeldFrame, size: tuple[int, int]) -> QImage:
        index = self._index
        rotation, mirrored = (index.rotation, index.mirrored) if index is not None else (0, False)
        return image_of(held, size, rotation, mirrored, self._reformatter)

    @Slot(int, int)
    def _say_here(self, clip: int, n: int) -> None:
        if clip == self._clip:
            self.arrived.emit(n)

    @Slot(int, int, object)
    def _say_rough(self, clip: int, n: int, picture: NDArray[np.uint8]) -> None:
        if clip == self._clip:
            high, wide, _ = picture.shape
            picture = np.ascontiguousarray(picture)
            image = QImage(picture.data, wide, high, 3 * wide, QImage.Format.Format_RGB888)
            self.rough_arrived.emit(n, image.convertToFormat(QImage.Format.Format_RGB32))

    @Slot(int, int, object)
    def _hand_out(self, clip: int, n: int, held: HeldFrame | None) -> None:
        if clip == self._clip:
            for size, deliver in self._waiting.pop(n, []):
                deliver(self._image(held, size) if held is not None else QImage())

    @Slot(int, str)
    def _say_failed(self, clip: int, message: str) -> None:
        if clip == self._clip:
            self.failed.emit(message)


class _Messenger:
    """Carries what the thread says to the UI thread."""

    def __init__(self, ring: FrameRing) -> None:
        self._ring = ring

    def here(self, clip: int, n: int) -> None:
        self._ring._here.emit(clip, n)

    def rough(self, clip: int, n: int, picture: NDArray[np.uint8]) -> None:
        self._ring._rough.emit(clip, n, picture)

    def singly(self, clip: int, n: int, held: HeldFrame | None) -> None:
        self._ring._singly.emit(clip, n, held)

    def failed(self, clip: int, message: str) -> None:
        self._ring._failed.emit(clip, message)
