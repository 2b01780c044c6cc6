"""Where a clip's file is. Each computer has its own answer, so that a project can travel among several."""

from __future__ import annotations

import os
from pathlib import Path, PurePath

from chai_desktop.store.file.project_file import ProjectFile, Row, Stamp
from chai_desktop.store.journal.kinds import PLACE
from chai_desktop.store.journal.nodes import put
from chai_desktop.store.people.seat import computer

_PLACES = f"""
    SELECT places.absolute_path, places.relative_path, words.text AS computer
    FROM heads JOIN places ON places.seq = heads.node JOIN words ON words.seq = places.computer
    WHERE heads.kind = {PLACE.number} AND heads.a = ? AND places.absolute_path IS NOT NULL ORDER BY places.seq DESC"""


def put_place(file: ProjectFile, stamp: Stamp, clip: int, path: str) -> None:
    """The clip's file is here on this computer; inside an operation."""
    absolute = os.path.normpath(Path(path).absolute())
    payload = {"absolute_path": absolute, "relative_path": _relative(absolute, file.folder)}
    put(file, stamp, PLACE, (clip, file.word(computer())), payload)


def current_path(file: ProjectFile, clip: int) -> str:
    """What this computer knows, else what another one said last: beside the project it may be true here too."""
    known = file.rows(_PLACES, (clip,))
    here = computer()
    own = next((row for row in known if row["computer"] == here), None)
    best = own or (known[0] if known else None)
    return "" if best is None else _where(file, best)


def _relative(absolute: str, folder: Path) -> str:
    """With forward slashes; '' where there is no way from one to the other (two drives of Windows)."""
    try:
        return PurePath(os.path.relpath(absolute, folder)).as_posix()
    except ValueError:
        return ""


def _where(file: ProjectFile, row: Row) -> str:
    """Beside the project if both moved together, else where it was."""
    absolute = str(row["absolute_path"])
    if not row["relative_path"]:
        return absolute
    beside = os.path.normpath(f"{file.folder}/{row['relative_path']}")
    return beside if beside == absolute or os.path.exists(beside) else absolute
