"""What a salvaged file does not need to have kept: it follows from the rows, and is made from them anew."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from chai_desktop.store.check.mend import find_all_ends, set_statuses
from chai_desktop.store.file.project_file import ProjectFile
from chai_desktop.store.search.rebuilding import rebuild_index

DERIVED = ("heads", "forks")  # tables; the search index is one as well, and holds no rows of its own


def make_derived(connection: sqlite3.Connection) -> None:
    """Heads, forks, statuses and the search index, from the other rows. Tables of version 1 have none of them."""
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'heads'").fetchone() is None:
        return
    connection.row_factory = sqlite3.Row
    database = Database(connection)
    file = ProjectFile(Path("salvage"), database)
    with database.atomic():
        find_all_ends(file)
        set_statuses(file)
        rebuild_index(file)
    connection.row_factory = None
