"""What there is to mend: copies of the damaged file, with what is whole in its log and without it."""

from __future__ import annotations

import shutil
from pathlib import Path

from chai_desktop.store.backup.restoring import assemble
from chai_desktop.store.recovery.workshop import Workshop

WITHOUT_LOG = "What stood only in the log, usually the newest work, is not in the result."


def bases_of(shop: Workshop) -> list[tuple[Path, str]]:
    """The copies, the fuller one first, each with what would be lost by it; made once, and only read."""
    if not shop.bases:
        _add_with_log(shop)
        _add_alone(shop)
    return shop.bases


def sentence(doubt: str) -> str:
    """What a log's doubt is in a report; '' stays ''."""
    return f"{doubt[0].upper()}{doubt[1:]}." if doubt else ""


def _add_with_log(shop: Workshop) -> None:
    copy = assemble(shop.damaged, shop.new_copy(), mended=True)
    if copy.stat().st_size:
        shop.bases.append((copy, sentence(shop.log.doubt(mended=True))))


def _add_alone(shop: Workshop) -> None:
    if shop.has_log() and shop.damaged.exists() and shop.damaged.stat().st_size:
        copy = shop.new_copy()
        shutil.copyfile(shop.damaged, copy)
        shop.bases.append((copy, WITHOUT_LOG))
