"""What the aids compute from frames, as work for the frame desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.ui.player.aids.aid_images import difference, ghost
from chai_desktop.ui.player.aids.frame_desk import Clips, Size, Work, as_array, as_image


@dataclass(frozen=True, eq=False)
class OpenClip:
    """A clip whose frames can be had: the player's own, or one beside it."""

    path: Path
    index: FrameIndex
    name: str = ""


@dataclass(frozen=True, eq=False)
class Shown:
    """A finished picture. ``frame``: the ordinal that it is about."""

    image: QImage
    frame: int


def still_of(clip: OpenClip, frame: int, size: Size) -> Work:
    """One frame as it is."""

    def work(clips: Clips) -> Shown:
        return Shown(clips.image(clip.path, clip.index, frame, size), frame)

    return work


def ghost_of(clip: OpenClip, frame: int, others: Sequence[int], size: Size) -> Work:
    """A frame through which others shine."""

    def work(clips: Clips) -> Shown:
        images = [clips.image(clip.path, clip.index, n, size) for n in (frame, *others)]
        current, *rest = (as_array(image) for image in images)
        return Shown(as_image(ghost(current, rest)), frame)

    return work


def difference_of(clip: OpenClip, frame: int, gain: int, size: Size) -> Work:
    """What changed from the frame before; the first frame has none before it and is grey all over."""

    def work(clips: Clips) -> Shown:
        previous = clips.image(clip.path, clip.index, max(0, frame - 1), size)
        current = clips.image(clip.path, clip.index, frame, size)
        return Shown(as_image(difference(as_array(current), as_array(previous), gain)), frame)

    return work


def ghosts_beside(frame: int, marked: tuple[int, int] | None, last: int) -> tuple[int, ...]:
    """The frames that shine through: those at in and out, or the clip's ends where no range is marked."""
    first, end = marked if marked is not None else (0, last)
    return tuple(n for n in dict.fromkeys((first, end)) if n != frame)


def beside(own: FrameIndex, other: FrameIndex, frame: int, by_time: bool) -> int:
    """The frame of the other clip that belongs to ``frame``: the same number, or the one on screen at that time."""
    if not by_time:
        return min(frame, other.frame_count - 1)
    return other.frame_at(other.seconds(0) + own.clock(frame))
