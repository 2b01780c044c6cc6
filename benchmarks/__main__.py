"""`python -m benchmarks [--only GROUP] [--json FILE]`: measure, and print the table. 0: every target holds."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.table import GROUPS, BenchmarkError, Row, as_text, measure_group, write_json


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="chai bench", description="Measure, and print the table of figures.")
    parser.add_argument("--only", choices=sorted(GROUPS), action="append", help="only this group; may be repeated")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every row to this file as well")
    chosen = parser.parse_args(arguments)
    rows, failures = measure_all(chosen.only or list(GROUPS))
    sys.stdout.write(as_text(rows))
    for failure in failures:
        sys.stderr.write(f"not measured: {failure}\n")
    if chosen.json:
        write_json(rows, chosen.json)
    return 1 if failures or any(row.holds is False for row in rows) else 0


def measure_all(groups: Sequence[str]) -> tuple[list[Row], list[str]]:
    """All rows, and a sentence for each group that could not be measured."""
    rows: list[Row] = []
    failures: list[str] = []
    for group in groups:
        sys.stderr.write(f"measuring {group}...\n")
        try:
            rows += measure_group(group)
        except BenchmarkError as error:
            failures.append(f"{group}: {error}")
    return rows, failures


if __name__ == "__main__":
    sys.exit(main())
