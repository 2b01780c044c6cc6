"""What the answers of a clip amount to: the state that rules read.

An answer counts as it was given. Beyond that:

* "unsure", an answer that is not among the choices, and no answer at all leave the field out, and with it every rule
  that needs it undecided. An unanswered question is not a silent "no".
* A question that does not apply (its ``only_if`` is certainly false) counts as its ``off`` answer, whatever was
  answered before it stopped applying: somebody who is not tracked is tracked from no side.
* An unanswered question with a ``default`` counts as that. Only the end of a span ("no change"), arc and crane have
  one; stored forms of the CHAI corpus read the same way where these fields are absent.
* The last state of a span is its first one where the end says "unknown". In a shot whose subject changes, "unknown"
  keeps the meaning that the span declares (nobody is there). A shot whose type is not answered counts as one whose
  subject stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chai_desktop.spec.form import UNSURE, Question, Span
from chai_desktop.spec.rules import UNKNOWN

NO_SUBJECT = "no_subject"


def effective_answers(
    questions: Sequence[Question], spans: Sequence[Span], answers: Mapping[str, Any]
) -> dict[str, Any]:
    """The state of a clip. ``questions`` stand after those that their ``only_if`` names."""
    state: dict[str, Any] = {}
    for question in questions:
        value = _counting(question, answers.get(question.id), state)
        if value is not None:
            state[question.id] = value
    for span in spans:
        _add_span(span, state)
    return state


def _counting(question: Question, given: Any, state: Mapping[str, Any]) -> Any:
    if question.only_if is not None and question.only_if.holds(state) is False:
        return question.off
    if given == UNSURE or given is None or not question.accepts(given):
        return None if given is not None else _default(question, state)
    return given


def _default(question: Question, state: Mapping[str, Any]) -> str | None:
    if question.default_unless is not None and question.default_unless.holds(state):
        return None
    return question.default


def _add_span(span: Span, state: dict[str, Any]) -> None:
    first, last = state.get(span.start), state.get(span.end)
    if span.absent is not None and state.get("shot_type") == "change_of_subject":
        first, last = _apart(first, last, span.absent)
    elif last == UNKNOWN:
        last = first
    if first is not None:
        state[f"{span.name}.first"] = first
    if last is not None:
        state[f"{span.name}.last"] = last


def _apart(first: str | None, last: str | None, absent: str) -> tuple[str | None, str | None]:
    """Start and end of a span of a subject that comes or goes; both unknown stays unknown."""
    if first == UNKNOWN and last == UNKNOWN:
        return first, last
    if UNKNOWN in (first, last) and None in (first, last):
        absent = UNKNOWN  # the other side is still open: it cannot be said that nobody is there
    return (absent if first == UNKNOWN else first, absent if last == UNKNOWN else last)
