"""Which backups are kept: many of the last days, few of long ago. A pure function of their times and sizes.

The counts are those that Anki uses for its collections, with a limit in bytes added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from chai_desktop.store.backup.names import Backup, Reason, order


@dataclass(frozen=True)
class Thinning:
    """How many are kept. Days, weeks and months (UTC) without a backup are not counted."""

    all_for: timedelta = timedelta(days=1)
    hourly_for: timedelta = timedelta(days=2)
    days: int = 12
    weeks: int = 10
    months: int = 9
    newest: int = 3  # never fewer than these
    upgrades_for: timedelta = timedelta(days=30)
    limit: int = 20_000_000_000  # bytes of all together


USUAL = Thinning()


def to_remove(backups: Iterable[Backup], now: datetime, rules: Thinning = USUAL) -> list[Backup]:
    """Those that may go, the oldest first.

    A backup that seems to be from the future is kept by the rules of time: a clock that is set wrong must not
    cost one. Only the limit in bytes can remove it.
    """
    newest_first = sorted(backups, key=order, reverse=True)
    safe = {backup.path for backup in _never_removed(newest_first, now, rules)}
    kept = {backup.path for backup in _kept_by_time(newest_first, now, rules)} | safe
    total = sum(backup.size for backup in newest_first if backup.path in kept)
    removed = []
    for backup in reversed(newest_first):
        too_much = total > rules.limit and backup.path not in safe
        if too_much and backup.path in kept:
            total -= backup.size
        if too_much or backup.path not in kept:
            removed.append(backup)
    return removed


def _never_removed(newest_first: Sequence[Backup], now: datetime, rules: Thinning) -> list[Backup]:
    upgrades = [b for b in newest_first if b.reason == Reason.BEFORE_UPGRADE and now - b.time <= rules.upgrades_for]
    return list(newest_first[: rules.newest]) + upgrades


def _kept_by_time(newest_first: Sequence[Backup], now: datetime, rules: Thinning) -> list[Backup]:
    recent = [backup for backup in newest_first if now - backup.time <= rules.all_for]
    rest = [backup for backup in newest_first if now - backup.time > rules.all_for]
    hours = [backup for backup in rest if now - backup.time <= rules.hourly_for]
    return (
        recent
        + _newest_of_each(hours, lambda time: (time.date(), time.hour))
        + _newest_of_each(rest, lambda time: time.date(), rules.days)
        + _newest_of_each(rest, lambda time: time.isocalendar()[:2], rules.weeks)
        + _newest_of_each(rest, lambda time: (time.year, time.month), rules.months)
    )


def _newest_of_each(
    newest_first: Iterable[Backup], span: Callable[[datetime], object], at_most: int | None = None
) -> list[Backup]:
    newest: dict[object, Backup] = {}
    for backup in newest_first:
        newest.setdefault(span(backup.time), backup)
    return list(newest.values())[:at_most]
