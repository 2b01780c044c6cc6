"""Which backups go: tables of small cases, and a year of half-hourly backups."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chai_desktop.store.backup.names import Backup, Reason
from chai_desktop.store.backup.thinning import Thinning, to_remove

NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
BY_AGE_ALONE = Thinning(newest=0)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def _backup(age: timedelta, reason: str = Reason.HALF_HOUR, size: int = 1000, number: int = 1) -> Backup:
    time = NOW - age
    return Backup(Path(f"{time:%Y-%m-%d %H%M%S}-{number} {reason}.chai"), time, reason, size, number)


def _kept(backups: list[Backup], rules: Thinning = BY_AGE_ALONE) -> list[Backup]:
    gone = to_remove(backups, NOW, rules)
    return [backup for backup in backups if backup not in gone]


@pytest.mark.parametrize(
    ("what", "ages_in_hours", "kept"),
    [
        ("everything of the last day", [0, 0.5, 1, 1.5, 23.5, 24], [0, 0.5, 1, 1.5, 23.5, 24]),
        ("then one an hour", [24.25, 24.75, 25.25, 25.75], [24.25, 25.25]),
        ("after two days one a day", [49, 50, 51, 73, 74], [49, 73]),
        ("the newest of a day", [24 * 5 + 1, 24 * 5 + 3, 24 * 5 + 9], [24 * 5 + 1]),
        ("a day without work takes no place", [24 * n for n in (3, 4, 20, 21)], [24 * n for n in (3, 4, 20, 21)]),
        ("none", [], []),
    ],
)
def test_what_is_kept_by_age(what, ages_in_hours, kept):
    backups = [_backup(HOUR * age) for age in ages_in_hours]
    assert [(NOW - backup.time) / HOUR for backup in _kept(backups)] == kept, what


def test_days_weeks_and_months_are_counted_from_the_newest():
    daily = [_backup(DAY * age) for age in range(3, 500)]
    kept = [backup.time.date() for backup in _kept(daily)]
    days = [NOW.date() - DAY * age for age in range(3, 3 + 12)]
    assert kept[:12] == days
    spans = [(date.isocalendar()[:2], (date.year, date.month)) for date in kept]
    assert len({week for week, _ in spans}) >= 10
    assert len({month for _, month in spans}) == 9
    assert len(kept) <= 12 + 10 + 9


def test_a_year_of_half_hourly_backups_thinned_as_they_are_made():
    start = NOW - DAY * 365
    kept: list[Backup] = []
    for step in range(365 * 48):
        now = start + step * HOUR / 2
        name = Path(f"{now:%Y-%m-%d %H%M%S} every half hour.chai")
        kept.append(Backup(name, now, Reason.HALF_HOUR, 1000))
        gone = to_remove(kept, now)
        kept = [backup for backup in kept if backup not in gone]
    ages = [now - backup.time for backup in kept]
    assert sum(age <= DAY for age in ages) == 49
    assert 24 <= sum(DAY < age <= 2 * DAY for age in ages) <= 26
    months = Counter((backup.time.year, backup.time.month) for backup in kept)
    assert len(months) == 9
    assert len({backup.time.date() for backup in kept if now - backup.time < 12 * DAY}) == 13  # each of those days
    assert len(kept) <= 49 + 26 + 12 + 10 + 9


def test_the_newest_three_stay_whatever_their_age_and_size():
    old = [_backup(DAY * (400 + age), size=30_000_000_000) for age in range(5)]
    assert _kept(old, Thinning(days=0, weeks=0, months=0)) == old[:3]


def test_the_limit_in_bytes_takes_the_oldest_first_and_spares_what_is_safe():
    young = [_backup(HOUR * age, size=4) for age in range(6)]
    upgrade = _backup(DAY * 20, Reason.BEFORE_UPGRADE, size=4)
    before_that = _backup(DAY * 40, Reason.BEFORE_UPGRADE, size=4)
    kept = _kept([*young, upgrade, before_that], Thinning(limit=20))
    assert kept == [*young[:4], upgrade]
    assert _kept([*young, upgrade], Thinning(limit=1)) == [*young[:3], upgrade]


def test_a_backup_before_an_upgrade_stays_for_a_month():
    same_day = [_backup(DAY * 20 + HOUR * hour) for hour in range(3)]
    upgrade = _backup(DAY * 20 + HOUR * 4, Reason.BEFORE_UPGRADE)
    assert _kept([*same_day, upgrade]) == [same_day[0], upgrade]


def test_a_clock_that_ran_ahead_costs_no_backup():
    ahead = [_backup(-DAY * 900 - HOUR * n) for n in range(4)]
    rightly_timed = [_backup(HOUR / 2 * n) for n in range(10)]
    assert _kept([*ahead, *rightly_timed]) == [*ahead, *rightly_timed]


def test_a_clock_that_was_set_back_costs_no_backup():
    backups = [_backup(DAY * age) for age in range(100)]
    assert to_remove(backups, NOW - DAY * 3000) == []


def test_backups_of_one_second_are_told_apart():
    same = [_backup(DAY * 5, number=number) for number in (1, 2, 3)]
    assert _kept(same) == [same[2]]  # the last one that was made in that second


@given(
    st.lists(
        st.tuples(
            st.integers(-10_000, 1_000_000),
            st.sampled_from(list(Reason)),
            st.integers(0, 9_000_000_000),
            st.integers(1, 3),
        ),
        max_size=60,
        unique_by=lambda made: (made[0], made[3]),
    )
)
def test_thinning_twice_is_thinning_once_and_never_takes_the_newest_three(made):
    backups = [_backup(timedelta(minutes=age), reason, size, number) for age, reason, size, number in made]
    once = _kept(backups, Thinning())
    assert _kept(once, Thinning()) == once
    newest = sorted(backups, key=lambda backup: (backup.time, backup.number), reverse=True)[:3]
    assert all(backup in once for backup in newest)
    assert sum(backup.size for backup in once) <= 20_000_000_000 or len(once) <= 3 + sum(
        backup.reason == Reason.BEFORE_UPGRADE for backup in once
    )
