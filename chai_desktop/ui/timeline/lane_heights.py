"""Which lanes the timeline has room for, and how high each is, without Qt."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Lane(StrEnum):
    """From top to bottom."""

    RULER = "ruler"
    FILM = "film"
    SOUND = "sound"
    SHOTS = "shots"
    CURVES = "curves"
    STATES = "states"
    POINTS = "points"


@dataclass(frozen=True)
class LaneSize:
    """Heights in pixels. ``share``: of what is left over when every lane has what it wants."""

    least: int
    wanted: int
    most: int
    share: int = 0


SIZES: Mapping[Lane, LaneSize] = {
    Lane.RULER: LaneSize(18, 18, 18),
    Lane.FILM: LaneSize(26, 40, 72, 2),
    Lane.SOUND: LaneSize(16, 28, 64, 1),
    Lane.SHOTS: LaneSize(10, 14, 14),
    Lane.CURVES: LaneSize(26, 44, 400, 4),
    Lane.STATES: LaneSize(14, 14, 14),
    Lane.POINTS: LaneSize(14, 16, 16),
}
# Who stays longest where there is little room.
_IMPORTANCE = (Lane.RULER, Lane.POINTS, Lane.FILM, Lane.CURVES, Lane.STATES, Lane.SHOTS, Lane.SOUND)

LEAST_HEIGHT = SIZES[Lane.RULER].least + SIZES[Lane.FILM].least


@dataclass(frozen=True)
class Place:
    top: int
    height: int


def arrange(height: int, present: Collection[Lane], rows: Mapping[Lane, int] | None = None) -> dict[Lane, Place]:
    """The place of each lane that has room, top to bottom; together they fill ``height`` as far as they may grow.

    ``rows``: how many rows a lane would like to have, of its ``least`` height each; one where it is not named.
    """
    rows = rows or {}
    kept: list[Lane] = []
    left = height
    for lane in _IMPORTANCE:
        if lane in present and SIZES[lane].least <= left:
            kept.append(lane)
            left -= SIZES[lane].least
    heights = {lane: SIZES[lane].least for lane in kept}
    left = _grow(heights, left, {lane: SIZES[lane].wanted for lane in kept})
    for lane in kept:
        more = SIZES[lane].least * rows.get(lane, 1) - heights[lane]
        if 0 < more <= left:  # all rows or one: half of them would say half of the truth
            heights[lane] += more
            left -= more
    _share_out(heights, left)
    return _stacked(heights)


def default_height(room: int) -> int:
    """The timeline's height where nobody has chosen one; ``room``: that of player and timeline together.

    A fifth, so that the picture stays the largest thing also on a small screen.
    """
    return max(LEAST_HEIGHT, min(140, round(room * 0.21)))


def _grow(heights: dict[Lane, int], left: int, wanted: Mapping[Lane, int]) -> int:
    for lane in _IMPORTANCE:
        if lane in wanted:
            more = min(left, max(0, wanted[lane] - heights[lane]))
            heights[lane] += more
            left -= more
    return left


def _share_out(heights: dict[Lane, int], left: int) -> None:
    while left > 0:
        growing = [lane for lane in heights if SIZES[lane].share and heights[lane] < SIZES[lane].most]
        if not growing:
            return
        shares = sum(SIZES[lane].share for lane in growing)
        for lane in growing:
            more = min(max(1, left * SIZES[lane].share // shares), SIZES[lane].most - heights[lane], left)
            heights[lane] += more
            left -= more


def _stacked(heights: Mapping[Lane, int]) -> dict[Lane, Place]:
    top, places = 0, {}
    for lane in Lane:
        if lane in heights:
            places[lane] = Place(top, heights[lane])
            top += heights[lane]
    return places
