"""The numbered steps from an empty database to the newest tables; ``user_version`` says how far a file is."""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

from chai_desktop.store.tables import version_1
from chai_desktop.store.tables.marks import APPLICATION_ID
from chai_desktop.store.tables.step_2 import step_2
from chai_desktop.store.tables.step_3 import step_3


def _first_tables(db: Database) -> None:
    for statement in version_1.statements():
        db.execute(statement)


# Step n (from 1) takes a file from version n - 1 to version n. A step that was published is never changed.
MIGRATIONS: tuple[Callable[[Database], None], ...] = (_first_tables, step_2, step_3)
NEWEST = len(MIGRATIONS)
# The oldest version of the tables whose program can still read what this one writes.
READABLE_FROM = 3


def version_of(db: Database) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: Database) -> None:
    """Bring the file to the newest version; each step and its number are one transaction."""
    for number in range(version_of(db) + 1, NEWEST + 1):
        with db.atomic():
            MIGRATIONS[number - 1](db)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {number}")
