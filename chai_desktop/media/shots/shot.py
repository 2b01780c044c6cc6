"""One shot of a file, and how the shots of a file are kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

VERSION = 1  # of the search; a stored list of another one is made anew


class Transition(StrEnum):
    """How a shot begins."""

    START = "start"  # with the file
    CUT = "cut"
    DISSOLVE = "dissolve"  # the former shot is blended into this one
    FADE = "fade"  # from black, white or another even colour
    WIPE = "wipe"  # an edge moves across the picture


@dataclass(frozen=True)
class Shot:
    """The frames ``first``..``last`` (ordinals, inclusive) show one shot and nothing of another.

    After a cut a shot begins right after the former one's last frame. Frames of a dissolve, wipe or fade, which belong
    to both shots or to none, lie between the two.
    """

    first: int
    last: int
    transition: Transition

    @property
    def frame_count(self) -> int:
        return self.last - self.first + 1


def shots_within(shots: Sequence[Shot], first: int, last: int) -> tuple[Shot, ...]:
    """The shots of a file, as far as they lie in its frames ``first``..``last``; the first one starts the clip."""
    inside = [
        Shot(max(shot.first, first), min(shot.last, last), shot.transition)
        for shot in shots
        if shot.last >= first and shot.first <= last
    ]
    return (replace(inside[0], transition=Transition.START), *inside[1:]) if inside else ()


def save_shots(shots: Sequence[Shot], path: Path) -> None:
    """Write them as JSON."""
    told = [{"first": shot.first, "last": shot.last, "transition": str(shot.transition)} for shot in shots]
    path.write_text(json.dumps({"version": VERSION, "shots": told}, indent=1) + "\n", "utf-8")


def load_shots(path: Path) -> tuple[Shot, ...] | None:
    """What ``save_shots`` wrote; None where it is not there, damaged, or of another version."""
    try:
        stored = json.loads(path.read_text("utf-8"))
        return tuple(_shot(each) for each in stored["shots"]) if stored["version"] == VERSION else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _shot(stored: dict[str, Any]) -> Shot:
    return Shot(int(stored["first"]), int(stored["last"]), Transition(stored["transition"]))
