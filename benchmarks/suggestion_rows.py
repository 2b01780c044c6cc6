"""How often suggested answers are right: rows of the table; `python -m benchmarks.suggestion_rows` tells every miss.

With the films made by itself, the first run draws some hundred of them (a quarter of an hour on two cores);
CHAI_BENCH_FOLDER names a folder in which they are kept.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.suggestion_figures import (
    ALSO,
    SETS,
    Figures,
    Verdict,
    figures_of,
    measure_sets,
    movement_questions,
)
from benchmarks.table import Row

RIGHT, ANSWERED = 0.95, 0.80
_CLIPS = {
    "sample": "the sample project's clips, against their gold answers",
    "open": "rendered films, against their camera's path",
    "held_back": "rendered films of other places and other paths, to which nothing was tuned",
}


def measure() -> list[Row]:
    verdicts = measure_sets()
    return [row for each in SETS for row in _rows(each, [v for v in verdicts if v.set == each])]


def _rows(name: str, verdicts: Sequence[Verdict]) -> list[Row]:
    movement = movement_questions()
    rows = [_row(name, question, [v for v in verdicts if v.question == question], True) for question in movement]
    whole = _row(name, "all_movement", [v for v in verdicts if v.question in movement], True)
    also = [_row(name, question, [v for v in verdicts if v.question == question], False) for question in ALSO]
    return [row for row in (*rows, whole, *also) if row is not None]


def _row(name: str, question: str, verdicts: Sequence[Verdict], promised: bool) -> Row | None:
    if not verdicts:
        return None
    found = figures_of(verdicts)
    how = (
        f"{_CLIPS[name]}: {found.answered} of {found.clips} answered ({100 * found.answered_share:.0f} %), "
        f"{found.right} of these right"
    )
    target = f"{RIGHT:.0%} right, {ANSWERED:.0%} answered" if promised else ""
    holds = _holds(found) if promised else None
    return Row(f"suggestions.{name}.{question}", round(100 * found.right_share, 1), "% right", target, holds, how)


def _holds(found: Figures) -> bool:
    return found.right_share >= RIGHT and found.answered_share >= ANSWERED


def details(verdicts: Sequence[Verdict], open_misses: bool) -> str:
    """Two figures for each set and question; then each wrong answer, and each one withheld."""
    lines = [f"{'set':<10} {'question':<26} {'clips':>5} {'answered':>9} {'right':>7}"]
    for name in sorted({verdict.set for verdict in verdicts}, key=SETS.index):
        ours = [verdict for verdict in verdicts if verdict.set == name]
        for question in (*movement_questions(), *ALSO):
            some = [verdict for verdict in ours if verdict.question == question]
            if some:
                found = figures_of(some)
                marks = "" if question in ALSO or _holds(found) else "  <-"
                shares = f"{100 * found.answered_share:8.0f}% {100 * found.right_share:6.1f}%"
                lines.append(f"{name:<10} {question:<26} {found.clips:>5} {shares}{marks}")
    lines += ["", "wrong: clip, question, said (confidence), right", *_told(verdicts, wrong=True)]
    if open_misses:
        lines += ["", "withheld: clip, question, right, why", *_told(verdicts, wrong=False)]
    return "\n".join(lines) + "\n"


def _told(verdicts: Sequence[Verdict], wrong: bool) -> list[str]:
    if wrong:
        missed = [v for v in verdicts if v.said is not None and not v.right]
        return [f"{_place(v)} {v.said} ({v.confidence:.2f})  right: {_right(v)}  {v.reason}" for v in missed]
    return [f"{_place(v)} right: {_right(v)}  {v.reason}" for v in verdicts if v.said is None]


def _place(verdict: Verdict) -> str:
    return f"  {verdict.set}/{verdict.clip:<22} {verdict.question:<24}"


def _right(verdict: Verdict) -> str:
    return "|".join(verdict.accepted)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Suggested answers against known ones, with every miss.")
    parser.add_argument("--set", choices=SETS, action="append", help="only this set; may be repeated")
    parser.add_argument("--withheld", action="store_true", help="tell what was not answered as well")
    parser.add_argument("--write", type=Path, help="write the table to this file as well")
    chosen = parser.parse_args(arguments)
    told = details(measure_sets(chosen.set or SETS), chosen.withheld)
    sys.stdout.write(told)
    if chosen.write:
        chosen.write.write_text(told, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
