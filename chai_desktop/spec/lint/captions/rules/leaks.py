"""Content of another aspect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from chai_desktop.spec.lint.captions.checked_caption import CheckedCaption
from chai_desktop.spec.lint.captions.claims.claim import Claim
from chai_desktop.spec.lint.captions.claims.topic import Movement
from chai_desktop.spec.lint.captions.rule import CaptionRule
from chai_desktop.spec.lint.captions.rules.word_lists import lint_data
from chai_desktop.spec.lint.captions.wording.phrases import PhraseTable
from chai_desktop.spec.lint.finding import Finding, Level
from chai_desktop.spec.spec_files import check_keys, text, words


@dataclass(frozen=True, slots=True)
class Leak:
    """What must not stand in the captions of ``aspects``: movements, states, or actions that begin."""

    id: str
    aspects: tuple[str, ...]
    reason: str
    example: str
    movements: bool
    states: frozenset[str]
    but_not: frozenset[str]  # values that these captions may tell
    begun: PhraseTable[str] | None


@cache
def leaks() -> tuple[Leak, ...]:
    return tuple(_leak(rule_id, entry) for rule_id, entry in lint_data("leaks").items())


def _leak(rule_id: str, entry: dict[str, str | list[str]]) -> Leak:
    place = f"lint/leaks.yaml, {rule_id}"
    check_keys(entry, {"aspects", "reason", "example"}, {"movements", "states", "but_not", "begun", "actions"}, place)
    begun = None
    if "begun" in entry:
        actions = text(entry["actions"], place).split()
        begun = PhraseTable(
            (f"<{begin}> to {action}", action) for begin in words(entry["begun"], place) for action in actions
        )
    return Leak(
        rule_id,
        words(entry["aspects"], place),
        text(entry["reason"], place),
        text(entry["example"], place),
        entry.get("movements") == "true",
        frozenset(words(entry.get("states", []), place)),
        frozenset(words(entry.get("but_not", []), place)),
        begun,
    )


def _find(rule: CaptionRule, caption: CheckedCaption) -> Iterator[Finding]:
    leak = next(leak for leak in leaks() if leak.id == rule.id)
    if caption.aspect.value not in leak.aspects:
        return
    told = 0
    for claim in caption.claims:
        if claim.first >= told and _leaks(claim, leak):
            told = claim.last
            said = caption.words.written(claim.first, claim.last)
            yield rule.at(caption, claim.first, claim.last, f"“{said}”: {leak.reason}")
    for match in leak.begun.find(caption.words) if leak.begun else ():
        said = caption.words.written(match.first, match.last)
        yield rule.at(caption, match.first, match.last, f"“{said}”: {leak.reason}")


def _leaks(claim: Claim, leak: Leak) -> bool:
    if isinstance(claim.topic, Movement):
        return leak.movements and not claim.loose  # "the items move out" is no camera movement
    return claim.topic.name in leak.states and claim.value not in leak.but_not


RULES = tuple(
    CaptionRule(leak.id, Level.HINT, leak.reason[0].upper() + leak.reason[1:-1], leak.example, _find)
    for leak in leaks()
)
