"""The rungs that mend a copy: its header, its list of free pages, its indexes."""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
from pathlib import Path

from chai_desktop.errors import ProjectError
from chai_desktop.store.backup.verifying import reading
from chai_desktop.store.file.plain_words import plain_words
from chai_desktop.store.recovery.bases import bases_of
from chai_desktop.store.recovery.checking import settle
from chai_desktop.store.recovery.known_tables import known_schema, table_columns, version_by_columns
from chai_desktop.store.recovery.report import Found, Rung
from chai_desktop.store.recovery.salvage.counting import ask_indexes_of
from chai_desktop.store.recovery.salvage.salvage import changed_rows
from chai_desktop.store.recovery.workshop import Workshop
from chai_desktop.store.refusals import DiskFullError
from chai_desktop.store.sqlite_format.header_bytes import mended_header, read_header, user_version, write_header
from chai_desktop.store.sqlite_format.layout import PAGE
from chai_desktop.store.tables.marks import APPLICATION_ID
from chai_desktop.store.tables.migrations import NEWEST

_UNUSED = re.compile(r"Page \d+:? (is )?never used", re.IGNORECASE)


def mended_file(shop: Workshop) -> Found | None:
    for base, loss in bases_of(shop):
        for forget_free in (False, True):
            found = _with_header(shop, base, forget_free)
            if found is not None:
                shop.say(f"Tried {Rung.HEADER}: this is whole. {loss}".rstrip())
                return Found(found, Rung.HEADER, loss)
    shop.say(f"Tried {Rung.HEADER}: that is not all that is wrong.")
    return None


def new_indexes(shop: Workshop) -> Found | None:
    """Only where no index knows of a row that its table has lost: then the rows themselves must be looked for."""
    for base, loss in bases_of(shop):
        copy = _mend(shop, base, forget_free=False)
        try:
            found, changed = _reindexed(shop, copy)
        except DiskFullError:
            raise
        except ProjectError as error:
            found = (error.message,)
        if not found:
            loss = f"{loss} {changed}".strip()
            shop.say(f"Tried {Rung.INDEXES}: this is whole. {loss}".rstrip())
            return Found(copy, Rung.INDEXES, loss)
        copy.unlink(missing_ok=True)
    shop.say(f"Tried {Rung.INDEXES}: that is not all that is wrong.")
    return None


def _reindexed(shop: Workshop, copy: Path) -> tuple[tuple[str, ...], str]:
    """What is still wrong with the copy, and which rows the damage may have changed."""
    witness = ask_indexes_of(copy, known_schema(shop.statements, user_version(read_header(copy))))
    if any(witness.lost.values()):
        return ("rows are missing from its tables",), ""
    with plain_words(shop.path), contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("REINDEX")
    changed = changed_rows(witness.changed) if any(witness.changed.values()) else ""
    return shop.faults(settle(copy)), changed


def _with_header(shop: Workshop, base: Path, forget_free: bool) -> Path | None:
    copy = _mend(shop, base, forget_free)
    found = shop.faults(copy)
    if found and forget_free and all(_UNUSED.search(finding) for finding in _all_findings(copy)):
        copy = _written_anew(shop, copy)
        found = shop.faults(copy)
    if found:
        copy.unlink()
        return None
    return copy


def _mend(shop: Workshop, base: Path, forget_free: bool) -> Path:
    copy = shop.new_copy()
    shutil.copyfile(base, copy)
    size = copy.stat().st_size
    if size % PAGE:
        with copy.open("r+b") as file:
            file.truncate(size + PAGE - size % PAGE)
    header = read_header(copy)
    version = user_version(header)
    version = version if 1 <= version <= NEWEST else NEWEST
    header = mended_header(header, copy.stat().st_size, APPLICATION_ID, version, forget_free)
    write_header(copy, header)
    told = _version_of_tables(shop, copy)
    if told is not None:
        write_header(copy, mended_header(header, copy.stat().st_size, APPLICATION_ID, told, forget_free))
    return copy


def _version_of_tables(shop: Workshop, copy: Path) -> int | None:
    try:
        with reading(copy) as connection:
            return version_by_columns(table_columns(connection), shop.statements)
    except ProjectError:
        return None


def _all_findings(copy: Path) -> list[str]:
    try:
        with reading(copy) as connection:
            rows = connection.execute("PRAGMA integrity_check(100000)").fetchall()
    except ProjectError as error:
        return [error.message]
    lines = [line for row in rows for line in str(row[0]).splitlines()]
    return [line for line in lines if not line.startswith("***")]


def _written_anew(shop: Workshop, copy: Path) -> Path:
    """Without the pages that belong to nothing."""
    target = shop.new_copy()
    with contextlib.suppress(ProjectError), reading(copy) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    return settle(target) if target.exists() else copy
