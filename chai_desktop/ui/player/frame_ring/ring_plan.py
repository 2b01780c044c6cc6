"""Which frames to decode next, and which to let go: plain figures, without Qt and without a decoder."""

from __future__ import annotations

from collections.abc import Collection, Container
from dataclasses import dataclass

_AHEAD = 0.75  # of the room, on the side to which the playhead travels


@dataclass(frozen=True)
class RingView:
    """What the ring is asked to look at. Frames are ordinals; ``bounds`` are the first and last that may be wanted.

    ``direction`` is that of travel: 1 forward, -1 back, 0 neither yet. ``room`` is how many frames can be held, and
    ``key`` the key frame from which the playhead's frame is decoded.
    """

    playhead: int
    direction: int
    bounds: tuple[int, int]
    room: int
    key: int = 0

    @property
    def window(self) -> tuple[int, int]:
        """First and last of the frames worth holding; never more than there is room for."""
        low, high = self.bounds
        after = {1: _AHEAD, -1: 1 - _AHEAD}.get(self.direction, 0.5)
        count = min(self.room, high - low + 1)
        first = self.playhead - int((count - 1) * (1 - after))
        first = max(low, min(first, high - count + 1))
        return first, first + count - 1


def next_stretch(view: RingView, held: Container[int]) -> tuple[int, int] | None:
    """The frames to decode next, first and last; None where all that is worth holding is held.

    ``held`` also counts frames that cannot be decoded. The playhead comes first. Going on from there, the side to which
    it travels; a stretch behind it is begun only when it is worth the decoding from its key frame that it costs.
    """
    ahead, behind = _stretch_ahead(view, held), _stretch_behind(view, held)
    if view.playhead not in held:
        return _stretch_at(view, held)
    sides = (behind, ahead) if view.direction < 0 else (ahead, behind)
    return sides[0] or sides[1]


def to_let_go(view: RingView, held: Collection[int]) -> list[int]:
    """The frames for which there is no room any more: those farthest from the window."""
    surplus = len(held) - view.room
    if surplus <= 0:
        return []
    first, last = view.window
    return sorted(held, key=lambda n: max(first - n, n - last), reverse=True)[:surplus]


def _stretch_at(view: RingView, held: Container[int]) -> tuple[int, int]:
    """Around a playhead that is not held. Frames before it cost nothing more: decoding passes them anyway."""
    first, last = view.window
    first = max(first, view.key)
    low = view.playhead
    while low > first and low - 1 not in held:
        low -= 1
    high = view.playhead
    while view.direction > 0 and high < last and high + 1 not in held:
        high += 1
    return low, high


def _stretch_ahead(view: RingView, held: Container[int]) -> tuple[int, int] | None:
    last = view.window[1]
    begin = next((n for n in range(view.playhead, last + 1) if n not in held), None)
    if begin is None:
        return None
    end = begin
    while end < last and end + 1 not in held:
        end += 1
    return begin, end


def _stretch_behind(view: RingView, held: Container[int]) -> tuple[int, int] | None:
    first = view.window[0]
    end = next((n for n in range(view.playhead, first - 1, -1) if n not in held), None)
    if end is None:
        return None
    begin = end
    while begin > first and begin - 1 not in held:
        begin -= 1
    # At the window's edge frames become due one by one, as the playhead goes back; a hole within it is filled once.
    is_final = begin > first or begin == view.bounds[0]
    return (begin, end) if is_final or end - begin + 1 >= max(1, view.room // 4) else None
