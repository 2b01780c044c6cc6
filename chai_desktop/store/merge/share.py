"""A part of a project, handed out to be worked on elsewhere, and taken back by a merge."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from chai_desktop.errors import ProjectError
from chai_desktop.store import local_values
from chai_desktop.store.file.creating import create_empty
from chai_desktop.store.file.opening import open_file
from chai_desktop.store.file.project_file import ProjectFile
from chai_desktop.store.journal.kinds import CHOICE, KINDS, OF_A_CLIP, REVIEW
from chai_desktop.store.merge.transfer import Transfer
from chai_desktop.store.people.seat import HANDED_TO

_OF_A_CLIP = (
    *(f"SELECT operation FROM {kind.table} WHERE clip = ?" for kind in OF_A_CLIP),
    "SELECT operation FROM candidates WHERE clip = ?",
    f"SELECT node.operation FROM {CHOICE.table} AS node JOIN candidates ON candidates.seq = node.candidate "
    "WHERE candidates.clip = ?",
    f"SELECT node.operation FROM {REVIEW.table} AS node JOIN triples ON triples.seq = node.triple "
    "WHERE triples.clip = ?",
)


def export_share(file: ProjectFile, clip_ids: Iterable[str], path: Path, person_id: str = "") -> int:
    """Write a project file of these clips with all their history to ``path``; gives the number of clips.

    It is a part of the same project: merged back, only what was done in it is new. ``person_id`` is who works in it:
    on a computer where nobody has worked in it yet, they do. Raises ProjectError; then there is no file.
    """
    clips = _numbers(file, clip_ids)
    found = file.row("SELECT id, name FROM project")
    assert found is not None  # opening has checked that there is exactly one
    share = open_file(create_empty(path, found["name"], project_id=found["id"]))
    try:
        with share.whole():
            Transfer(file, share, clips).carry(_operations(file, clips))
            local_values.write(share, "share", {"clips": len(clips)})
            if person_id:
                local_values.write(share, HANDED_TO, person_id)
    except BaseException:
        share.close()
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        raise
    share.close()
    return len(clips)


def _numbers(file: ProjectFile, clip_ids: Iterable[str]) -> frozenset[int]:
    numbers = set()
    for clip_id in clip_ids:
        number = file.number("SELECT seq FROM clips WHERE id = ?", (clip_id,))
        if number is None:
            raise ProjectError(f"A clip is not in {file.path.name}.", "Choose from the clips of the library.")
        numbers.add(number)
    if not numbers:
        raise ProjectError("No clips were chosen.", "Select the clips to hand out in the library.")
    return frozenset(numbers)


def _operations(file: ProjectFile, clips: frozenset[int]) -> list[int]:
    """What was done to these clips, and to people and settings; in order."""
    wanted = {
        row["operation"]
        for kind in KINDS
        if kind not in (*OF_A_CLIP, REVIEW, CHOICE)
        for row in file.rows(f"SELECT DISTINCT operation FROM {kind.table}")
    }
    for clip in clips:
        for sql in _OF_A_CLIP:
            wanted |= {row["operation"] for row in file.rows(sql, (clip,))}
    return sorted(wanted)
