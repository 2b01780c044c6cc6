"""`chai score INPUT`: how likely an engine that sees finds captions right. Printed, and not kept."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from chai_desktop.errors import ChaiError, EngineError
from chai_desktop.models.engine import Engine
from chai_desktop.models.requests import Footage, ScoreRequest
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project import Project
from chai_desktop.store.records import Clip, ClipFacts
from chai_desktop.verbs.project_argument import open_project
from chai_desktop.verbs.writing.engine_arguments import add_engine, chosen_engine, telling
from chai_desktop.verbs.writing.input_argument import (
    add_input,
    chosen_aspects,
    chosen_clips,
    given_texts,
    is_project,
    one_aspect,
    video_facts,
)
from chai_desktop.verbs.writing.rows import ScoredRow, print_rows

_CAPTION, _PRE, _POST = "caption", "pre-caption", "post-caption"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_input(parser)
    parser.add_argument(
        "--caption",
        action="append",
        default=[],
        metavar="TEXT",
        help="of a video file: a caption, or @FILE with it; may be repeated, and they are ranked",
    )
    add_engine(parser)


def run(parsed: argparse.Namespace) -> int:
    if not is_project(parsed.input):
        return _of_video(parsed, given_texts(parsed.caption))
    if parsed.caption:
        raise ChaiError("--caption goes with a video file; a project has its own captions.", "Leave it out.")
    with open_project(parsed.input, read_only=True) as project, chosen_engine(parsed) as engine:
        clips, aspects = chosen_clips(project, parsed), chosen_aspects(parsed)
        rows = [row for clip in clips for aspect in aspects for row in _of_clip(project, engine, clip, aspect)]
        return print_rows(rows, parsed.json)


def _of_video(parsed: argparse.Namespace, captions: Sequence[str]) -> int:
    """The best first."""
    aspect = one_aspect(parsed)
    if not captions or not all(captions):
        raise ChaiError("A score of a video file needs its captions.", "Give them: --caption TEXT, or --caption @FILE")
    facts = video_facts(parsed)
    with chosen_engine(parsed) as engine:
        rows = _asked(engine, facts, aspect, [(_CAPTION, caption) for caption in captions])
    ranked = sorted(rows, key=lambda row: row.log_odds if row.log_odds is not None else 0.0, reverse=True)
    return print_rows(ranked, parsed.json)


def _of_clip(project: Project, engine: Engine, clip: Clip, aspect: Aspect) -> list[ScoredRow]:
    work = project.work(clip.id, aspect)
    there = [(_PRE, work.pre_caption), (_POST, work.post_caption)]
    captions = [(which, caption.text) for which, caption in there if caption is not None]
    if not captions:
        return [ScoredRow(clip.facts.name, str(aspect), reason="has no caption yet (chai draft)")]
    return _asked(engine, clip.facts, aspect, captions)


def _asked(engine: Engine, facts: ClipFacts, aspect: Aspect, captions: Sequence[tuple[str, str]]) -> list[ScoredRow]:
    """One request for all captions, which share the video."""
    footage = Footage(facts.path, facts.content_hash, facts.first_frame, facts.last_frame)
    try:
        request = ScoreRequest(aspect, tuple(text for _which, text in captions), footage)
        scores = engine.score(request, telling(facts.name))
    except EngineError as error:
        return [ScoredRow(facts.name, str(aspect), which, text, reason=str(error)) for which, text in captions]
    return [
        ScoredRow(facts.name, str(aspect), which, text, p_yes, odds, "", scores.fingerprint, scores.usage)
        for (which, text), p_yes, odds in zip(captions, scores.p_yes, scores.log_odds, strict=True)
    ]
