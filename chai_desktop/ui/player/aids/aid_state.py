"""Which aids are on: one frozen state and a function for each thing that a person does, without Qt.

Everything is off at first, so that the picture is neutral. Aids stay on from clip to clip, except those that are about
one clip's frames or places: comparing and zoom.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from chai_desktop.ui.player.aids.horizon import Horizon
from chai_desktop.ui.player.aids.picture_transform import Zoom, percent

GAINS = (1, 2, 4, 8, 16)
_REMEMBERED = ("thirds", "centre", "sides", "colour")


class Areas(StrEnum):
    """Parts of the picture that other screens show, or that titles may take."""

    NONE = ""
    SAFE = "safe areas"
    TALL = "9:16"
    SQUARE = "1:1"


class Layout(StrEnum):
    """How two pictures stand together."""

    WIPE = "wipe"
    BESIDE = "side by side"


@dataclass(frozen=True)
class Compare:
    """Something beside the clip: its own frame ``frozen``, or another clip's frames where ``clip`` names one.

    ``at`` is the wipe line, in fractions of the picture's width. ``by_time``: the other clip goes along by time, not
    frame by frame.
    """

    frozen: int | None = None
    clip: str = ""
    layout: Layout = Layout.WIPE
    at: float = 0.5
    by_time: bool = False


@dataclass(frozen=True)
class AidState:
    """``gain`` is how many times the difference is amplified."""

    thirds: bool = False
    centre: bool = False
    areas: Areas = Areas.NONE
    horizon: Horizon | None = None
    sides: bool = False
    colour: bool = False
    mirrored: bool = False
    ghost: bool = False
    difference: bool = False
    gain: int = 4
    compare: Compare | None = None
    zoom: Zoom = field(default_factory=Zoom)

    @property
    def any_on(self) -> bool:
        return replace(self, gain=AidState.gain) != AidState()

    @property
    def computes(self) -> bool:
        """Whether a picture has to be computed from frames in place of the clip's own."""
        return self.ghost or self.difference


def toggled(state: AidState, name: str) -> AidState:
    """One of the plain on-or-off aids turned: "thirds", "centre", "sides", "colour", "mirrored"."""
    turned: dict[str, Any] = {name: not getattr(state, name)}
    return replace(state, **turned)


def next_areas(state: AidState) -> AidState:
    order = list(Areas)
    return replace(state, areas=order[(order.index(state.areas) + 1) % len(order)])


def with_horizon_toggled(state: AidState) -> AidState:
    return replace(state, horizon=None if state.horizon else Horizon())


def with_ghost_toggled(state: AidState) -> AidState:
    """Ghost and difference are both pictures in place of the clip's: one at a time."""
    return replace(state, ghost=not state.ghost, difference=False)


def with_difference_toggled(state: AidState) -> AidState:
    return replace(state, difference=not state.difference, ghost=False)


def with_next_gain(state: AidState) -> AidState:
    return replace(state, gain=GAINS[(GAINS.index(state.gain) + 1) % len(GAINS)])


def next_compare(state: AidState, frame: int) -> AidState:
    """One key: freeze ``frame`` and wipe over it; then the other layout; then off. Another clip begins side by side."""
    now = state.compare
    if now is None:
        return replace(state, compare=Compare(frozen=frame))
    order = (Layout.BESIDE, Layout.WIPE) if now.clip else (Layout.WIPE, Layout.BESIDE)
    return replace(state, compare=replace(now, layout=order[1]) if now.layout is order[0] else None)


def compared_with(state: AidState, clip: str) -> AidState:
    """Another clip beside this one; layout and step stay as they were chosen last."""
    now = state.compare
    by_time = now.by_time if now else False
    return replace(state, compare=Compare(clip=clip, layout=Layout.BESIDE, by_time=by_time))


def with_wipe_at(state: AidState, at: float) -> AidState:
    if state.compare is None:
        return state
    return replace(state, compare=replace(state.compare, at=min(max(at, 0.0), 1.0)))


def with_step_by_time_toggled(state: AidState) -> AidState:
    if state.compare is None:
        return state
    return replace(state, compare=replace(state.compare, by_time=not state.compare.by_time))


def all_off(state: AidState) -> AidState:
    return AidState(gain=state.gain)


def for_next_clip(state: AidState) -> AidState:
    """What is about one clip's frames or places goes with it."""
    horizon = Horizon() if state.horizon else None
    return replace(state, compare=None, zoom=Zoom(), horizon=horizon)


def badges(state: AidState, scale: float | None = None) -> tuple[str, ...]:
    """What stands in the corner: each aid that changes what is seen, in a word or two. ``scale``: of the zoom."""
    compare = state.compare
    words = (
        ("mirrored", state.mirrored),
        ("ghost", state.ghost),
        (f"difference \u00d7{state.gain}", state.difference),
        (_compare_words(compare) if compare else "", compare is not None),
        (f"zoom {percent(scale)}" if scale is not None else "", scale is not None and state.zoom.is_on),
        ("thirds", state.thirds),
        ("centre", state.centre),
        (str(state.areas), state.areas is not Areas.NONE),
        ("horizon", state.horizon is not None),
        ("left and right", state.sides),
        ("colour tags", state.colour),
    )
    return tuple(word for word, on in words if on)


def remembered(state: AidState) -> str:
    """What is kept for the next session, as JSON: the lines and read-outs, not what changes the picture."""
    kept = {name: getattr(state, name) for name in _REMEMBERED}
    return json.dumps({**kept, "areas": str(state.areas)})


def restored(words: str | None) -> AidState:
    """The state that ``remembered`` gave; a neutral one from anything else."""
    try:
        kept = json.loads(words or "")
        lines: dict[str, Any] = {name: kept[name] is True for name in _REMEMBERED}
        return AidState(**lines, areas=Areas(kept["areas"]))
    except (ValueError, TypeError, KeyError):
        return AidState()


def _compare_words(compare: Compare) -> str:
    what = f"frame {compare.frozen} frozen" if compare.frozen is not None else f"compared with {compare.clip}"
    return f"{what}, {compare.layout}"
