"""Several answers written at once: each pass of the model adds one token to every answer that is not yet at its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from chai_desktop.models.gguf.lines import Line
from chai_desktop.models.gguf.llama import Llama, Row

Choose = Callable[[Row], int]


@dataclass
class Answer:
    """One that is being written. ``choose`` takes the next token from the logits (vocabulary,).

    ``complete`` is False while it goes on, and where it was cut off at the limit. The end token is not in ``tokens``.
    """

    line: Line
    limit: int  # tokens
    choose: Choose
    heard: Callable[[Sequence[int]], None]
    tokens: list[int] = field(default_factory=list)
    complete: bool = False
    following: int = -1

    @property
    def goes_on(self) -> bool:
        return not self.complete and len(self.tokens) < self.limit

    def take(self, row: Row) -> None:
        self.following = self.choose(row)
        self.complete = self.line.is_end(self.following)


def read_together(
    llama: Llama, prompts: Sequence[tuple[Line, Sequence[int]]], between: Callable[[], None]
) -> list[Row]:
    """Take in the rest of all prompts; the logits behind each of them.

    On the CPU each is read by itself, so that its numbers are those of being asked alone.
    """
    entries = [line.entries(tokens, last_only=True) for line, tokens in prompts]
    if llama.on_cpu:
        return [llama.run(each, between)[0] for each in entries]
    return llama.run([entry for each in entries for entry in each], between)


def write_together(llama: Llama, answers: Sequence[Answer]) -> int:
    """Write all answers to their ends or limits; the number of passes. What ``heard`` raises ends the writing."""
    passes = 0
    while going := [answer for answer in answers if answer.goes_on]:
        entries = [entry for answer in going for entry in answer.line.entries([answer.following], last_only=True)]
        rows = llama.run(entries)
        passes += 1
        for answer, row in zip(going, rows, strict=True):
            answer.tokens.append(answer.following)
            answer.heard([answer.following])
            answer.take(row)
    return passes


def most_likely(row: Row) -> int:
    return int(np.argmax(row))


def by_lot(temperature: float, seed: int) -> Choose:
    """Draws tokens by their probabilities at a temperature above 0. Its draws depend on ``seed`` and on nothing else
    that is asked at the same time.
    """
    generator = np.random.default_rng(seed % 2**63)  # any whole number is a seed

    def choose(row: Row) -> int:
        scaled = row.astype(np.float64) / temperature
        weights = np.cumsum(np.exp(scaled - scaled.max()))
        return int(np.searchsorted(weights, generator.random() * weights[-1], side="right").clip(max=len(row) - 1))

    return choose
