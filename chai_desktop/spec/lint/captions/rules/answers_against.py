"""Where the caption and the answers disagree: shared by the rules that tell it, so that each fact is told once."""

from __future__ import annotations

from chai_desktop.spec.lint.captions.checked_caption import CheckedCaption
from chai_desktop.spec.lint.captions.claims.claim import Claim
from chai_desktop.spec.lint.captions.claims.topic import Movement

_NO = "no"


def opposite_answer(claim: Claim, caption: CheckedCaption) -> str | None:
    """The answer, where it is the same movement the other way, and the caption nowhere tells that way."""
    if not isinstance(claim.topic, Movement) or claim.denied or claim.value is None:
        return None
    answer = caption.clip.value(claim.topic.question)
    if answer in (None, _NO, claim.value):
        return None
    if any(c.topic is claim.topic and c.value == answer and not c.denied for c in caption.claims):
        return None  # back and forth: the form holds one way, the caption tells both
    return str(answer)


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
