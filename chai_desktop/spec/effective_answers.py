"""What the answers of a clip amount to: the state that rules read.

An answer counts as it was given. Beyond that:

* "unsure", an answer that is not among the choices, and no answer at all leave the field out, and with it every rule
  that needs it undecided. An unanswered question is not a silent "no".
* A question that does not apply (its ``only_if`` is certainly false) counts as its ``off`` answer, whatever was
  answered before it stopped applying: somebody who is not tracked is tracked from no side.
* An unanswered question with a ``default`` counts as that, once its ``default_unless`` is certainly false. Only the
  end of a span ("no change"; for shot size and subject height once the subject is known to stay) and arc and crane
  (once the camera is known to move) have one. Forms of the CHAI corpus that lack these fields are read in the same way.
* The last state of a span is its first one where the end says "unknown". In a shot whose subject changes, "unknown"
  keeps the meaning that the span declares (nobody is there). A shot whose type is not answered counts as one whose
  subject stays; where it is "unsure", an "unknown" side of such a span is undecided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chai_desktop.spec.form import UNSURE, Question, Span
from chai_desktop.spec.rules import UNKNOWN

_SHOT_TYPE = "shot_type"


def effective_answers(
    questions: Sequence[Question], spans: Sequence[Span], answers: Mapping[str, Any]
) -> dict[str, Any]:
    """The state of a clip. ``questions`` stand after those that their ``only_if`` names."""
    state: dict[str, Any] = {}
    for question in questions:
        value = _counting(question, answers.get(question.id), state)
        if value is not None:
            state[question.id] = value
    subject_changes = _subject_changes(answers, state)
    for span in spans:
        add_span(span, state, subject_changes if span.absent is not None else False)
    return state


def _counting(question: Question, given: Any, state: Mapping[str, Any]) -> Any:
    if question.only_if is not None and question.only_if.holds(state) is False:
        return question.off
    if given == UNSURE or given is None or not question.accepts(given):
        return None if given is not None else _default(question, state)
    return given


def _default(question: Question, state: Mapping[str, Any]) -> str | None:
    if question.default_unless is not None and question.default_unless.holds(state) is not False:
        return None
    return question.default


def _subject_changes(answers: Mapping[str, Any], state: Mapping[str, Any]) -> bool | None:
    """Whether the shot's subject changes; None where that was asked and is not known."""
    if _SHOT_TYPE in state:
        return bool(state[_SHOT_TYPE] == "change_of_subject")
    return None if answers.get(_SHOT_TYPE) is not None else False


def add_span(span: Span, state: dict[str, Any], subject_changes: bool | None) -> None:
    """Write NAME.first and NAME.last, as far as start and end tell them."""
    first, last = state.get(span.start), state.get(span.end)
    if subject_changes is None:
        first, last = (None if side == UNKNOWN else side for side in (first, last))
    elif subject_changes and span.absent is not None:
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
