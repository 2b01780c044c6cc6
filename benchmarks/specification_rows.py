"""How fast the specification judges a clip, and how its rules stand against the labels of the CHAI corpus.

The corpus sample lies beside the checkout where it is to be had; without it, those rows are left out.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
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


def _speed_row(
    name: str, judge: Callable[[Mapping[str, Any]], object], clips: Sequence[Mapping[str, Any]], how: str
) -> Row:
    times = []
    for _ in range(ROUNDS):
        for answers in clips:
            start = time.perf_counter()
            judge(answers)
            times.append((time.perf_counter() - start) * 1000)
    middle, p95 = middle_and_p95(times)
    return Row(name, round(middle, 3), "ms", f"median < {LIMIT:.0f}", middle < LIMIT, how, round(p95, 3))


def _corpus_rows(spec: Specification) -> list[Row]:
    with open_corpus(SAMPLE) as corpus:
        result = verify_corpus(spec, corpus, rebuild=True)
    compared = result.total("equal") + result.total("differing")
    good = bool(result.clips) and not result.differences
    how = (
        f"{len(result.tallies)} primitives computed anew from the raw answers of {result.clips} clips of {SAMPLE.name}"
    )
    both = "of the equal ones: stored in neither list, and undecided by the rules"
    return [
        Row("specification.labels_equal", result.total("equal"), "labels", f"all {compared}", good, how),
        Row("specification.labels_differing", result.total("differing"), "labels", "0", good, "of the same"),
        Row("specification.labels_undecided", result.total("undecided"), "labels", "", None, both),
        *_rebuilt_rows(result.rebuilt or Verification()),
    ]


def _rebuilt_rows(rebuilt: Verification) -> list[Row]:
    compared = rebuilt.total("equal") + rebuilt.total("differing")
    how = (
        f"{len(rebuilt.tallies)} primitives of {rebuilt.clips} clips whose raw answers are not published: "
        f"labels of {compared} that no form of answers gives together with the clip's others"
    )
    return [
        Row(
            "specification.labels_without_a_form",
            rebuilt.total("differing"),
            "labels",
            "0",
            not rebuilt.differences,
            how,
        )
    ]
