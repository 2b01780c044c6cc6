"""`chai critique PROJECT`: let an engine say what is wrong in the drafts. A proposal, which is printed and not kept.

A critique in a project is a person's word: the engine's becomes one when a person takes it.
"""

from __future__ import annotations

import argparse

from chai_desktop.errors import EngineError
from chai_desktop.models.engine import Engine
from chai_desktop.models.requests import CritiqueRequest
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import critique_text
from chai_desktop.store.project import Project
from chai_desktop.store.records import Clip
from chai_desktop.verbs.project_argument import open_project
from chai_desktop.verbs.writing.engine_arguments import add_engine, chosen_engine
from chai_desktop.verbs.writing.rows import WrittenRow, add_clips, refused, row_of, write_all

_NOTHING = "No edits needed."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_clips(parser)
    add_engine(parser)


def run(parsed: argparse.Namespace) -> int:
    with open_project(parsed.project, read_only=True) as project, chosen_engine(parsed) as engine:
        return write_all(project, parsed, lambda clip, aspect: _critique(project, engine, clip, aspect, parsed.again))


def _critique(project: Project, engine: Engine, clip: Clip, aspect: Aspect, again: bool) -> WrittenRow:
    work = project.work(clip.id, aspect)
    if work.pre_caption is None:
        return row_of(clip, aspect, reason="has no pre-caption yet (chai draft)")
    if work.critique is not None and not again:
        return row_of(clip, aspect, reason="has a critique already (use --again)", kept=True)
    try:
        found = engine.critique(CritiqueRequest(aspect, work.pre_caption.text, project.answers(clip.id)))
    except EngineError as error:
        return refused(clip, aspect, error)
    text = _NOTHING if found.nothing_wrong else critique_text(found.points, found.free_text)
    return row_of(clip, aspect, text=text, notes=found.notes, fingerprint=found.fingerprint)
