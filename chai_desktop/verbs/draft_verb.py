"""`chai draft INPUT`: let an engine write pre-captions, from the answers of a project or from a video file alone."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from chai_desktop.errors import EngineError
from chai_desktop.exchange.project_specification import specification_of
from chai_desktop.models.engine import Engine
from chai_desktop.models.process.client import EngineProcess
from chai_desktop.models.requests import DraftRequest, EngineText
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import Specification, load_specification
from chai_desktop.store.project import Project
from chai_desktop.store.records import Clip, ClipFacts
from chai_desktop.verbs.project_argument import open_project
from chai_desktop.verbs.writing.engine_arguments import add_engine, chosen_engine, telling
from chai_desktop.verbs.writing.input_argument import (
    add_again,
    add_input,
    chosen_aspects,
    chosen_clips,
    footage_for,
    is_project,
    video_facts,
)
from chai_desktop.verbs.writing.rows import WrittenRow, print_rows, row_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_input(parser)
    add_again(parser)
    add_engine(parser)


def run(parsed: argparse.Namespace) -> int:
    if not is_project(parsed.input):
        facts = video_facts(parsed)
        with chosen_engine(parsed) as engine:
            drafted = _written(engine, load_specification(), facts, {}, chosen_aspects(parsed))
        return print_rows([_row(facts.name, aspect, each) for aspect, each in drafted.items()], parsed.json)
    with open_project(parsed.input) as project, chosen_engine(parsed) as engine:
        aspects = chosen_aspects(parsed)
        rows = [
            row
            for clip in chosen_clips(project, parsed)
            for row in _draft_clip(project, engine, clip, aspects, parsed.again)
        ]
        return print_rows(rows, parsed.json)


def _draft_clip(
    project: Project, engine: Engine, clip: Clip, aspects: Sequence[Aspect], again: bool
) -> list[WrittenRow]:
    there = {a for a in aspects if not again and project.work(clip.id, a).pre_caption is not None}
    wanted = [aspect for aspect in aspects if aspect not in there]
    drafted = _written(engine, specification_of(project), clip.facts, project.answers(clip.id), wanted)
    for aspect, each in drafted.items():
        if isinstance(each, EngineText):
            project.add_pre_caption(clip.id, aspect, each.text, "engine", each.fingerprint, each.prompt)
    kept = row_of(clip.facts.name, "", reason="has a pre-caption already (use --again)", kept=True)
    return [
        row_of(kept.clip, aspect, reason=kept.reason, kept=True)
        if aspect in there
        else _row(kept.clip, aspect, drafted[aspect])
        for aspect in aspects
    ]


def _written(
    engine: Engine, spec: Specification, facts: ClipFacts, answers: Mapping[str, Any], aspects: Sequence[Aspect]
) -> dict[Aspect, EngineText | EngineError]:
    """A text for each aspect, or why there is none. Engines with weights are asked for all of them at once, since
    these share the clip; the rules refuse single aspects, and are asked for each alone.
    """
    footage = footage_for(engine, facts)
    requests = [
        DraftRequest(
            clip_name=facts.name,
            content_hash=facts.content_hash,
            aspect=aspect,
            answers=answers,
            spec_version=spec.version,
            policy_version=spec.policy(aspect).version,
            footage=footage,
        )
        for aspect in aspects
    ]
    batches = [requests] if isinstance(engine, EngineProcess) else [[request] for request in requests]
    found: dict[Aspect, EngineText | EngineError] = {}
    for batch in filter(None, batches):
        try:
            found |= zip((r.aspect for r in batch), engine.draft(batch, telling(facts.name)), strict=True)
        except EngineError as error:
            found |= {request.aspect: error for request in batch}
    return found


def _row(clip: str, aspect: Aspect, each: EngineText | EngineError) -> WrittenRow:
    if isinstance(each, EngineError):
        return row_of(clip, aspect, reason=str(each))
    return row_of(clip, aspect, text=each.text, notes=each.notes, fingerprint=each.fingerprint, usage=each.usage)
