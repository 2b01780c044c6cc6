"""One row for each answer of an engine, and how all of them are printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from chai_desktop.models.requests import Usage
from chai_desktop.store.records import Fingerprint
from chai_desktop.verbs import DONE, FAILED, IN_PART


@dataclass(frozen=True)
class WrittenRow:
    """``text`` is what was written, ``reason`` why nothing was; ``kept``: there was one before, and it stays."""

    clip: str
    aspect: str
    text: str = ""
    reason: str = ""
    kept: bool = False
    notes: tuple[str, ...] = ()
    fingerprint: Fingerprint | None = None
    usage: Usage | None = None

    @property
    def done(self) -> bool:
        return bool(self.text) or self.kept

    def line(self) -> str:
        return f"{self.clip}, {self.aspect}: {self.text or 'not written: ' + self.reason}"


@dataclass(frozen=True)
class ScoredRow:
    """``which``: "pre-caption", "post-caption" or "caption". ``p_yes``: 0..1; ``log_odds`` is what to rank by."""

    clip: str
    aspect: str
    which: str = ""
    text: str = ""
    p_yes: float | None = None
    log_odds: float | None = None
    reason: str = ""
    fingerprint: Fingerprint | None = None
    usage: Usage | None = None

    @property
    def done(self) -> bool:
        return self.p_yes is not None

    def line(self) -> str:
        where = ", ".join(part for part in (self.clip, self.aspect, self.which) if part)
        if self.p_yes is None:
            return f"{where}: not scored: {self.reason}"
        return f"{where}: P(yes) {self.p_yes:.3f}, log-odds {self.log_odds:+.2f}: {self.text}"


def row_of(clip: str, aspect: str, **what: Any) -> WrittenRow:
    return replace(WrittenRow(clip, str(aspect)), **what)


def print_rows(rows: Sequence[WrittenRow] | Sequence[ScoredRow], as_json: bool) -> int:
    """Print them, and give the exit code."""
    if as_json:
        sys.stdout.write(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("".join(f"{row.line()}\n" for row in rows))
    done = sum(row.done for row in rows)
    if rows and done == len(rows):
        return DONE
    return IN_PART if done else FAILED
