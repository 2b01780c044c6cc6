"""What the aids compute from frames, as work for the frame desk. Asked for on the UI thread, done on the desk's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QImage

from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.ui.player.aids.aid_images import difference, ghost
from chai_desktop.ui.player.aids.clips import Clips, OpenClip, Size
from chai_desktop.ui.player.aids.frame_desk import Work
from chai_desktop.ui.player.aids.pixels import as_array, as_image


@dataclass(frozen=True, eq=False)
class Shown:
    """A finished picture. ``frame``: the ordinal that it is about."""

    image: QImage
    frame: int


def still_of(clip: OpenClip, frame: int, size: Size) -> Work:
    """One frame as it is."""
    at_hand = clip.at_hand([frame], size)

    def work(clips: Clips) -> Shown:
        return Shown(clips.image(clip, frame, size, at_hand), frame)

    return work


def ghost_of(clip: OpenClip, frame: int, others: Sequence[int], size: Size) -> Work:
    """A frame through which others shine."""
    at_hand = clip.at_hand([frame, *others], size)

    def work(clips: Clips) -> Shown:
        images = [clips.image(clip, n, size, at_hand) for n in (frame, *others)]
        current, *rest = (as_array(image) for image in images)
        return Shown(as_image(ghost(current, rest)), frame)

    return work


def difference_of(clip: OpenClip, frame: int, gain: int, size: Size) -> Work:
    """What changed from the frame before; the first frame has none before it and is grey all over."""
    before = max(0, frame - 1)
    at_hand = clip.at_hand([before, frame], size)

    def work(clips: Clips) -> Shown:
        previous, current = (clips.image(clip, n, size, at_hand) for n in (before, frame))
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
