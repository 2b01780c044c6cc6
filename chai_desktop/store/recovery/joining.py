"""What could be saved and the newest backup: which of them, or both in one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from chai_desktop.errors import ProjectError
from chai_desktop.store.backup.names import Backup
from chai_desktop.store.recovery.log_rungs import project_id
from chai_desktop.store.recovery.report import Found, Rung
from chai_desktop.store.recovery.rows import only_in, row_counts
from chai_desktop.store.recovery.salvage.stand_ins import STANDS_FOR
from chai_desktop.store.recovery.workshop import Workshop
from chai_desktop.store.refusals import DiskFullError

Combine = Callable[[Path, Path, Path], None]  # salvaged file, backup, path of the file to make
_ENOUGH = 0.9  # of the backup's rows: what was salvaged holds the newest work, and is taken even if it lacks some rows
SAVED = "saved.chai"  # beside the damaged bytes: what was read out of them, where the backup was taken instead


def join(shop: Workshop, found: Found | None, backup: Backup, combine: Combine | None) -> Found:
    """The best of both; what is not taken stays on the disk, and the loss says what only it holds."""
    if found is None:
        loss = f"What was done after the backup {backup.path.name} was made is lost."
        shop.say(f"Took {Rung.BACKUP}: {backup.path.name}. {loss}")
        return Found(backup.path, Rung.BACKUP, loss)
    more = only_in(backup.path, found.file)
    if not more:
        return found
    joined = _combined(shop, found, backup, combine) if combine is not None else None
    return joined or _with_more_rows(shop, found, backup, more)


def _combined(shop: Workshop, found: Found, backup: Backup, combine: Combine) -> Found | None:
    target = shop.new_copy()
    try:
        combine(found.file, backup.path, target)
        wrong = shop.faults(target) or _left_out(found, target)
    except DiskFullError:
        raise
    except ProjectError as error:
        wrong = (error.message,)
    if wrong:
        shop.say(f"Tried {Rung.COMBINED}: {wrong[0]}.")
        return None
    shop.say(f"Joined {found.rung} with the backup {backup.path.name}.")
    back = only_in(target, found.file)
    lost = {table: max(0, count - back.get(table, 0)) for table, count in found.rows_lost.items()}
    loss = f"{found.loss} Of what was lost, the backup {backup.path.name} brought back {_counts(back)}.".strip()
    return Found(target, Rung.COMBINED, loss, {table: count for table, count in lost.items() if count})


def _left_out(found: Found, target: Path) -> tuple[str, ...]:
    gone = {table: count for table, count in only_in(found.file, target).items() if table not in STANDS_FOR}
    return (f"it would have left out {_counts(gone)}",) if gone else ()


def _with_more_rows(shop: Workshop, found: Found, backup: Backup, more: Mapping[str, int]) -> Found:
    of_this_project = project_id(found.file) == project_id(backup.path)
    enough = _ENOUGH * sum(row_counts(backup.path).values())
    if not of_this_project or sum(row_counts(found.file).values()) >= enough:
        hint = f"The backup {backup.path.name} holds rows that are not in the result: {_counts(more)}."
        shop.say(hint)
        return replace(found, loss=f"{found.loss} {hint}".strip())
    saved = shop.damaged.with_name(SAVED)
    shutil.copyfile(found.file, saved)
    newer = only_in(found.file, backup.path)
    loss = f"What was done after the backup {backup.path.name} was made is not in the result"
    loss += f"; {_counts(newer)} of it stand in {saved}." if newer else "."
    shop.say(f"Took {Rung.BACKUP}, which holds more rows: {backup.path.name}. {loss}")
    return Found(backup.path, Rung.BACKUP, loss, newer)


def _counts(rows: Mapping[str, int]) -> str:
    return ", ".join(f"{count} of {table}" for table, count in sorted(rows.items())) or "nothing"
