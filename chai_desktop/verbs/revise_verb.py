"""`chai revise PROJECT`: let an engine write post-captions from the critiques."""

from __future__ import annotations

import argparse

from chai_desktop.errors import EngineError
from chai_desktop.models.engine import Engine
from chai_desktop.models.requests import RevisionRequest
from chai_desktop.spec.aspects import Aspect
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
        return write_all(project, parsed, lambda clip, aspect: _revise(project, engine, clip, aspect, parsed.again))


def _revise(project: Project, engine: Engine, clip: Clip, aspect: Aspect, again: bool) -> WrittenRow:
    work = project.work(clip.id, aspect)
    critique = work.critique
    if work.pre_caption is None or critique is None or not (critique.points or critique.free_text.strip()):
        return row_of(clip, aspect, reason="has no critique yet")
    if work.post_caption is not None and not again:
        return row_of(clip, aspect, reason="has a post-caption already (use --again)", kept=True)
    request = RevisionRequest(aspect, work.pre_caption.text, critique.points, critique.free_text)
    try:
        written = engine.revise(request)
    except EngineError as error:
        return refused(clip, aspect, error)
    project.add_post_caption(work.pre_caption.id, written.text, "engine", written.fingerprint, critique.id)
    return row_of(clip, aspect, text=written.text, notes=written.notes, fingerprint=written.fingerprint)
