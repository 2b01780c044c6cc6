"""A project in which everything occurs, and a hand that damages its file behind the program's back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.store.check.check import check_file
from chai_desktop.store.check.findings import Level
from chai_desktop.store.project import Project
from chai_desktop.store.records import Fingerprint, NewCandidate, ReviewedPoint

Damage = Callable[..., None]


@pytest.fixture
def worked_in(project, facts) -> Path:
    """Two clips with all that people do; the file is closed."""
    first = project.add_clip(facts("fountain.mp4"), b"\xff\xd8 jpeg").id
    other = project.add_clip(facts("harbour.mp4")).id
    project.set_answers(first, {"camera_pan": "no", "subject.type": "a woman", "tracking_shot_types": ["pan"]})
    project.set_answers(first, {"camera_pan": "left_to_right"}, via="camera.movement.pan_right")
    pre = project.add_pre_caption(
        first, Aspect.CAMERA, "The camera zooms in on a fountain.", "engine", Fingerprint("rules")
    )
    project.rate(pre.id, 3)
    critique = project.save_critique(pre.id, [Point(PointKind.WRONG, "dollies in", 11, 19, "zooms in")], "Look again.")
    project.add_post_caption(pre.id, "The camera dollies in on a fountain.", "engine", None, critique.id)
    triple = project.submit(first, Aspect.CAMERA)
    project.save_review(triple.id, "approved", (ReviewedPoint(0, "right"),))
    perfect = project.add_pre_caption(other, Aspect.SCENE, "Boats lie in a harbour.", "import")
    project.rate(perfect.id, 5)
    project.submit(other, Aspect.SCENE)
    new = [NewCandidate(f"Boats, {n}.", Fingerprint("rules", seed=n), "Describe.") for n in range(2)]
    keys = [each.id for each in project.add_candidates(first, Aspect.SPATIAL, new, "best-of-n")]
    chosen = project.choose_candidate(keys[0], keys[1:])
    taken = project.take_point(Point(PointKind.EXTRA, "", 0, 5, "Boats"), Fingerprint("rules"))
    project.save_critique(chosen.id, [taken])
    project.set_setting("target", 12)
    project.set_typed(other, Aspect.CAMERA, "critique", "not yet sent")
    project.undo()
    project.redo()
    project.remove_clip(other)
    project.undo()
    project.close()
    return project.path


@pytest.fixture
def damage(worked_in: Path) -> Damage:
    """Runs SQL on the closed file as another program would: guards and references do not stop it."""

    def run(*statements: str) -> None:
        with closing(sqlite3.connect(worked_in, isolation_level=None)) as db:
            db.execute("PRAGMA foreign_keys = OFF")
            guards = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
            dropped = [name for name, _ in guards if not any(name in statement for statement in statements)]
            for name in dropped:
                db.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                db.execute(statement)
            for name, sql in guards:
                if name in dropped:
                    db.execute(sql)
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    return run


def kinds(path: Path, but_notes: bool = True) -> set[str]:
    found = check_file(path).findings
    return {finding.kind for finding in found if not (but_notes and finding.level is Level.NOTE)}


def with_merged_conflict(project: Project, path: Path) -> None:
    """Leave a fork in the project: the same question answered in two copies."""
    clip = next(clip.id for clip in project.clips())
    project.copy_to(path)
    project.set_answers(clip, {"camera_pan": "no"})
    with Project.open(path) as copy:
        copy.set_answers(clip, {"camera_pan": "right_to_left"})
    project.merge(path)
