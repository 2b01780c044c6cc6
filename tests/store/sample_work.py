"""A project with work in every table, made through the program's own door; closed, or as a crash leaves it."""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.store.project import Project
from chai_desktop.store.records import ClipFacts, Fingerprint, NewCandidate
from chai_desktop.store.recovery.derived import DERIVED

TEXT = "The camera holds still on a fountain in the square while a woman walks by. "


def make_project(path: Path, clips: int = 20, seed: int = 1) -> Project:
    """An open project; the work was done in the order in which a person does it."""
    dice = random.Random(seed)
    path.parent.mkdir(parents=True, exist_ok=True)
    project = Project.create(path, path.stem, spec_id="chai-desktop", spec_version="1.0.0", policy_version="1")
    project.set_me("Anna")
    for number in range(clips):
        work_on_a_clip(project, f"{path.stem} {number}.mp4", dice)
    return project


def work_on_a_clip(project: Project, name: str, dice: random.Random) -> None:
    clip = project.add_clip(_facts(name), bytes(dice.randrange(256) for _ in range(dice.randrange(1, 9000)))).id
    project.set_answers(clip, {f"question_{n}": dice.choice(["yes", "no"]) for n in range(20)})
    for aspect in (Aspect.CAMERA, Aspect.SCENE):
        pre = project.add_pre_caption(clip, aspect, TEXT * dice.randrange(1, 80), "engine").id
        project.rate(pre, dice.randrange(1, 5))
        project.save_critique(pre, [Point(PointKind.WRONG, "walks", 4, 10, "camera")], f"It is wrong: {name}.")
        project.add_post_caption(pre, TEXT * 2, "engine")
        project.submit(clip, aspect)
    new = [NewCandidate(f"{TEXT}{n}", Fingerprint("rules", seed=n), f"Describe {name}.", 0.5, 0.0) for n in range(3)]
    keys = [each.id for each in project.add_candidates(clip, Aspect.SPATIAL, new, "best-of-n")]
    chosen = project.choose_candidate(keys[0], keys[1:2])
    point = project.take_point(Point(PointKind.WRONG, "walks", 4, 10, "camera"), Fingerprint("rules"))
    project.save_critique(chosen.id, [point])
    project.set_typed(clip, Aspect.MOTION, "critique", f"unsent words about {name}")


def _facts(name: str) -> ClipFacts:
    return ClipFacts(
        path=f"/films/{name}", name=name, content_hash=hashlib.sha256(name.encode()).hexdigest(), size_bytes=400_000,
        width=854, height=480, frame_count=120, fps=24.0, duration=5.0, variable_rate=False, has_audio=False,
        codec="h264", first_frame=0, last_frame=119,
    )  # fmt: skip


def copy_as_a_crash_leaves_it(project: Project, folder: Path) -> Path:
    """The file and its log as they are on the disk while the project is open."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (project.path.name, f"{project.path.name}-wal"):
        shutil.copyfile(project.path.with_name(name), folder / name)
    return folder / project.path.name


def rows(path: Path) -> dict[str, set[tuple[object, ...]]]:
    """Every row of every table of a closed file; the order in which rows came is left out."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        found = connection.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
        tables = [name for (name,) in found if not name.startswith("sqlite_")]
        return {table: {tuple(row) for row in connection.execute(f'SELECT * FROM "{table}"')} for table in tables}


def copy_by_backup(project: Project) -> Callable[[Path], None]:
    """What ``make_backup`` asks for: a copy by SQLite's backup interface, made while the project is open."""

    def copy(target: Path) -> None:
        with closing(sqlite3.connect(target)) as copied:
            project._file._db.conn.backup(copied, pages=16)

    return copy


def row_keys(path: Path) -> dict[str, set[tuple[object, ...]]]:
    """Of every table of a closed file the keys that rows keep for ever: ``id``, else the primary key."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        kept = [table for table in rows(path) if table not in DERIVED]
        return {table: set(connection.execute(_keys_of(connection, table))) for table in kept}


def _keys_of(connection: sqlite3.Connection, table: str) -> str:
    facts = connection.execute("SELECT name, pk FROM pragma_table_info(?)", (table,)).fetchall()
    names = [name for name, pk in facts if name == "id"] or [name for name, pk in facts if pk]
    return f'SELECT {", ".join(names)} FROM "{table}"'
