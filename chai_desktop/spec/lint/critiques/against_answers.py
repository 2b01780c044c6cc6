"""A critique does not ask for what the answers of the clip exclude."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from re import Pattern
from typing import Any

from chai_desktop.spec.lint.critiques.phrases import phrase_pattern
from chai_desktop.spec.lint.critiques.remarks import Remark
from chai_desktop.spec.lint.finding import Finding, Level
from chai_desktop.spec.spec_files import built_in_folder, check_keys, read_yaml, words

_FILE = "lint/critique_answers.yaml"
_OPEN = ("unsure", "unknown", "others")  # such answers exclude nothing


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that say that one of ``questions`` has the answer ``value``."""

    questions: tuple[str, ...]
    value: str
    pattern: Pattern[str]


@cache
def load_claims() -> tuple[Claim, ...]:
    """Read once; SpecError where the file is damaged."""
    entries = read_yaml(built_in_folder(), _FILE)["claims"]
    claims = []
    for number, entry in enumerate(entries, start=1):
        place = f"{_FILE}, entry {number}"
        check_keys(entry, {"questions", "values"}, set(), place)
        questions = words(entry["questions"], place)
        claims += [
            Claim(questions, value, phrase_pattern(words(said, place))) for value, said in entry["values"].items()
        ]
    return tuple(claims)


def contradictions(remarks: Sequence[Remark], answers: Mapping[str, Any]) -> Iterator[Finding]:
    """An error for each remark that wants what no answer to the question allows. Unanswered questions allow all."""
    for remark in remarks:
        for claim in load_claims():
            given = {question: answers[question] for question in claim.questions if _is_given(answers, question)}
            if given and claim.value not in given.values() and claim.pattern.search(remark.wanted):
                yield _finding(remark, claim, given)


def _is_given(answers: Mapping[str, Any], question: str) -> bool:
    return isinstance(answers.get(question), str) and answers[question] not in _OPEN


def _finding(remark: Remark, claim: Claim, given: Mapping[str, str]) -> Finding:
    said = " and ".join(f"{question} is {value}" for question, value in given.items()).replace("_", " ")
    message = f"The answers say otherwise: {said}, not {claim.value.replace('_', ' ')}."
    return Finding("critique.answers", Level.ERROR, remark.start, remark.end, message)
