"""A violation in a sentence that names the answers by their labels, and ways out as buttons would say them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chai_desktop.spec.constraints.constraint import Change, Constraint
from chai_desktop.spec.form import UNSURE, Question

_SHOWN = 48  # characters of a text that are quoted
_NAMED = 3  # answers at most in one sentence


def sentence(constraint: Constraint, answers: Mapping[str, Any], questions: Mapping[str, Question]) -> str:
    """``Steadiness is "Locked off" and Camera movement is "Minor": because ...``."""
    shown = [name for name in constraint.names if answers.get(name) not in (None, "", [], ())]
    parts = [_clause(questions[name], answers[name]) for name in shown[:_NAMED]]
    if len(shown) > _NAMED:
        rest = len(shown) - _NAMED
        parts.append(f"{rest} more questions are answered" if rest > 1 else "one more question is answered")
    elif len(constraint.names) <= _NAMED:
        by_default = [questions[n] for n in constraint.names if n not in shown and questions[n].default is not None]
        parts += [f"{_subject(question)} counts as {_words(question, None)}" for question in by_default]
    if constraint.owes is not None:
        parts.append(f'"{questions[constraint.owes].label}" is not answered')
    return f"{_listed(parts)}: {constraint.because}"


def label_of(change: Change, questions: Mapping[str, Question]) -> str:
    """``Set Dolly to "In" and Zoom to "Out"``, ``Withdraw the answer to "Pan"``."""
    sets = [
        f"{_subject(questions[name])} to {_words(questions[name], v)}" for name, v in change.items() if v is not None
    ]
    gone = [f'"{questions[name].label}"' for name, value in change.items() if value is None]
    parts = [f"set {_listed(sets)}"] if sets else []
    if len(gone) > _NAMED:
        parts.append(f"withdraw {len(gone)} answers")
    elif gone:
        parts.append(f"withdraw the answer{'s' if len(gone) > 1 else ''} to {_listed(gone)}")
    words = " and ".join(parts)
    return words[:1].upper() + words[1:]


def _clause(question: Question, value: Any) -> str:
    verb = "says" if question.kind == "text" and value != UNSURE else "is"
    return f"{_subject(question)} {verb} {_words(question, value)}"


def _subject(question: Question) -> str:
    return f'"{question.label}"'


def _words(question: Question, value: Any) -> str:
    if value is None:
        value = question.default
    if value == UNSURE:
        return '"unsure"'
    if question.kind == "text":
        text = " ".join(str(value).split())
        return f'"{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"}"'
    labels = {choice.id: choice.label for choice in question.choices}
    values = value if isinstance(value, list | tuple) else [value]
    return '"' + ", ".join(labels.get(str(item), str(item)) for item in values) + '"'


def _listed(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
