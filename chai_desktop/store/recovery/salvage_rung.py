"""The last rung before a backup: the rows themselves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from chai_desktop.errors import ProjectError
from chai_desktop.store.file.plain_words import plain_words
from chai_desktop.store.recovery.bases import bases_of
from chai_desktop.store.recovery.checking import settle
from chai_desktop.store.recovery.log_rungs import project_id
from chai_desktop.store.recovery.report import Found, Rung
from chai_desktop.store.recovery.salvage.salvage import Salvaged, Source, salvage
from chai_desktop.store.recovery.workshop import Workshop
from chai_desktop.store.refusals import DiskFullError


@dataclass(frozen=True)
class _Attempt:
    file: Path
    salvaged: Salvaged
    loss: str


def salvaged_rows(shop: Workshop, source: Source) -> Found | None:
    """From the file with its log; without it where that gives more, or where the log is of another project."""
    attempts = [found for base, loss in bases_of(shop) if (found := _salvage(shop, source, base, loss)) is not None]
    if not attempts:
        shop.say(f"Tried {Rung.SALVAGE}: there are none.")
        return None
    best = attempts[-1] if len(attempts) > 1 and _log_misleads(*attempts) else attempts[0]
    shop.say(f"Tried {Rung.SALVAGE}: {best.salvaged.read} rows. {best.loss}".rstrip())
    return Found(best.file, Rung.SALVAGE, best.loss, {t: n for t, n in best.salvaged.lost.items() if n})


def _log_misleads(with_log: _Attempt, alone: _Attempt) -> bool:
    both_say = not with_log.salvaged.project_row_lost and not alone.salvaged.project_row_lost
    if both_say and project_id(with_log.file) != project_id(alone.file):
        return True
    return alone.salvaged.read > with_log.salvaged.read


def _salvage(shop: Workshop, source: Source, base: Path, base_loss: str) -> _Attempt | None:
    target = shop.new_copy()
    try:
        with plain_words(shop.path):
            salvaged = salvage(base, target, source)
        found = shop.faults(settle(target))
    except DiskFullError:
        raise
    except ProjectError as error:
        found, salvaged = (error.message,), None
    if salvaged is None or found or not salvaged.read:
        target.unlink(missing_ok=True)
        return None
    return _Attempt(target, salvaged, f"{base_loss} {salvaged.loss()}".strip())
