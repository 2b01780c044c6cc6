"""The frames of clips as images, for the thread that computes: from the player's ring where they are, else decoded."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from av.video.reformatter import VideoReformatter
from PySide6.QtGui import QImage

from chai_desktop.errors import MediaError
from chai_desktop.media.colour_matrix import matrix_of
from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.media.frame_reader import FrameReader
from chai_desktop.ui.player.frame_ring.held_frame import HeldFrame, image_of

_KEPT = 16  # pictures
_KEPT_PIXELS = 40_000_000
_OPEN = 2  # files

Size = tuple[int, int]
Held = Mapping[int, HeldFrame]


def _none(_n: int) -> None:
    return None


@dataclass(frozen=True, eq=False)
class OpenClip:
    """A clip whose frames can be had: the player's own, or one beside it. ``held`` gives what is decoded already."""

    path: Path
    index: FrameIndex
    name: str = ""
    held: Callable[[int], HeldFrame | None] = _none

    def at_hand(self, frames: Iterable[int], size: Size) -> Held:
        """Those of ``frames`` that are decoded already and large enough; to be asked on the UI thread.

        Frames that were made smaller are given all together or not at all: their difference to a whole one would be
        that of two ways of scaling.
        """
        wanted = set(frames)
        found = {n: held for n in wanted if (held := self.held(n)) is not None and self._is_large(held, size)}
        return found if len(found) == len(wanted) else {n: held for n, held in found.items() if _is_whole(held)}

    def _is_large(self, held: HeldFrame, size: Size) -> bool:
        return held.is_sharp_at(size[1] if self.index.rotation in (90, 270) else size[0])


class Clips:
    """Keeps the newest pictures of the clips asked for last, and their files open. For one thread."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, int, Size], QImage] = OrderedDict()
        self._clips: OrderedDict[int, OpenClip] = OrderedDict()  # by their id(), which is theirs while they are here
        self._readers: dict[int, FrameReader] = {}
        self._reformatter = VideoReformatter()

    def image(self, clip: OpenClip, frame: int, size: Size, at_hand: Held) -> QImage:
        """Frame ``frame`` in RGB32, upright, of ``size`` pixels. Raises MediaError."""
        self._remember(clip)
        key = (id(clip), frame, size)
        if key not in self._kept:
            held = at_hand.get(frame) or _read(self._reader(clip), frame)
            self._kept[key] = image_of(held, size, clip.index.rotation, clip.index.mirrored, self._reformatter)
        self._kept.move_to_end(key)
        while len(self._kept) > 2 and (len(self._kept) > _KEPT or self._pixels() > _KEPT_PIXELS):
            self._kept.popitem(last=False)
        return self._kept[key]

    def close(self) -> None:
        self._kept.clear()
        while self._clips:
            self._let_go()

    def _remember(self, clip: OpenClip) -> None:
        self._clips[id(clip)] = clip
        self._clips.move_to_end(id(clip))
        while len(self._clips) > _OPEN:
            self._let_go()

    def _reader(self, clip: OpenClip) -> FrameReader:
        if id(clip) not in self._readers:
            self._readers[id(clip)] = FrameReader(clip.path, clip.index)
        return self._readers[id(clip)]

    def _let_go(self) -> None:
        gone, _ = self._clips.popitem(last=False)
        if gone in self._readers:
            self._readers.pop(gone).close()
        for key in [key for key in self._kept if key[0] == gone]:
            del self._kept[key]

    def _pixels(self) -> int:
        return sum(image.width() * image.height() for image in self._kept.values())


def _read(reader: FrameReader, n: int) -> HeldFrame:
    frame = reader.frame(n)
    if frame is None:
        raise MediaError(f"Frame {n} of {reader.path.name} cannot be decoded.", "The file is damaged at that place.")
    return HeldFrame(frame, matrix_of(frame), frame.width)


def _is_whole(held: HeldFrame) -> bool:
    return held.frame.width >= held.source_width
