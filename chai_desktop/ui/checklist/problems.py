"""What is wrong among the answers, as the checklist shows it, without Qt: marks on rows, sentences, counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.constraints.constraint import Violation, WayOut
from chai_desktop.spec.specification import Specification
from chai_desktop.spec.ticking import words_of


@dataclass(frozen=True)
class RowMark:
    """The mark on a question that has a part in a violation. ``word`` stands beside the sign."""

    hard: bool
    word: str
    sentence: str


def way_words(way: WayOut, spec: Specification) -> str:
    """A way out as short as a button needs it; its label says it in full."""
    if way.question is not None or len(way.answers) != 1:
        return way.label
    ((question_id, value),) = way.answers.items()
    question = spec.question(question_id)
    return f"{question.label}: {words_of(question, value)}" if value is not None else f"Withdraw {question.label}"


def row_marks(violations: Sequence[Violation]) -> dict[str, RowMark]:
    """By question id; a question with a part in several violations carries the gravest one, which comes first."""
    marks: dict[str, RowMark] = {}
    for violation in violations:
        for question_id, answer in violation.answers.items():
            owed = violation.missing and answer is None
            word = "needed" if owed else "contradicts" if violation.hard else "look again"
            marks.setdefault(question_id, RowMark(violation.hard, word, violation.sentence))
    return marks


def heading(violation: Violation) -> str:
    """What kind of problem it is, in a word or two."""
    if violation.hard:
        return "An answer is owed" if violation.missing else "Contradiction"
    return "Worth a look"


def of_aspect(violation: Violation, spec: Specification, aspect: Aspect) -> bool:
    """Whether a question of the aspect has a part in it."""
    return any(spec.question(question_id).aspect == aspect for question_id in violation.answers)


def in_order(violations: Sequence[Violation], spec: Specification, aspect: Aspect) -> tuple[Violation, ...]:
    """Those in which the aspect has a part come first, hard before recommended; none is left out."""
    return tuple(sorted(violations, key=lambda v: (not of_aspect(v, spec, aspect), not v.hard)))


def count_words(violations: Sequence[Violation]) -> str:
    """The open hard violations of the clip in words; '' where there is none."""
    count = sum(violation.hard for violation in violations)
    return "" if not count else "1 contradiction" if count == 1 else f"{count} contradictions"


def hard_by_aspect(violations: Sequence[Violation], spec: Specification) -> dict[Aspect, int]:
    """How many hard violations each aspect has a part in: what submitting it waits for."""
    return {aspect: sum(v.hard and of_aspect(v, spec, aspect) for v in violations) for aspect in Aspect}
