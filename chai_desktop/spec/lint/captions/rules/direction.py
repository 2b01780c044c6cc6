"""Left for right, in for out: the movement of the answers, told the other way."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.spec.lint.captions.checked_caption import CheckedCaption
from chai_desktop.spec.lint.captions.claims.claim import Claim
from chai_desktop.spec.lint.captions.claims.topic import Movement
from chai_desktop.spec.lint.captions.rule import CaptionRule
from chai_desktop.spec.lint.captions.rules.answers_against import opposite_answer
from chai_desktop.spec.lint.captions.wording.rewriting import Rewrite, replaced
from chai_desktop.spec.lint.finding import Finding, Level

_SWAPS = {
    "left": "right", "leftward": "rightward", "leftwards": "rightwards", "up": "down", "upward": "downward",
    "upwards": "downwards", "in": "out", "inward": "outward", "inwards": "outwards", "forward": "backward",
    "forwards": "backwards", "ahead": "back", "clockwise": "counterclockwise",
}  # fmt: skip
_BOTH_WAYS = _SWAPS | {new: old for old, new in _SWAPS.items()} | {"back": "forward", "anticlockwise": "clockwise"}


def _find(rule: CaptionRule, caption: CheckedCaption) -> Iterator[Finding]:
    told: set[tuple[int, int]] = set()
    for claim in caption.claims:
        answer = opposite_answer(claim, caption)
        place = (claim.way_first, claim.way_last)
        if answer is None or place in told or not isinstance(claim.topic, Movement) or _may_be_another(claim, caption):
            continue
        told.add(place)
        said = caption.words.written(claim.first, claim.last)
        source = "the answer is" if caption.clip.value(claim.topic.question) == answer else "your own words are"
        message = f"The caption says “{said}”; {source} {caption.clip.in_words(claim.topic.question, answer)}."
        if claim.way is None:
            yield rule.at(caption, claim.first, claim.last, message)
        else:
            yield rule.at(caption, claim.way_first, claim.way_last, message, _swapped(claim, caption))


def _may_be_another(claim: Claim, caption: CheckedCaption) -> bool:
    """Everyday words that another answer bears out: "moves left" for an arc."""
    if not claim.loose:
        return False
    same_words = [
        c for c in caption.claims if (c.first, c.last) == (claim.first, claim.last) and c.topic != claim.topic
    ]
    return any(isinstance(c.topic, Movement) and caption.clip.value(c.topic.question) == c.value for c in same_words)


def _swapped(claim: Claim, caption: CheckedCaption) -> Rewrite | None:
    words = caption.words.folded[claim.way_first : claim.way_last]
    if words[0] in ("counter", "anti"):
        return replaced(caption.words, claim.way_first, claim.way_last, "clockwise")
    new = [_BOTH_WAYS.get(word, word) for word in words]
    written = caption.words.written(claim.way_first, claim.way_last)
    separator = "-" if "-" in written else " "
    return replaced(caption.words, claim.way_first, claim.way_last, separator.join(new))


RULES = (
    CaptionRule(
        "answers.direction",
        Level.ERROR,
        "A movement told the other way than it is answered",
        "The camera pans left along the wall.",
        _find,
        needs_answers=True,
    ),
)
