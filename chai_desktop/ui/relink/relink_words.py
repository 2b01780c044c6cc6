"""What a search for moved files found, in words."""

from __future__ import annotations

from chai_desktop.exchange.relinking import RelinkPlan


def title(plan: RelinkPlan) -> str:
    found, missing = len(plan.found), len(plan.still_missing)
    if not found:
        return f"None of the {missing} missing clips is in {plan.folder.name}"
    return f"{found} of {found + missing} missing clips found in {plan.folder.name}"


def rows(plan: RelinkPlan) -> list[tuple[str, str, str]]:
    """Clip, what is the matter, where: the found ones first."""
    found = [
        (each.clip.facts.name, "found under another name" if each.renamed else "found", str(each.path))
        for each in plan.found
    ]
    return [*found, *((clip.facts.name, "still missing", clip.facts.path) for clip in plan.still_missing)]


def remarks(plan: RelinkPlan) -> tuple[str, ...]:
    """What else there is to know."""
    said = [f"{path} has the name of a missing file, but holds something else." for path in plan.same_name]
    return (*said, *plan.not_searched)


def done(count: int, still_missing: int) -> str:
    words = f"{count} clip{'s' * (count != 1)} found again"
    return f"{words}, {still_missing} still missing." if still_missing else f"{words}."
