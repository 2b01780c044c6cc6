"""Primitives: named, defined properties of a clip, each decided by a rule over the form."""

from __future__ import annotations

from dataclasses import dataclass

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.rules import Rule


@dataclass(frozen=True, slots=True)
class Primitive:
    """One primitive. ``corpus_key`` is the label of the CHAI corpus with the same meaning."""

    id: str
    name: str
    aspect: Aspect
    group: str
    definition: str
    decision_rule: str
    confusions: tuple[str, ...]
    corpus_key: str
    true_when: Rule
    false_when: Rule
    also: tuple[str, ...] = ()  # everyday words that lead here
    despite_cut: bool = False  # decided even where the clip holds a cut
    implies: tuple[tuple[str, str], ...] | None = None  # set by hand where the rule does not show it
