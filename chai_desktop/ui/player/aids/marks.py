"""Lines and areas over the picture, in fractions of it: grids, safe areas, crops to other shapes. Without Qt."""

from __future__ import annotations

from dataclasses import dataclass

Line = tuple[float, float, float, float]  # x, y of one end and of the other

ACTION = 0.93  # of width and of height: EBU R 95 and SMPTE ST 2046-1, for 16:9
TITLE = 0.90  # the same; EBU calls it the graphics safe area
_WIDEST_FOR_SAFE = 0.02  # how far from 16:9 a picture may be for the areas to be the standards' own


@dataclass(frozen=True)
class Area:
    """A part of the picture. ``dim`` says whether what lies outside it is darkened."""

    left: float
    top: float
    right: float
    bottom: float
    name: str
    dim: bool = False


def thirds() -> tuple[Line, ...]:
    """The lines of the 3 x 3 grid."""
    return tuple(line for at in (1 / 3, 2 / 3) for line in ((at, 0.0, at, 1.0), (0.0, at, 1.0, at)))


def centre() -> tuple[Line, ...]:
    """The two lines through the middle, from edge to edge."""
    return (0.5, 0.0, 0.5, 1.0), (0.0, 0.5, 1.0, 0.5)


def safe_areas(shape: tuple[int, int]) -> tuple[Area, ...]:
    """Action safe and title safe. The standards speak of 16:9; the name says so where the picture has another shape."""
    ratio = shape[0] / shape[1]
    other = "" if abs(ratio - 16 / 9) <= _WIDEST_FOR_SAFE else " (made for 16:9)"
    return _inner(ACTION, f"action safe {ACTION:.0%}".replace("%", " %") + other), _inner(
        TITLE, f"title safe {TITLE:.0%}".replace("%", " %")
    )


def crop(shape: tuple[int, int], wide: int, high: int) -> Area:
    """The largest part in the middle that has the shape ``wide`` : ``high``."""
    own, wanted = shape[0] / shape[1], wide / high
    across, down = min(1.0, wanted / own), min(1.0, own / wanted)
    x, y = (1.0 - across) / 2, (1.0 - down) / 2
    return Area(x, y, 1.0 - x, 1.0 - y, f"{wide}:{high}", dim=True)


def _inner(share: float, name: str) -> Area:
    margin = (1.0 - share) / 2
    return Area(margin, margin, 1.0 - margin, 1.0 - margin, name)
