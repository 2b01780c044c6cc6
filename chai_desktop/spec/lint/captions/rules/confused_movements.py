"""Confused pairs of movements: a dolly called a zoom, a truck called a pan, a pedestal called a tilt.

The answers decide where both questions are answered. Without answers, words of the same sentence may give it away:
what shows parallax is no zoom.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from chai_desktop.spec.lint.captions.checked_caption import CheckedCaption
from chai_desktop.spec.lint.captions.claims.claim import Claim
from chai_desktop.spec.lint.captions.claims.topic import Movement
from chai_desktop.spec.lint.captions.claims.topic_reading import load_topics
from chai_desktop.spec.lint.captions.rule import CaptionRule
from chai_desktop.spec.lint.captions.rules.answers_against import is_denied_by_answers
from chai_desktop.spec.lint.captions.wording.inflection import inflected
from chai_desktop.spec.lint.captions.wording.phrases import PhraseTable
from chai_desktop.spec.lint.captions.wording.rewriting import Rewrite, replaced
from chai_desktop.spec.lint.finding import Finding, Level
from chai_desktop.spec.spec_files import built_in_folder, check_keys, read_yaml, text, words

_BEFORE, _AFTER = 4, 6  # words around the movement in which evidence counts
_FILE = "lint/confused_movements.yaml"
_KEYS = {"said", "meant", "evidence", "reason", "example"}


@dataclass(frozen=True, slots=True)
class ConfusedPair:
    """``said`` is written where ``meant`` is right; ``evidence`` are words that give it away."""

    id: str
    said: Movement
    meant: Movement
    evidence: PhraseTable[str]
    reason: str
    example: str


@cache
def confused_pairs() -> tuple[ConfusedPair, ...]:
    topics = load_topics()
    pairs = []
    for rule_id, entry in read_yaml(built_in_folder(), _FILE).items():
        place = f"{_FILE}, {rule_id}"
        check_keys(entry, _KEYS, set(), place)
        said, meant = topics.movement(entry["said"]), topics.movement(entry["meant"])
        evidence = PhraseTable((phrase, phrase) for phrase in words(entry["evidence"], place))
        reason, example = text(entry["reason"], place), text(entry["example"], place)
        pairs.append(ConfusedPair(rule_id, said, meant, evidence, reason, example))
    return tuple(pairs)


def confusion_by_answers(claim: Claim, caption: CheckedCaption) -> ConfusedPair | None:
    """The pair that the answers show to be confused: they deny what is said and have the other, the same way."""
    if not is_denied_by_answers(claim, caption):
        return None
    for pair in confused_pairs():
        if pair.said is claim.topic and _same_way(claim, pair, caption.clip.value(pair.meant.question)):
            return pair
    return None


def confused_questions(caption: CheckedCaption) -> frozenset[str]:
    """The questions whose answers are told by the wrong term; the finding on that term covers them."""
    pairs = (confusion_by_answers(claim, caption) for claim in caption.claims)
    return frozenset(pair.meant.question for pair in pairs if pair is not None)


def _same_way(claim: Claim, pair: ConfusedPair, answer: object) -> bool:
    if answer in (None, "no"):
        return False
    return claim.way is None or (_way(claim, pair) is not None and pair.meant.ways[_way(claim, pair) or ""] == answer)


def _way(claim: Claim, pair: ConfusedPair) -> str | None:
    """The way as the meant movement has it: "dollies forward" is "zooms in"."""
    if claim.way in pair.meant.ways:
        return claim.way
    same = [way for way, value in pair.said.ways.items() if value == claim.value and way in pair.meant.ways]
    return same[0] if same else None


def _find(rule: CaptionRule, caption: CheckedCaption) -> Iterator[Finding]:
    pair = next(pair for pair in confused_pairs() if pair.id == rule.id)
    for claim in caption.claims:
        if claim.topic is not pair.said or claim.loose or claim.denied:
            continue
        if confusion_by_answers(claim, caption) is pair or _given_away(claim, pair, caption):
            said = caption.words.written(claim.first, claim.last)
            yield rule.at(
                caption, claim.first, claim.last, f"“{said}”: {pair.reason}", _rewritten(claim, pair, caption)
            )


def _given_away(claim: Claim, pair: ConfusedPair, caption: CheckedCaption) -> bool:
    """By the sentence itself, where the answers do not settle it."""
    if any(caption.clip.value(movement.question) is not None for movement in (pair.said, pair.meant)):
        return False
    start, end = caption.words.sentence_of(claim.first)
    first, last = max(start, claim.first - _BEFORE), min(end, claim.last + _AFTER)
    return any(pair.evidence.at(caption.words, place) is not None for place in range(first, last))


def _rewritten(claim: Claim, pair: ConfusedPair, caption: CheckedCaption) -> Rewrite | None:
    """The verb in the same form and, where the other movement names its way differently, the way."""
    if claim.form is None or (claim.last - claim.first > 1 and claim.way is None):
        return None
    verb = inflected(pair.meant.verb, claim.form)
    place = next(i for i in range(claim.first, claim.last) if not claim.way_first <= i < claim.way_last)
    if claim.way is not None and claim.way not in pair.meant.ways:
        way = _way(claim, pair)
        if way is None or claim.last != claim.way_last:
            return None
        return replaced(caption.words, place, claim.last, f"{verb} {way}")
    if claim.way_last > claim.first and claim.way_first == claim.first:  # "a leftward pan": the verb stands last
        place = claim.last - 1
    return replaced(caption.words, place, place + 1, verb)


RULES = tuple(
    CaptionRule(
        pair.id,
        Level.ERROR,
        f"“{pair.said.verb}” for a {pair.meant.verb}, by the answers or by words of the same sentence",
        pair.example,
        _find,
    )
    for pair in confused_pairs()
)
