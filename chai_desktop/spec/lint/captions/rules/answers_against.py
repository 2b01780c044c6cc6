"""Where the caption and the answers disagree: shared by the rules that tell it, so that each fact is told once."""

from __future__ import annotations

from chai_desktop.spec.lint.captions.checked_caption import CheckedCaption
from chai_desktop.spec.lint.captions.claims.claim import Claim
from chai_desktop.spec.lint.captions.claims.topic import Movement

_NO = "no"


def opposite_answer(claim: Claim, caption: CheckedCaption) -> str | None:
    """The answer, where it is the same movement the other way, and the caption nowhere tells that way.

    In a complex movement the person's own words count as an answer, where they name one way.
    """
    topic = claim.topic
    if not isinstance(topic, Movement) or claim.denied or claim.value is None:
        return None
    answer = caption.clip.value(topic.question)
    if answer in (None, _NO):
        answer = _described_way(topic, caption)
    told = {c.value for c in caption.claims if c.topic is topic and not c.denied and (claim.loose or not c.loose)}
    if answer is None or answer in told:
        return None  # back and forth: the form holds one way, the caption tells both
    return str(answer)


def _described_way(topic: Movement, caption: CheckedCaption) -> str | None:
    ways = {own.value for own in caption.clip.described if own.topic is topic and not (own.denied or own.loose)}
    return ways.pop() if len(ways) == 1 else None


def is_denied_by_answers(claim: Claim, caption: CheckedCaption) -> bool:
    """Whether the answers say for certain that the camera does not make this movement at all."""
    if not isinstance(claim.topic, Movement) or claim.denied or claim.loose:
        return False
    if caption.clip.value(claim.topic.question) != _NO:
        return False
    if any(own.topic is claim.topic and not own.denied for own in caption.clip.described):
        return False  # the person's own words on the movement name it
    told = [claim.value] if claim.value is not None else list(claim.topic.primitives)
    return all(caption.clip.denies(claim.topic.primitives[value]) for value in told)
