"""`chai draft PROJECT`: let an engine write pre-captions from the answers."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass

from chai_desktop.errors import ChaiError, EngineError
from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.engine import Engine
from chai_desktop.models.opening import open_engine
from chai_desktop.models.registry import known_engines
from chai_desktop.models.requests import DraftRequest
from chai_desktop.places import engine_log
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import load_specification
from chai_desktop.store.project import Project
from chai_desktop.store.records import Clip
from chai_desktop.verbs import DONE, FAILED, IN_PART
from chai_desktop.verbs.project_argument import add_project, open_project

_NAMED = 20  # clips at most in a message


@dataclass(frozen=True)
class DraftedRow:
    clip: str
    aspect: str
    text: str = ""
    reason: str = ""  # why nothing was written
    kept: bool = False  # there was a pre-caption before, and it stays


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project(parser)
    parser.add_argument(
        "--engine", choices=tuple(known_engines()), default="rules", help="what writes (default: rules)"
    )
    parser.add_argument(
        "--aspect", choices=[str(a) for a in Aspect], action="append", help="only this aspect; may be repeated"
    )
    parser.add_argument("--clip", action="append", help="only the clip of this name; may be repeated")
    parser.add_argument(
        "--again", action="store_true", help="also where there is a pre-caption already (both are kept)"
    )
    parser.add_argument("--json", action="store_true", help="print the texts as JSON")


def run(parsed: argparse.Namespace) -> int:
    project = open_project(parsed.project)
    try:
        rows = _draft_all(project, open_engine(EngineChoice(parsed.engine), engine_log()), parsed)
    finally:
        project.close()
    sys.stdout.write(_as_json(rows) if parsed.json else _as_text(rows))
    done = sum(bool(row.text) or row.kept for row in rows)
    if rows and done == len(rows):
        return DONE
    return IN_PART if done else FAILED


def _draft_all(project: Project, engine: Engine, parsed: argparse.Namespace) -> list[DraftedRow]:
    if not project.clips():
        raise ChaiError(f"{project.path.name} has no clips yet.", "Bring some in with: chai import")
    clips = [clip for clip in project.clips() if not parsed.clip or clip.facts.name in parsed.clip]
    missing = set(parsed.clip or ()) - {clip.facts.name for clip in clips}
    if missing:
        names = ", ".join(clip.facts.name for clip in project.clips()[:_NAMED])
        raise ChaiError(f"There is no clip called {', '.join(sorted(missing))}.", f"{project.path.name} has {names}.")
    aspects = [Aspect(name) for name in parsed.aspect] if parsed.aspect else list(Aspect)
    return [_draft_one(project, engine, clip, aspect, parsed.again) for clip in clips for aspect in aspects]


def _draft_one(project: Project, engine: Engine, clip: Clip, aspect: Aspect, again: bool) -> DraftedRow:
    present = project.work(clip.id, aspect).pre_caption
    if present is not None and not again:
        return DraftedRow(clip.facts.name, aspect, reason="has a pre-caption already (use --again)", kept=True)
    spec = load_specification()
    request = DraftRequest(
        clip_name=clip.facts.name,
        content_hash=clip.facts.content_hash,
        aspect=aspect,
        answers=project.answers(clip.id),
        spec_version=spec.version,
        policy_version=spec.policy(aspect).version,
    )
    try:
        written = engine.draft([request])[0]
    except EngineError as error:
        return DraftedRow(clip.facts.name, aspect, reason=str(error))
    project.add_pre_caption(clip.id, aspect, written.text, "engine", written.fingerprint)
    return DraftedRow(clip.facts.name, aspect, text=written.text)


def _as_text(rows: list[DraftedRow]) -> str:
    return "".join(f"{row.clip}, {row.aspect}: {row.text or 'not written: ' + row.reason}\n" for row in rows)


def _as_json(rows: list[DraftedRow]) -> str:
    return json.dumps([vars(row) for row in rows], ensure_ascii=False, indent=2) + "\n"
