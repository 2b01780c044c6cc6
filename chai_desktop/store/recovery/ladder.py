"""The ladder: from the least to the most that has to be done to a damaged file, each rung on a copy.

The damaged bytes are kept first, and the project's place is only taken by a whole, verified file. Killed anywhere,
the next call begins again from what is there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chai_desktop.errors import ProjectError
from chai_desktop.store.backup.keeping import keep_damaged
from chai_desktop.store.backup.names import Backup, list_backups
from chai_desktop.store.backup.placing import take_place
from chai_desktop.store.backup.restoring import RECOVERING, clear_work_folders, work_folder
from chai_desktop.store.backup.verifying import problems, reading
from chai_desktop.store.file.plain_words import damaged, from_os
from chai_desktop.store.recovery.derived import make_derived
from chai_desktop.store.recovery.diagnosis import diagnose
from chai_desktop.store.recovery.joining import Combine, join
from chai_desktop.store.recovery.log_rungs import file_alone, file_and_log
from chai_desktop.store.recovery.program_tables import statements_of
from chai_desktop.store.recovery.report import Found, OnStep, RecoveryReport, Rung, SchemaStatements
from chai_desktop.store.recovery.row_join import join_rows
from chai_desktop.store.recovery.rows import row_counts
from chai_desktop.store.recovery.salvage.salvage import Refill, Source
from chai_desktop.store.recovery.salvage_rung import salvaged_rows
from chai_desktop.store.recovery.structure_rungs import mended_file, new_indexes
from chai_desktop.store.recovery.workshop import Workshop

_WHOLE_FILE = (file_and_log, file_alone, mended_file, new_indexes)


def _nothing(_: str) -> None:
    pass


def recover(
    path: Path,
    statements: SchemaStatements = statements_of,
    combine: Combine | None = join_rows,
    refill: Refill | None = make_derived,
    on_step: OnStep = _nothing,
) -> RecoveryReport:
    """Bring a project that does not open back, with as much of its work as is left.

    ``statements`` gives the statements that make an empty file of a version: files are held against the tables they
    must have, and rows are found even where the file's own schema is lost. ``combine`` joins what was
    salvaged with the newest backup into a third file; without it the one with more rows is taken. ``refill`` fills
    what a salvaged file has made from its rows.

    A file that is whole stays untouched. Raises ProjectError where nothing helps, where the file is open elsewhere,
    is no project or is of a newer version: then the project is as it was.
    """
    diagnosis = diagnose(path, statements)
    path = diagnosis.path
    if diagnosis.sound:
        clear_work_folders(path)
        return _untouched(path)
    try:
        kept = keep_damaged(path)
        with work_folder(path, RECOVERING) as folder:
            shop = Workshop(path, kept / path.name, folder, statements, on_step)
            shop.say(diagnosis.sentence)
            shop.say(f"The damaged bytes were kept in {kept}.")
            return _climb(shop, combine, refill)
    except OSError as error:
        raise from_os(error, path) from error


def _untouched(path: Path) -> RecoveryReport:
    """The rows are not counted: the log would have to be carried over first."""
    return RecoveryReport((f"{path.name} is whole; nothing was changed.",), path, Rung.UNTOUCHED, {}, {}, "", None)


def _climb(shop: Workshop, combine: Combine | None, refill: Refill | None) -> RecoveryReport:
    found: Found | None = None
    for rung in _WHOLE_FILE:
        found = rung(shop)
        if found is not None:
            break
    backup = None if found is not None and found.lossless else newest_whole_backup(shop)
    if found is None:
        source = Source(shop.path.stem, shop.statements, refill, _project_row(backup))
        found = salvaged_rows(shop, source)
    if backup is not None:
        found = join(shop, found, backup, combine)
    if found is None:
        raise damaged(shop.path, "nothing in it can be read any more, and there is no whole backup")
    return _put_in_place(shop, found)


def newest_whole_backup(shop: Workshop) -> Backup | None:
    for backup in list_backups(shop.path):
        wrong = problems(backup.path)
        if not wrong:
            return backup
        shop.say(f"The backup {backup.path.name} was passed over: {wrong[0]}")
    return None


def _project_row(backup: Backup | None) -> Mapping[str, Any] | None:
    if backup is None:
        return None
    try:
        with reading(backup.path) as connection:
            cursor = connection.execute("SELECT * FROM project")
            row = cursor.fetchone()
            return dict(zip([column[0] for column in cursor.description], row, strict=True))
    except ProjectError:
        return None


def _put_in_place(shop: Workshop, found: Found) -> RecoveryReport:
    kept_rows = row_counts(found.file)
    new = shop.folder / "new.chai"
    if found.file.is_relative_to(shop.folder):
        os.replace(found.file, new)
    else:
        shutil.copyfile(found.file, new)
    take_place(new, shop.path, shop.say)
    return RecoveryReport(
        steps=tuple(shop.steps),
        result=shop.path,
        source=found.rung,
        rows_kept=kept_rows,
        rows_lost=dict(found.rows_lost),
        loss=found.loss,
        damaged_kept_at=shop.damaged.parent,
    )
