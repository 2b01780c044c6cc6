"""Writes the answers to several questions at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from chai_desktop.models.transformers.answer_rows import AnswerRows
from chai_desktop.models.transformers.choosing import Chooser, choose
from chai_desktop.models.transformers.decode_step import Step
from chai_desktop.models.transformers.key_values import Tensor


@dataclass
class Answer:
    """``tokens`` without the end token; ``complete`` is False where it was cut off at ``limit``."""

    chooser: Chooser
    limit: int
    tokens: list[int] = field(default_factory=list)
    complete: bool = False
    done: bool = False


Heard = Callable[[int, int], None]  # the answer's number, a new token of it


def write_answers(
    answers: Sequence[Answer],
    rows: AnswerRows,
    step: Step,
    scores: Tensor,
    ends: frozenset[int],
    heard: Heard,
    before_step: Callable[[], None],
) -> int:
    """Write every answer to its end or limit; how many passes it took.

    ``scores``: (answers, vocabulary), of the first token of each. ``before_step`` may raise Cancelled.
    """
    active = list(range(len(answers)))  # the answer in each row
    passes = 0
    while True:
        following = choose([answers[number].chooser for number in active], scores)
        going = [row for row, token in enumerate(following) if _goes_on(answers[active[row]], token, ends)]
        for row in going:
            answers[active[row]].tokens.append(following[row])
            heard(active[row], following[row])
        if not going:
            return passes
        if step.shrinks and len(going) < len(active):
            rows.keep(going)
            active, following = [active[row] for row in going], [following[row] for row in going]
        before_step()
        scores = step(following)
        passes += 1


def _goes_on(answer: Answer, token: int, ends: frozenset[int]) -> bool:
    """Whether the token belongs to the answer. One that is done stays as it is, whatever its row goes on to say."""
    if answer.done:
        return False
    answer.complete = token in ends
    answer.done = answer.complete or len(answer.tokens) >= answer.limit
    return not answer.done
