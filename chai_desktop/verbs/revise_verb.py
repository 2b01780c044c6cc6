"""`chai revise PROJECT`: let an engine write post-captions from the critiques; or of one caption, without a project."""

from __future__ import annotations

import argparse

from chai_desktop.errors import ChaiError, EngineError
from chai_desktop.models.critique_answer import read_critique
from chai_desktop.models.engine import Engine
from chai_desktop.models.requests import EngineText, RevisionRequest
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project import Project
from chai_desktop.store.records import Clip
from chai_desktop.verbs.project_argument import open_project
from chai_desktop.verbs.writing.engine_arguments import add_engine, chosen_engine, telling
from chai_desktop.verbs.writing.input_argument import (
    add_again,
    add_input,
    chosen_aspects,
    chosen_clips,
    given_texts,
    is_project,
    one_aspect,
)
from chai_desktop.verbs.writing.rows import WrittenRow, print_rows, row_of

_NOTHING_WRONG = "No edits needed."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_input(parser, optional=True)
    add_again(parser)
    parser.add_argument("--caption", metavar="TEXT", help="without a project: the draft, or @FILE with it")
    parser.add_argument("--critique", metavar="TEXT", help="without a project: what is wrong in it, or @FILE with it")
    add_engine(parser)


def run(parsed: argparse.Namespace) -> int:
    if parsed.caption is not None or parsed.critique is not None:
        return _of_texts(parsed)
    if parsed.input is None or not is_project(parsed.input):
        raise ChaiError(
            "A revision works from texts: from a project, or from a caption and a critique.",
            "Name a project, or give --aspect, --caption and --critique.",
        )
    with open_project(parsed.input) as project, chosen_engine(parsed) as engine:
        clips, aspects = chosen_clips(project, parsed), chosen_aspects(parsed)
        rows = [_of_clip(project, engine, clip, aspect, parsed.again) for clip in clips for aspect in aspects]
        return print_rows(rows, parsed.json)


def _of_texts(parsed: argparse.Namespace) -> int:
    """Lines of the critique that are corrections ("this" -> "that") become points, the others stay as they are."""
    if parsed.input is not None:
        raise ChaiError("A revision of texts needs no file.", "Leave it out, or leave --caption and --critique out.")
    aspect = one_aspect(parsed)
    caption, critique = given_texts([parsed.caption or "", parsed.critique or ""])
    if not caption or not critique:
        raise ChaiError("A revision needs a caption and a critique.", "Give both: --caption TEXT --critique TEXT")
    points, free_text = read_critique(critique, caption, _NOTHING_WRONG)
    with chosen_engine(parsed) as engine:
        written = _asked(engine, "", RevisionRequest(aspect, caption, points, free_text))
    return print_rows([_row("", aspect, written)], parsed.json)


def _of_clip(project: Project, engine: Engine, clip: Clip, aspect: Aspect, again: bool) -> WrittenRow:
    name = clip.facts.name
    work = project.work(clip.id, aspect)
    critique = work.critique
    if work.pre_caption is None or critique is None or not (critique.points or critique.free_text.strip()):
        return row_of(name, aspect, reason="has no critique yet")
    if work.post_caption is not None and not again:
        return row_of(name, aspect, reason="has a post-caption already (use --again)", kept=True)
    written = _asked(engine, name, RevisionRequest(aspect, work.pre_caption.text, critique.points, critique.free_text))
    if isinstance(written, EngineText):
        project.add_post_caption(
            work.pre_caption.id, written.text, "engine", written.fingerprint, critique.id, written.prompt
        )
    return _row(name, aspect, written)


def _asked(engine: Engine, clip: str, request: RevisionRequest) -> EngineText | EngineError:
    try:
        return engine.revise(request, telling(clip))
    except EngineError as error:
        return error


def _row(clip: str, aspect: Aspect, written: EngineText | EngineError) -> WrittenRow:
    if isinstance(written, EngineError):
        return row_of(clip, aspect, reason=str(written))
    what = {"notes": written.notes, "fingerprint": written.fingerprint, "usage": written.usage}
    return row_of(clip, aspect, text=written.text, **what)
