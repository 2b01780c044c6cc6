"""The journal as a list: who did what, and when."""

from __future__ import annotations

from chai_desktop.store.file.project_file import ProjectFile
from chai_desktop.store.journal.moments import UNDONE
from chai_desktop.store.people.people import everyone
from chai_desktop.store.records import JournalEntry

_NEWEST = f"""
    SELECT operations.*, {UNDONE} AS undone FROM operations
    ORDER BY operations.created_at DESC, operations.id DESC LIMIT ?"""


def journal(file: ProjectFile, limit: int) -> list[JournalEntry]:
    """Newest first."""
    people = everyone(file)
    return [
        JournalEntry(
            operation_id=row["id"],
            name=row["name"],
            kind=row["kind"],
            author=people[row["author"]],
            at=row["created_at"],
            undone=bool(row["undone"]),
        )
        for row in file.rows(_NEWEST, (limit,))
    ]
