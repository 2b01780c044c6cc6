"""The check of critiques as rows of the table: measured on the quarter of the corpus sample that was held back."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.corpus_critiques import DamagedCritique, read_critiques
from benchmarks.critique_figures import (
    complete_confusion,
    constructive_confusion,
    milliseconds,
    scored_lower,
    unseen_alone,
    with_finding,
)
from benchmarks.table import Row, middle_and_p95
from chai_desktop.spec.aspects import Aspect

F1, FALSE_ALARMS, MILLISECONDS = 0.95, 0.02, 10.0
_PART = "a quarter of the corpus sample, parted by source video, not read while the rules were written"
_TELLING = {
    "deletion_error": "critique.unexplained",
    "replacement_error": "critique.no_effect",
    "insertion_error": "critique.no_effect",
}


def measure() -> list[Row]:
    held_back = [critique for critique in read_critiques() if critique.held_back]
    bare = [critique for critique in held_back if critique.kind == "nonconstructive"]
    rows = _constructive_rows(bare)
    for kind in _TELLING:
        rows += _damage_rows(kind, [critique for critique in held_back if critique.kind == kind])
    return [*rows, _speed_row(bare)]


def _constructive_rows(bare: Sequence[DamagedCritique]) -> list[Row]:
    whole, typed = constructive_confusion(bare), constructive_confusion(bare, raw=True)
    f1_how = f"human against non-constructive critiques, one of each a clip and aspect; {_PART}: {whole}"
    rows = [
        Row("critiques.constructive.f1", round(whole.f1, 4), "", f">= {F1}", whole.f1 >= F1, f1_how),
        _false_alarms("critiques.constructive.false_alarms", whole.false_alarms, "of the same human critiques"),
        _false_alarms("critiques.constructive.false_alarms_typed", typed.false_alarms, "of the same, as first typed"),
    ]
    for aspect in Aspect:
        of_aspect = constructive_confusion([critique for critique in bare if critique.aspect is aspect])
        rows.append(Row(f"critiques.constructive.{aspect}.f1", round(of_aspect.f1, 4), "", "", None, str(of_aspect)))
    return rows


def _false_alarms(name: str, share: float, of: str) -> Row:
    how = f"share {of} that is called non-constructive"
    return Row(name, round(100 * share, 2), "%", f"< {100 * FALSE_ALARMS:.0f}", share < FALSE_ALARMS, how)


def _damage_rows(kind: str, critiques: Sequence[DamagedCritique]) -> list[Row]:
    confusion, rule = complete_confusion(critiques), _TELLING[kind]
    damaged, human = with_finding(critiques, rule)
    name = f"critiques.{kind}"
    against = "held against pre-caption and approved post-caption"
    own = (
        f"the same critiques, held against the text that was revised after them: {100 * unseen_alone(critiques):.1f} %"
    )
    finding = f"damaged critiques with a finding {rule}, {against}; of the human ones {100 * human:.1f} %"
    return [
        _share(f"{name}.incomplete", confusion.recall, f"called incomplete, {against}: {confusion}; {own}"),
        _share(f"{name}.found", damaged, finding),
        _share(f"{name}.lower", scored_lower(critiques), f"pairs in which it scores below the human one, {against}"),
    ]


def _share(name: str, share: float, how: str) -> Row:
    return Row(name, round(100 * share, 1), "%", "", None, how)


def _speed_row(critiques: Sequence[DamagedCritique]) -> Row:
    middle, p95 = middle_and_p95(milliseconds(critiques))
    how = f"one check of a critique with both captions, {len(critiques)} human critiques, nothing cached"
    return Row(
        "critiques.lint", round(middle, 2), "ms", f"< {MILLISECONDS:.0f}", middle < MILLISECONDS, how, round(p95, 2)
    )
