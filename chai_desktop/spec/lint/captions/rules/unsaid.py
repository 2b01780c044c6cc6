"""Ticked but unsaid: an answer that the policy wants told, and the caption does not tell."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.lint.captions.checked_caption import CheckedCaption
from chai_desktop.spec.lint.captions.claims.topic import Movement, State
from chai_desktop.spec.lint.captions.claims.topic_reading import load_topics
from chai_desktop.spec.lint.captions.rule import CaptionRule
from chai_desktop.spec.lint.captions.rules.answers_against import opposite_answer
from chai_desktop.spec.lint.captions.rules.confused_movements import confused_questions
from chai_desktop.spec.lint.captions.rules.confused_states import is_confused_state
from chai_desktop.spec.lint.finding import Finding, Level

_NO = "no"
_TOLD_BY_TRACKING = {("camera_forward_backward", "forward"): "tail", ("camera_forward_backward", "backward"): "lead"}
_CURVES = ("camera_arc", "camera_crane")


def _find(rule: CaptionRule, caption: CheckedCaption) -> Iterator[Finding]:
    topics = load_topics()
    if caption.aspect is Aspect.CAMERA:
        for movement in topics.movements:
            yield from _movement(rule, movement, caption)
    spoken = f" {' '.join(caption.words.folded)} "
    for state in topics.states:
        if caption.spec.question(state.start).aspect is caption.aspect:
            yield from _state(rule, state, caption, spoken)


def _movement(rule: CaptionRule, movement: Movement, caption: CheckedCaption) -> Iterator[Finding]:
    answer = caption.clip.value(movement.question)
    if answer in (None, _NO) or (caption.clip.is_on_a_curve and movement.question not in _CURVES):
        return
    own = [claim for claim in caption.claims if claim.topic is movement]
    if any(claim.denied or claim.value == answer or opposite_answer(claim, caption) for claim in own):
        return  # said; or denied or said the other way, which other rules tell
    if movement.question in confused_questions(caption) or _is_told_by_tracking(movement, str(answer), caption):
        return
    told = caption.clip.in_words(movement.question, str(answer))
    if own:
        said = caption.words.written(own[0].first, own[0].last)
        yield rule.at(caption, own[0].first, own[0].last, f"“{said}” does not say which way; the answer is {told}.")
    else:
        yield rule.at_end(caption, f"Answered, but not said: {told}.")


def _state(rule: CaptionRule, state: State, caption: CheckedCaption, spoken: str) -> Iterator[Finding]:
    claims = [claim for claim in caption.claims if claim.topic is state]
    if any(claim.denied or is_confused_state(claim, caption) for claim in claims):
        return
    for value in caption.clip.values(state):
        if (
            value in state.normal
            or _is_excused(state, caption)
            or any(claim.value and state.close(claim.value, value) for claim in claims)
        ):
            continue
        if any(f" {words} " in spoken for words in state.loose.get(value, ())):
            continue
        if claims and not any(claim.value in caption.clip.passes(state) for claim in claims):
            continue  # something else is said instead, which another rule tells
        yield rule.at_end(caption, f"Answered, but not said: {caption.clip.in_words(state.start, value)}.")


def _is_told_by_tracking(movement: Movement, answer: str, caption: CheckedCaption) -> bool:
    """Whoever follows behind travels forward, and whoever leads travels backward."""
    types = caption.clip.value("tracking_shot_types") or ()
    return _TOLD_BY_TRACKING.get((movement.question, answer)) in types


def _is_excused(state: State, caption: CheckedCaption) -> bool:
    """Where another answer says it well enough: a camera that shakes plainly need not be called static."""
    return any(caption.clip.value(question) in answers for question, answers in state.unless.items())


RULES = (
    CaptionRule(
        "answers.unsaid",
        Level.WARNING,
        "An answer that the policy wants told and the caption does not tell; what is ordinary need not be",
        "The camera looks over the harbour from an aerial level.",
        _find,
        needs_answers=True,
    ),
)
