"""One sentence of a check."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Verdict(StrEnum):
    GOOD = "good"
    WARNING = "warning"  # may be used all the same
    BAD = "bad"


@dataclass(frozen=True)
class CheckLine:
    verdict: Verdict
    sentence: str


def size_of(file: Path) -> int:
    """Bytes; 0 where the file is gone."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def whole(name: str, size: int, needed: int) -> CheckLine:
    """Whether a file is as long as its head says."""
    if size < needed:
        return CheckLine(
            Verdict.BAD, f"{name} is cut off: it holds {size:,} bytes of {needed:,}. Copy or download it again."
        )
    if size > needed + 64:
        return CheckLine(Verdict.WARNING, f"{name} is longer than it should be, by {size - needed:,} bytes.")
    return CheckLine(Verdict.GOOD, f"{name} is whole.")
