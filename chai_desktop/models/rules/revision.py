"""A critique applied to a pre-caption: points and free text become edits, the edits one text."""

from __future__ import annotations

from collections.abc import Callable

from chai_desktop import errors
from chai_desktop.models.requests import CopiedSpan
from chai_desktop.models.rules.critique_lines import read_free_text
from chai_desktop.models.rules.edits import planned, without_overlaps
from chai_desktop.models.rules.mend import mend
from chai_desktop.models.rules.weave import Edit, Weave
from chai_desktop.spec.points import Point


def revised(
    pre_caption: str, points: tuple[Point, ...], free_text: str, cancelled: Callable[[], bool]
) -> tuple[str, tuple[str, ...], tuple[CopiedSpan, ...]]:
    """The post-caption, the notes, and what was copied. Without an applicable correction the text stays as it is."""
    lines, notes, everywhere = read_free_text(free_text)
    corrections = [(point, f"Point {n}", everywhere or _everywhere(point)) for n, point in enumerate(points, start=1)]
    corrections += [(line.point, f"Line {line.number}", everywhere or line.everywhere) for line in lines]
    wanted: list[Edit] = []
    missed: list[str] = []
    for point, label, all_places in corrections:
        if cancelled():
            raise errors.Cancelled
        plan = planned(pre_caption, point, label, all_places)
        wanted.extend(plan.edits)
        if plan.note:
            missed.append(plan.note)
    edits, clashes = without_overlaps(wanted)
    weave = Weave(pre_caption)
    weave.splice(edits)
    mend(weave)
    if edits and not weave.text.strip():
        clashes.append("Nothing is left of the pre-caption.")
    return weave.text, (*missed, *notes, *clashes), weave.copied()


def _everywhere(point: Point) -> bool:
    reason = point.reason.casefold()
    return "everywhere" in reason or "all places" in reason
