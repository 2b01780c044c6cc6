"""The step from version 2 of the tables to version 3. It was published: it is never changed."""

from __future__ import annotations

from sqlite_utils import Database

from chai_desktop.store.tables.version_3 import added_statements


def step_3(db: Database) -> None:
    """Inside a transaction.

    A program that knows version 2 only must not even read the file: merging from it, it would take over the steps that
    brought candidates without the candidates, and could never tell afterwards that they are missing.
    """
    for statement in added_statements():
        db.execute(statement)
    db.execute("UPDATE project SET readable_from = 3")
