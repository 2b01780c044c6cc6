"""`python -m benchmarks.big_project FILE [--clips N]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.big_project.writing import CLIPS, write_big_project


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.big_project", description="Write a large made-up project.")
    parser.add_argument("file", type=Path, help="the project file to make; some 5 GB at full size")
    parser.add_argument("--clips", type=int, default=CLIPS, help=f"how many clips (default: {CLIPS})")
    chosen = parser.parse_args()
    seconds = write_big_project(chosen.file, chosen.clips, lambda share: print(f"\r{share:4.0%}", end="", flush=True))
    print(f"\r{chosen.clips} clips, {chosen.file.stat().st_size / 1e6:.0f} MB, {seconds:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
