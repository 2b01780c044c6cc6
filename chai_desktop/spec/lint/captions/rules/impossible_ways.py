"""Movements that cannot go the way they are said to go: nothing pans up, nothing tilts left."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.spec.lint.captions.checked_caption import CheckedCaption
from chai_desktop.spec.lint.captions.claims.topic import Movement
from chai_desktop.spec.lint.captions.rule import CaptionRule
from chai_desktop.spec.lint.captions.wording.inflection import inflected
from chai_desktop.spec.lint.captions.wording.rewriting import replaced
from chai_desktop.spec.lint.finding import Finding, Level

# What is meant, where only one movement can be. A tilt to the left may be a pan, a roll or a Dutch angle.
_MEANT = {
    ("pan", "up"): "tilt", ("pan", "down"): "tilt",
    ("tilt", "left"): None, ("tilt", "right"): None,
    ("zoom", "left"): None, ("zoom", "right"): None, ("zoom", "up"): None, ("zoom", "down"): None,
    ("roll", "left"): None, ("roll", "right"): None,
}  # fmt: skip


def _find(rule: CaptionRule, caption: CheckedCaption) -> Iterator[Finding]:
    for claim in caption.claims:
        if not isinstance(claim.topic, Movement) or claim.loose or claim.form is None or claim.way is None:
            continue
        verb = claim.topic.verb
        if (verb, claim.way) not in _MEANT:
            continue
        meant = _MEANT[verb, claim.way]
        ways = " or ".join(dict.fromkeys(claim.topic.way_to(answer) or "" for answer in claim.topic.primitives))
        message = f"A {verb} goes {ways}" + (
            f"; up and down it is a {meant}." if meant else "; say what is meant here."
        )
        place = claim.first if claim.first < claim.way_first else claim.last - 1
        fix = replaced(caption.words, place, place + 1, inflected(meant, claim.form)) if meant else None
        yield rule.at(caption, claim.first, claim.last, message, fix)


RULES = (
    CaptionRule(
        "term.impossible_way",
        Level.ERROR,
        "A movement with a way that it cannot take, such as a pan upward",
        "The camera pans up to the roof.",
        _find,
    ),
)
