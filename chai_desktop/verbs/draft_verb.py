"""`chai draft PROJECT`: let an engine write pre-captions from the answers."""

from __future__ import annotations

import argparse

from chai_desktop.errors import EngineError
from chai_desktop.models.engine import Engine
from chai_desktop.models.requests import DraftRequest
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import load_specification
from chai_desktop.store.project import Project
from chai_desktop.store.records import Clip
from chai_desktop.verbs.project_argument import open_project
from chai_desktop.verbs.writing.engine_arguments import add_engine, chosen_engine
from chai_desktop.verbs.writing.rows import WrittenRow, add_clips, refused, row_of, write_all


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_clips(parser)
    add_engine(parser)


def run(parsed: argparse.Namespace) -> int:
    with open_project(parsed.project) as project, chosen_engine(parsed) as engine:
        return write_all(project, parsed, lambda clip, aspect: _draft(project, engine, clip, aspect, parsed.again))


def _draft(project: Project, engine: Engine, clip: Clip, aspect: Aspect, again: bool) -> WrittenRow:
    if project.work(clip.id, aspect).pre_caption is not None and not again:
        return row_of(clip, aspect, reason="has a pre-caption already (use --again)", kept=True)
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
        return refused(clip, aspect, error)
    project.add_pre_caption(clip.id, aspect, written.text, "engine", written.fingerprint)
    return row_of(clip, aspect, text=written.text, notes=written.notes, fingerprint=written.fingerprint)
