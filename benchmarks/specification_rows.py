"""How fast the specification judges a clip, and how its rules stand against the labels of the CHAI corpus.

The corpus sample lies beside the checkout where it is to be had; without it, those rows are left out.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.table import Row, middle_and_p95
from chai_desktop.exchange.corpus.corpus_files import open_corpus
from chai_desktop.exchange.corpus.verification import Verification, verify_corpus
from chai_desktop.exchange.sample_clips import sample_clips
from chai_desktop.spec.specification import Specification, load_specification

SAMPLE = Path(__file__).resolve().parents[2] / "shared/data/chai-corpus-sample.zip"
LIMIT = 2.0  # milliseconds
ROUNDS = 40
# A clip on which somebody made four mistakes at once: each has to be named, with its ways out.
MISTAKES = {
    "shot_type": "non_human",
    "shot_size_start": "medium_full",
    "steadiness": "static",
    "camera_movement": "minor",
    "camera_arc": "clockwise",
    "camera_crane": "crane_up",
    "dolly_zoom": "yes",
    "camera_zoom": "in",
}


def measure() -> list[Row]:
    spec = load_specification()
    clips = [clip.gold.answers for clip in sample_clips()]
    wrong = [{**answers, **MISTAKES} for answers in clips]
    own = f"{ROUNDS} rounds over the answers of the {len(clips)} sample clips, none asked for twice in a row"
    rows = [
        _speed_row("specification.truths", spec.truths, clips, f"all {len(spec.primitives)} primitives; {own}"),
        _speed_row("specification.violations", spec.violations, clips, f"{len(spec.constraints)} constraints; {own}"),
        _speed_row(
            "specification.violations_with_mistakes",
            spec.violations,
            wrong,
            f"the same clips with {len(spec.violations(wrong[0]))} or more violations, their ways out tried and named",
        ),
    ]
    return rows + (_corpus_rows(spec) if SAMPLE.is_file() else [])


def _speed_row(name: str, judge: Callable[[Mapping[str, Any]], object], clips: list[dict[str, Any]], how: str) -> Row:
    times = []
    for _ in range(ROUNDS):
        for answers in clips:
            start = time.perf_counter()
            judge(answers)
            times.append((time.perf_counter() - start) * 1000)
    middle, p95 = middle_and_p95(times)
    return Row(name, round(middle, 3), "ms", f"< {LIMIT:.0f}", p95 < LIMIT, how, round(p95, 3))


def _corpus_rows(spec: Specification) -> list[Row]:
    with open_corpus(SAMPLE) as corpus:
        result = verify_corpus(spec, corpus)
    how = (
        f"{len(result.tallies)} primitives computed anew from the raw answers of {result.clips} clips of {SAMPLE.name}"
    )
    return [
        _count_row("equal", result, f"all {_compared(result)}", not result.differences and bool(result.clips), how),
        _count_row("differing", result, "0", not result.differences, "of the same; chai spec verify names each"),
        _count_row(
            "undecided", result, "", None, "of the equal ones: stored in neither list, and undecided by the rules"
        ),
    ]


def _compared(result: Verification) -> int:
    return result.total("equal") + result.total("differing")


def _count_row(count: str, result: Verification, target: str, holds: bool | None, how: str) -> Row:
    return Row(f"specification.labels_{count}", result.total(count), "labels", target, holds, how)
