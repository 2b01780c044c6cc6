"""Whole forms for tests: every question that applies is answered, and nothing else is."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from chai_desktop.spec.form import Question
from chai_desktop.spec.specification import Specification


def answers_to(question: Question) -> st.SearchStrategy[Any]:
    ids = [choice.id for choice in question.choices]
    if question.kind == "choices":
        return st.lists(st.sampled_from(ids), min_size=1, unique=True)
    return st.sampled_from(ids)


@st.composite
def whole_forms(draw: st.DrawFn, spec: Specification) -> dict[str, Any]:
    """A form as a careful person leaves it; questions that depend on others are asked after them."""
    answers: dict[str, Any] = {}
    waiting = [question for question in spec.questions if question.kind != "text"]
    while waiting:
        asked = [q for q in waiting if _needs(q) <= {*answers, *(set(_ids(spec)) - set(_names(waiting)))}]
        for question in asked:
            if spec.is_applicable(question.id, answers):
                answers[question.id] = draw(answers_to(question))
        waiting = [question for question in waiting if question not in asked]
    return answers


def _needs(question: Question) -> set[str]:
    return set(question.only_if.fields()) if question.only_if else set()


def _ids(spec: Specification) -> list[str]:
    return [question.id for question in spec.questions]


def _names(questions: list[Question]) -> list[str]:
    return [question.id for question in questions]
