"""One row for each clip and aspect that an engine was asked about, and how all of them are walked and printed."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from typing import Any

from chai_desktop.errors import ChaiError, EngineError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project import Project
from chai_desktop.store.records import Clip, Fingerprint
from chai_desktop.verbs import DONE, FAILED, IN_PART
from chai_desktop.verbs.project_argument import add_project, clips_called


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


WriteOne = Callable[[Clip, Aspect], WrittenRow]


def add_clips(parser: argparse.ArgumentParser) -> None:
    add_project(parser)
    parser.add_argument(
        "--aspect", choices=[str(a) for a in Aspect], action="append", help="only this aspect; may be repeated"
    )
    parser.add_argument("--clip", action="append", help="only the clip of this name; may be repeated")
    parser.add_argument("--again", action="store_true", help="also where there is one already (both are kept)")
    parser.add_argument("--json", action="store_true", help="print what was written as JSON, with what wrote it")


def row_of(clip: Clip, aspect: Aspect, **what: Any) -> WrittenRow:
    return replace(WrittenRow(clip.facts.name, str(aspect)), **what)


def write_all(project: Project, parsed: argparse.Namespace, write_one: WriteOne) -> int:
    """Ask for every clip and aspect of the arguments, print the rows, and give the exit code."""
    if not project.clip_page(limit=1)[0]:
        raise ChaiError(f"{project.path.name} has no clips yet.", "Bring some in with: chai import")
    clips = clips_called(project, parsed.clip) if parsed.clip else project.clips()
    aspects = [Aspect(name) for name in parsed.aspect] if parsed.aspect else list(Aspect)
    rows = [write_one(clip, aspect) for clip in clips for aspect in aspects]
    sys.stdout.write(_as_json(rows) if parsed.json else _as_text(rows))
    done = sum(bool(row.text) or row.kept for row in rows)
    if rows and done == len(rows):
        return DONE
    return IN_PART if done else FAILED


def refused(clip: Clip, aspect: Aspect, error: EngineError) -> WrittenRow:
    return row_of(clip, aspect, reason=str(error))


def _as_text(rows: list[WrittenRow]) -> str:
    return "".join(f"{row.clip}, {row.aspect}: {row.text or 'not written: ' + row.reason}\n" for row in rows)


def _as_json(rows: list[WrittenRow]) -> str:
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2) + "\n"
