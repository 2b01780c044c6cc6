"""The first rungs: the file with all of its log, with what is whole in the log, and without it."""

from __future__ import annotations

import shutil
from pathlib import Path

from chai_desktop.errors import ProjectError
from chai_desktop.store.backup.restoring import assemble
from chai_desktop.store.backup.verifying import problems, reading
from chai_desktop.store.file.snapshot import wal_of
from chai_desktop.store.recovery.bases import WITHOUT_LOG, sentence
from chai_desktop.store.recovery.report import Found, Rung
from chai_desktop.store.recovery.rows import only_in
from chai_desktop.store.recovery.workshop import Workshop
from chai_desktop.store.sqlite_format.log_frames import read_log

OF_ANOTHER = "its log belongs to another project"


def file_and_log(shop: Workshop) -> Found | None:
    """The state that SQLite itself would recover, or a fuller one where the log is broken in its middle."""
    log = shop.log
    plain = _sound(shop, assemble(shop.damaged, shop.new_copy()), Rung.FILE_AND_LOG, sentence(log.doubt()))
    if plain is not None and plain.lossless:
        return plain
    if log.usable > log.used:
        mended = _sound(
            shop, assemble(shop.damaged, shop.new_copy(), True), Rung.MENDED_LOG, sentence(log.doubt(mended=True))
        )
        return mended or plain
    return plain


def file_alone(shop: Workshop) -> Found | None:
    if not shop.has_log() or not shop.damaged.exists():
        return None
    copy = shop.new_copy()
    shutil.copyfile(shop.damaged, copy)
    return _sound(shop, copy, Rung.FILE_ALONE, WITHOUT_LOG)


def _sound(shop: Workshop, copy: Path, rung: Rung, loss: str) -> Found | None:
    found = shop.faults(copy)
    if not found and log_is_of_another(shop.damaged, copy):
        found = (OF_ANOTHER,)
    if found:
        copy.unlink()
        shop.say(f"Tried {rung}: {found[0]}.")
        return None
    shop.say(f"Tried {rung}: this is whole. {loss}".rstrip())
    return Found(copy, rung, loss)


def log_is_of_another(path: Path, with_log: Path) -> bool:
    """Whether a log was left by another file: SQLite applies it all the same, and the result may well be whole.

    A log only adds to what the file holds: it never changes which project this is, and takes away no operation.
    """
    log = read_log(wal_of(path))
    if not path.exists() or log.is_whole_file or not log.newest(mended=True):
        return False
    before = project_id(path)
    if before is not None and before != project_id(with_log):
        return True
    return not problems(path) and "operations" in only_in(path, with_log)


def project_id(path: Path) -> str | None:
    """The id of the project in a standalone file, or None where it cannot be read."""
    try:
        with reading(path) as connection:
            found = connection.execute("SELECT id FROM project").fetchall()
    except ProjectError:
        return None
    return str(found[0][0]) if len(found) == 1 else None
