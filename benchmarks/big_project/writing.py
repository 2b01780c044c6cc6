"""Writing the made-up project: through the real tables, in bulk."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from benchmarks.big_project.plan import ENGINE, PEOPLE, QUESTIONS, planned_clips
from benchmarks.big_project.rows import COLUMNS, Known, Rows
from chai_desktop.exchange.new_project import create_project
from chai_desktop.spec.specification import load_specification
from chai_desktop.store.file.opening import open_file
from chai_desktop.store.file.project_file import ProjectFile
from chai_desktop.store.judgement.fingerprints import keep_fingerprint
from chai_desktop.store.judgement.pinned import pinned, specification_row
from chai_desktop.store.people.seat import computer

CLIPS = 100_000
_TOGETHER = 250  # clips in one transaction
_CACHE = 512 << 10  # kilobytes


def write_big_project(path: Path, clips: int = CLIPS, told: Callable[[float], None] | None = None) -> float:
    """Make the file, which must not exist; gives the seconds that it took. ``told`` gets the share done, 0 to 1.

    Full size: 100,000 clips, 500,000 triples, 6,000,000 answers, some 5 GB.
    """
    started = time.perf_counter()
    known = _prepared(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for pragma in (
            "journal_mode = OFF",
            "synchronous = OFF",
            f"cache_size = -{_CACHE}",
            "locking_mode = EXCLUSIVE",
        ):
            db.execute(f"PRAGMA {pragma}").fetchall()
        rows = Rows(known, random.Random(clips))
        for number, planned in enumerate(planned_clips(clips), start=1):
            rows.add(planned)
            if number % _TOGETHER == 0 or number == clips:
                _write(db, rows)
                if told is not None:
                    told(number / clips)
        db.execute("PRAGMA analysis_limit = 400").fetchall()
        db.execute("ANALYZE")
        db.execute("PRAGMA journal_mode = WAL").fetchall()
    return time.perf_counter() - started


def _write(db: sqlite3.Connection, rows: Rows) -> None:
    db.execute("BEGIN")
    for table, gathered in rows.take().items():
        columns = COLUMNS[table]
        places = ", ".join("?" * len(columns))
        db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", gathered)
    db.execute("COMMIT")


def _prepared(path: Path) -> Known:
    """A new project with its people, and the rows that all clips share."""
    with create_project(path) as project:
        for name in PEOPLE[1:]:
            project.add_person(name)
        project.set_me(PEOPLE[0])
        people = {person.name: person.id for person in project.people()}
    file = open_file(path)
    try:
        with file.whole():
            return Known(
                folder=path.absolute().parent,
                people={name: _seq(file, "people", people[name]) for name in PEOPLE},
                questions={
                    question.id: file.word(question.id) for question in load_specification().questions[:QUESTIONS]
                },
                computer=file.word(computer()),
                specification=specification_row(file, pinned(file)),
                fingerprint=keep_fingerprint(file, ENGINE) or 0,
                next_number={table: _next(file, table) for table in COLUMNS if "seq" in COLUMNS[table]},
            )
    finally:
        file.close()


def _seq(file: ProjectFile, table: str, key: str) -> int:
    return file.number(f"SELECT seq FROM {table} WHERE id = ?", (key,)) or 0


def _next(file: ProjectFile, table: str) -> int:
    return (file.number(f"SELECT max(seq) FROM {table}") or 0) + 1
