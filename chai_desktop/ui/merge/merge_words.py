"""What a merge says before and after, without Qt."""

from __future__ import annotations

from chai_desktop.store.merge.merge import MergeReport
from chai_desktop.store.merge.plan import MergePlan
from chai_desktop.ui.merge.when import when


def counted(number: int, word: str) -> str:
    """ "1 clip", "2 clips"."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def listed(parts: list[str]) -> str:
    """ "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def what_it_is(plan: MergePlan) -> str:
    """The other file in a sentence."""
    if not plan.is_share:
        return f"{plan.called} is a copy of {plan.project}."
    to = f" and was handed out to {plan.handed_to}" if plan.handed_to else ""
    return f"{plan.called} is a part of {plan.project}{to}."


def what_comes(plan: MergePlan) -> str:
    """What is new in it, in a sentence."""
    if not plan.steps:
        return "Everything in it is here already. There is nothing to merge."
    counts = ((plan.clips, "clip"), (plan.captions, "caption"), (plan.answers, "answer"), (plan.triples, "submission"))
    new = [counted(number, word) for number, word in counts if number]
    inside = f", with work on {listed(new)}" if new else ""
    return f"{counted(plan.steps, 'step')} would come{inside}."


def whose_work(plan: MergePlan) -> str:
    """By whom and from when; '' where nothing comes."""
    if not plan.steps:
        return ""
    who = listed([f"{name} ({counted(number, 'step')})" for name, number in plan.steps_by])
    first, last = when(plan.first), when(plan.last)
    return f"By {who}, {first}." if first == last else f"By {who}, from {first} to {last}."


def merged(report: MergeReport, called: str) -> str:
    """What came, in a sentence."""
    if not report.operations:
        return f"Everything in {called} was here already."
    counts = ((report.clips, "clip"), (report.captions, "caption"))
    came = listed([counted(number, word) for number, word in counts if number])
    words = f"{came} came in from {called}" if came else f"{counted(report.operations, 'step')} came in from {called}"
    return f"{words}, {conflicts_left(report.conflicts)}." if report.conflicts else f"{words}."


def conflicts_left(number: int) -> str:
    return counted(number, "conflict") + " to settle"
