"""What the check of critiques gets right on the corpus sample, and how long it takes."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.corpus_critiques import DamagedCritique
from chai_desktop.spec.lint.critiques.changes import changes_between
from chai_desktop.spec.lint.critiques.content_words import content_stems
from chai_desktop.spec.lint.critiques.critique_lint import lint_critique
from chai_desktop.spec.lint.critiques.forms import form_of


@dataclass(frozen=True)
class Confusion:
    """Damaged critiques found and missed, human ones blamed and passed."""

    found: int
    missed: int
    blamed: int
    passed: int

    @property
    def f1(self) -> float:
        return 2 * self.found / (2 * self.found + self.missed + self.blamed)

    @property
    def false_alarms(self) -> float:
        return self.blamed / (self.blamed + self.passed)

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed)

    def __str__(self) -> str:
        return f"found {self.found}, missed {self.missed}, human blamed {self.blamed}, human passed {self.passed}"


def constructive_confusion(critiques: Sequence[DamagedCritique], raw: bool = False) -> Confusion:
    """As many human critiques as non-constructive ones: each pair has the same clip and aspect."""
    blamed = sum(not _is_constructive(c.raw if raw else c.human, c.pre_caption) for c in critiques)
    found = sum(not _is_constructive(c.damaged, c.pre_caption) for c in critiques)
    return Confusion(found, len(critiques) - found, blamed, len(critiques) - blamed)


def complete_confusion(critiques: Sequence[DamagedCritique]) -> Confusion:
    """Each critique held against the pre-caption and the post-caption that a person approved."""
    blamed = sum(not lint_critique(c.human, c.pre_caption, c.post_caption).complete.holds for c in critiques)
    found = sum(not lint_critique(c.damaged, c.pre_caption, c.post_caption).complete.holds for c in critiques)
    return Confusion(found, len(critiques) - found, blamed, len(critiques) - blamed)


def scored_lower(critiques: Sequence[DamagedCritique]) -> float:
    """The share of pairs in which the damaged critique is called less complete than the human one; a tie is none."""
    lower = 0
    for c in critiques:
        human, damaged = (lint_critique(t, c.pre_caption, c.post_caption).complete.score for t in (c.human, c.damaged))
        lower += (damaged or 0.0) < (human or 0.0)
    return lower / len(critiques)


def with_finding(critiques: Sequence[DamagedCritique], rule: str) -> tuple[float, float]:
    """The shares of damaged and of human critiques in which a rule finds something."""
    return (
        sum(_finds(rule, c.damaged, c) for c in critiques) / len(critiques),
        sum(_finds(rule, c.human, c) for c in critiques) / len(critiques),
    )


def unseen_alone(critiques: Sequence[DamagedCritique]) -> float:
    """The share called incomplete when held against the text that was revised after the damaged critique itself."""
    return sum(not lint_critique(c.damaged, c.pre_caption, c.revised).complete.holds for c in critiques) / len(
        critiques
    )


def milliseconds(critiques: Iterable[DamagedCritique]) -> list[float]:
    """One check of each human critique with both captions, nothing remembered from before."""
    taken = []
    for c in critiques:
        for remembered in (changes_between, content_stems, form_of):
            remembered.cache_clear()
        start = time.perf_counter()
        lint_critique(c.human, c.pre_caption, c.post_caption)
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def _is_constructive(text: str, pre_caption: str) -> bool:
    return lint_critique(text, pre_caption).constructive.holds is True


def _finds(rule: str, text: str, c: DamagedCritique) -> bool:
    return any(f.rule == rule for f in lint_critique(text, c.pre_caption, c.post_caption).findings)
