"""`chai critique INPUT`: let an engine say what is wrong in drafts. A proposal, which is printed and not kept.

A critique in a project is a person's word: the engine's becomes one when a person takes it.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from chai_desktop.errors import ChaiError, EngineError
from chai_desktop.models.engine import Engine
from chai_desktop.models.requests import CritiqueRequest
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import critique_text
from chai_desktop.store.project import Project
from chai_desktop.store.records import Clip
from chai_desktop.verbs.project_argument import open_project
from chai_desktop.verbs.writing.engine_arguments import add_engine, chosen_engine, telling
from chai_desktop.verbs.writing.input_argument import (
    add_again,
    add_input,
    chosen_aspects,
    chosen_clips,
    footage_for,
    given_texts,
    is_project,
    one_aspect,
    video_facts,
)
from chai_desktop.verbs.writing.rows import WrittenRow, print_rows, row_of

_NOTHING = "No edits needed."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_input(parser)
    add_again(parser)
    parser.add_argument(
        "--caption", action="append", default=[], metavar="TEXT", help="of a video file: the draft, or @FILE with it"
    )
    add_engine(parser)


def run(parsed: argparse.Namespace) -> int:
    if not is_project(parsed.input):
        return _of_video(parsed, given_texts(parsed.caption))
    if parsed.caption:
        raise ChaiError("--caption goes with a video file; a project has its own drafts.", "Leave it out.")
    with open_project(parsed.input, read_only=True) as project, chosen_engine(parsed) as engine:
        clips, aspects = chosen_clips(project, parsed), chosen_aspects(parsed)
        rows = [_of_clip(project, engine, clip, aspect, parsed.again) for clip in clips for aspect in aspects]
        return print_rows(rows, parsed.json)


def _of_video(parsed: argparse.Namespace, captions: Sequence[str]) -> int:
    aspect = one_aspect(parsed)
    if len(captions) != 1 or not captions[0]:
        raise ChaiError("A critique of a video file needs its draft.", "Give one: --caption TEXT, or --caption @FILE")
    facts = video_facts(parsed)
    with chosen_engine(parsed) as engine:
        request = CritiqueRequest(aspect, captions[0], {}, footage=footage_for(engine, facts))
        return print_rows([_asked(engine, facts.name, request)], parsed.json)


def _of_clip(project: Project, engine: Engine, clip: Clip, aspect: Aspect, again: bool) -> WrittenRow:
    work = project.work(clip.id, aspect)
    if work.pre_caption is None:
        return row_of(clip.facts.name, aspect, reason="has no pre-caption yet (chai draft)")
    if work.critique is not None and not again:
        return row_of(clip.facts.name, aspect, reason="has a critique already (use --again)", kept=True)
    footage = footage_for(engine, clip.facts)
    request = CritiqueRequest(aspect, work.pre_caption.text, project.answers(clip.id), footage=footage)
    return _asked(engine, clip.facts.name, request)


def _asked(engine: Engine, clip: str, request: CritiqueRequest) -> WrittenRow:
    try:
        found = engine.critique(request, telling(clip))
    except EngineError as error:
        return row_of(clip, request.aspect, reason=str(error))
    text = _NOTHING if found.nothing_wrong else critique_text(found.points, found.free_text)
    what = {"notes": found.notes, "fingerprint": found.fingerprint, "usage": found.usage}
    return row_of(clip, request.aspect, text=text, **what)
