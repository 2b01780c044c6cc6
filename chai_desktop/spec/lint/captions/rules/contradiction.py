"""Said but ticked otherwise: the caption asserts what the answers rule out, or denies what they say."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.spec.lint.captions.checked_caption import CheckedCaption
from chai_desktop.spec.lint.captions.claims.claim import Claim, Moment
from chai_desktop.spec.lint.captions.claims.topic import Movement, State
from chai_desktop.spec.lint.captions.rule import CaptionRule
from chai_desktop.spec.lint.captions.rules.answers_against import is_denied_by_answers
from chai_desktop.spec.lint.captions.rules.confused_movements import confusion_by_answers
from chai_desktop.spec.lint.captions.rules.confused_states import is_confused_state
from chai_desktop.spec.lint.captions.wording.rewriting import Rewrite, replaced
from chai_desktop.spec.lint.finding import Finding, Level

_NO = "no"
_COMPLEX = "major_complex"
_MOVEMENT = "movement"


def _find(rule: CaptionRule, caption: CheckedCaption) -> Iterator[Finding]:
    for claim in caption.claims:
        if isinstance(claim.topic, Movement):
            yield from _movement(rule, claim, caption)
        elif caption.spec.question(claim.topic.start).aspect is caption.aspect:  # elsewhere the words mean other things
            yield from _state(rule, claim, claim.topic, caption)


def _movement(rule: CaptionRule, claim: Claim, caption: CheckedCaption) -> Iterator[Finding]:
    assert isinstance(claim.topic, Movement)
    answer = caption.clip.value(claim.topic.question)
    denied = claim.denied and not claim.loose and answer not in (None, _NO) and claim.value in (None, answer)
    if not denied and (not is_denied_by_answers(claim, caption) or confusion_by_answers(claim, caption) is not None):
        return
    said = caption.words.written(claim.first, claim.last)
    answer_words = caption.clip.in_words(claim.topic.question, str(answer))
    verb = "denies" if denied else "says"
    yield rule.at(caption, claim.first, claim.last, f"The caption {verb} “{said}”; the answer is {answer_words}.")


def _state(rule: CaptionRule, claim: Claim, state: State, caption: CheckedCaption) -> Iterator[Finding]:
    values = caption.clip.values(state)
    if not values or claim.value is None or claim.loose or is_confused_state(claim, caption):
        return
    said = caption.words.written(claim.first, claim.last)
    if claim.denied:
        if values == (claim.value,) and claim.value != _NO:
            told = caption.clip.in_words(state.start, claim.value)
            yield rule.at(caption, claim.first, claim.last, f"The caption denies “{said}”; the answer is {told}.")
        return
    right = _right_value(claim, state, values, caption)
    if right is None:
        return
    message = f"The caption says “{said}”; the answer is {caption.clip.in_words(state.start, right)}."
    yield rule.at(caption, claim.first, claim.last, message, _rewritten(claim, state, right, caption))


def _right_value(claim: Claim, state: State, values: tuple[str, ...], caption: CheckedCaption) -> str | None:
    """The answer that the claim contradicts; None where it agrees with one."""
    assert claim.value is not None
    if any(claim.value in state.beside.get(value, ()) for value in values):
        return None
    if state.name == _MOVEMENT and (values == (_COMPLEX,) or claim.moment is not Moment.ANY):
        return None  # the camera may well be static for a time
    if any(state.close(claim.value, value) for value in caption.clip.passes(state)):
        if len(values) == 2 and claim.moment is Moment.START and claim.value == values[1]:
            return values[0]
        return None
    return values[-1] if claim.moment is Moment.END else values[0]


def _rewritten(claim: Claim, state: State, right: str, caption: CheckedCaption) -> Rewrite | None:
    phrase = state.shapes[claim.shape].get(right)
    return replaced(caption.words, claim.first, claim.last, phrase) if phrase else None


RULES = (
    CaptionRule(
        "answers.contradicted",
        Level.ERROR,
        "Something said that the answers rule out, or denied although it is answered",
        "The camera is at eye level.",
        _find,
        needs_answers=True,
    ),
)
