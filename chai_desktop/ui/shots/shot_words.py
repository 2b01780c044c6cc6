"""What the window says of shots, as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chai_desktop.exchange.splitting import SplitReport

_ASKS = "The specification asks for one shot in a clip: with a cut, little else can be answered."


def several_shots(name: str, count: int) -> tuple[str, str]:
    """Of a clip that is on show: sentence and hint."""
    return f"{name} holds {count} shots.", _ASKS


def said_to_have_a_cut(name: str) -> tuple[str, str]:
    """A person answered that there is a cut."""
    return f"{name} holds a cut, as was answered.", _ASKS


def imported_with_cuts(found: Sequence[tuple[str, int]]) -> tuple[str, tuple[str, ...]]:
    """After an import: a sentence, and a line for each clip (name, shots) where there are several."""
    if len(found) == 1:
        name, count = found[0]
        return f"{name} holds {count} shots. Import each as a clip?", ()
    lines = tuple(f"{name}: {count} shots" for name, count in found)
    return f"{len(found)} of the imported files hold more than one shot. Import each shot as a clip?", lines


def split(name: str, report: SplitReport) -> str:
    """What came of it."""
    count = len(report.added)
    words = f"{count} clip{'s' * (count != 1)} added from {name}"
    if report.taken_out:
        words += f", and {name} itself taken out"
    if report.already:
        words += f"; {len(report.already)} were there already"
    return words + "."


def one_shot(name: str) -> str:
    return f"{name} is one shot, as far as can be seen; there is nothing to split."
