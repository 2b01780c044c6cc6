"""Confused terms beside movements: a roll called a Dutch angle, a rack focus called a pull."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.spec.lint.captions.checked_caption import CheckedCaption
from chai_desktop.spec.lint.captions.claims.claim import Claim
from chai_desktop.spec.lint.captions.claims.topic import Movement, State
from chai_desktop.spec.lint.captions.claims.topic_reading import load_topics
from chai_desktop.spec.lint.captions.rule import CaptionRule
from chai_desktop.spec.lint.captions.rules.answers_against import is_denied_by_answers
from chai_desktop.spec.lint.captions.wording.rewriting import Rewrite, replaced
from chai_desktop.spec.lint.finding import Finding, Level

_NO = "no"
_FOCUS = {"rack_focus": "pull_focus", "pull_focus": "rack_focus"}


def is_confused_state(claim: Claim, caption: CheckedCaption) -> bool:
    """Whether one of the rules of this file tells of this claim."""
    return _is_roll_called_dutch(claim, caption) or _is_other_focus(claim, caption)


def _is_roll_called_dutch(claim: Claim, caption: CheckedCaption) -> bool:
    return (
        _says(claim, "dutch")
        and caption.clip.value("dutch_angle") == _NO
        and caption.clip.value("camera_roll") not in (None, _NO)
    )


def _is_other_focus(claim: Claim, caption: CheckedCaption) -> bool:
    answer = caption.clip.value("focus_change_reason")
    return _says(claim, "focus_change") and answer is not None and _FOCUS.get(claim.value or "") == answer


def _says(claim: Claim, name: str) -> bool:
    return isinstance(claim.topic, State) and claim.topic.name == name and not claim.denied


def _dutch_for_roll(rule: CaptionRule, caption: CheckedCaption) -> Iterator[Finding]:
    roll = load_topics().movement("camera_roll")
    for claim in caption.claims:
        if _is_roll_called_dutch(claim, caption):
            way = roll.way_to(str(caption.clip.value("camera_roll")))
            message = "A Dutch angle is a slope that stays; here the camera rolls."
            fix = replaced(caption.words, claim.first, claim.last, f"{way} roll")
            yield rule.at(caption, claim.first, claim.last, message, fix)


def _roll_for_dutch(rule: CaptionRule, caption: CheckedCaption) -> Iterator[Finding]:
    if caption.clip.value("dutch_angle") not in ("yes", "varying"):
        return
    for claim in caption.claims:
        topic = claim.topic
        if isinstance(topic, Movement) and topic.verb == "roll" and is_denied_by_answers(claim, caption):
            message = "A roll turns the horizon during the clip; a slope that stays is a Dutch angle."
            yield rule.at(caption, claim.first, claim.last, message)


def _focus(rule: CaptionRule, caption: CheckedCaption) -> Iterator[Finding]:
    meant = "pull_focus" if rule.id == "term.rack_for_pull" else "rack_focus"
    for claim in caption.claims:
        if _is_other_focus(claim, caption) and claim.value == _FOCUS[meant]:
            pace = "slow" if meant == "pull_focus" else "fast"
            message = f"The answer is a {pace} change of focus ({caption.clip.in_words('focus_change_reason', meant)})."
            yield rule.at(caption, claim.first, claim.last, message, _refocused(claim, meant, caption))


def _refocused(claim: Claim, meant: str, caption: CheckedCaption) -> Rewrite:
    new = "slow rack focus" if meant == "pull_focus" else "rack focus"
    return replaced(caption.words, claim.first, claim.last, new)


RULES = (
    CaptionRule(
        "term.dutch_for_roll",
        Level.ERROR,
        "A roll of the camera called a Dutch angle",
        "The shot has a Dutch angle.",
        _dutch_for_roll,
        needs_answers=True,
    ),
    CaptionRule(
        "term.roll_for_dutch",
        Level.ERROR,
        "A Dutch angle called a roll",
        "The camera rolls clockwise.",
        _roll_for_dutch,
        needs_answers=True,
    ),
    CaptionRule(
        "term.rack_for_pull",
        Level.ERROR,
        "A slow change of focus (pull) called a rack focus",
        "A rack focus moves to the door.",
        _focus,
        needs_answers=True,
    ),
    CaptionRule(
        "term.pull_for_rack",
        Level.ERROR,
        "A fast change of focus (rack) called a pull, or a slow rack focus",
        "A slow rack focus moves to the door.",
        _focus,
        needs_answers=True,
    ),
)
