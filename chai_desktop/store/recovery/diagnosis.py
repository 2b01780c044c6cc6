"""Looking at a file that does not open: what is wrong with it, and what could help. Nothing is changed."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from chai_desktop.errors import ProjectError
from chai_desktop.store.backup.names import list_backups
from chai_desktop.store.backup.restoring import assemble
from chai_desktop.store.backup.verifying import reading
from chai_desktop.store.file.header import check_header, newer_version, refuse_newer
from chai_desktop.store.file.lock import refuse_if_owned
from chai_desktop.store.file.plain_words import from_os
from chai_desktop.store.file.snapshot import has_unfinished_log, wal_of
from chai_desktop.store.recovery.checking import faults
from chai_desktop.store.recovery.known_tables import table_columns, version_by_columns
from chai_desktop.store.recovery.log_rungs import OF_ANOTHER, log_is_of_another
from chai_desktop.store.recovery.program_tables import statements_of
from chai_desktop.store.recovery.report import Diagnosis, Rung, SchemaStatements
from chai_desktop.store.refusals import NotAProjectError
from chai_desktop.store.sqlite_format.header_bytes import read_header
from chai_desktop.store.sqlite_format.layout import MAGIC
from chai_desktop.store.sqlite_format.log_frames import read_log
from chai_desktop.store.tables.marks import APPLICATION_ID


def diagnose(path: Path, statements: SchemaStatements = statements_of) -> Diagnosis:
    """Say what is wrong with the project file at ``path``.

    Raises ProjectError where recovery must not begin: the file is open elsewhere, is no project, was written by
    a newer version, or there is nothing at all.
    """
    path = Path(os.path.realpath(path))
    _refuse_what_is_no_project(path)
    try:
        found = _faults(path, statements)
    except OSError as error:
        raise from_os(error, path) from error
    if not found:
        return Diagnosis(path, True, f"{path.name} is whole.", ())
    return Diagnosis(path, False, f"{path.name} is damaged: {found[0]}.", _rungs(path))


def _refuse_what_is_no_project(path: Path) -> None:
    if path.is_dir():
        check_header(path)
    if not path.exists():
        if not has_unfinished_log(path) and not list_backups(path):
            raise from_os(FileNotFoundError(), path)
        return
    refuse_if_owned(path)
    header = read_header(path)
    if header.startswith(MAGIC) and int.from_bytes(header[68:72], "big") != APPLICATION_ID and _is_another(path):
        raise NotAProjectError(f"{path} is the database of another program.", "Choose a file that ends in .chai.")


def _is_another(path: Path) -> bool:
    """A readable database without our tables; one whose mark alone was changed still has them."""
    try:
        with reading(path) as connection:
            return "project" not in table_columns(connection)
    except ProjectError:
        return False


def _faults(path: Path, statements: SchemaStatements) -> tuple[str, ...]:
    if not path.exists():
        return ("it is gone, and only what lies beside it is left",)
    with TemporaryDirectory(prefix="chai-") as folder:
        copy = assemble(path, Path(folder) / path.name) if has_unfinished_log(path) else path
        _refuse_newer(copy, statements)
        found = faults(copy, statements) or ((OF_ANOTHER,) if log_is_of_another(path, copy) else ())
    if found:
        return found
    try:
        check_header(path)  # the log may hold a whole first page where the file itself has none
    except ProjectError as error:
        return (error.message,)
    doubt = read_log(wal_of(path)).doubt()
    return (doubt,) if doubt else ()


def _refuse_newer(copy: Path, statements: SchemaStatements) -> None:
    """A number that is too high may be damage, but only a file with the tables that we know is ours to mend."""
    version = newer_version(copy)
    if version is None:
        return
    try:
        with reading(copy) as connection:
            columns = table_columns(connection)
    except ProjectError:
        return
    if version_by_columns(columns, statements) is None:
        refuse_newer(copy, version)


def _rungs(path: Path) -> tuple[Rung, ...]:
    rungs: list[Rung] = []
    if has_unfinished_log(path):
        rungs += [Rung.FILE_AND_LOG, Rung.MENDED_LOG]
    if path.exists() and has_unfinished_log(path):
        rungs.append(Rung.FILE_ALONE)
    if has_unfinished_log(path) or (path.exists() and path.stat().st_size):
        rungs += [Rung.HEADER, Rung.INDEXES, Rung.SALVAGE]
    if list_backups(path):
        rungs.append(Rung.BACKUP)
    return tuple(rungs)
