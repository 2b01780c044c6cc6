"""`python -m benchmarks.engine_speed --shape 8b --device cuda --json FILE`. 0: every target holds."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.engine_speed.rows import rows_of
from benchmarks.engine_speed.shapes import SHAPES
from benchmarks.table import as_text, write_json


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engine_speed", description=__doc__)
    parser.add_argument("--shape", choices=SHAPES, default="tiny", help="whose layers' shapes the model has")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every row to this file as well")
    chosen = parser.parse_args(arguments)
    rows = rows_of(chosen.shape, chosen.device)
    sys.stdout.write(as_text(rows))
    if chosen.json:
        write_json(rows, chosen.json)
    return 1 if any(row.holds is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
