"""Every kind of damage: never a crash, never a silent loss, and the damaged bytes are kept.

CHAI_FAULTS=N runs N of the random faults of each kind and rate.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from benchmarks.file_faults import Fault, file_faults, header_faults, log_faults, log_of
from chai_desktop.errors import ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.backup.restoring import assemble
from chai_desktop.store.project import Project
from chai_desktop.store.recovery.ladder import recover
from chai_desktop.store.recovery.report import RecoveryReport, Rung
from tests.store.sample_work import row_keys, rows

RUNS = int(os.environ.get("CHAI_FAULTS", "2"))
# A log that was cut where a change ends, or that is gone, is just an older state: nothing in the files tells.
UNKNOWABLE = ("cut log", "lost file")


def _bytes(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (path, log_of(path)) if file.exists()}


def _strike(path: Path, fault: Fault, folder: Path) -> tuple[Path, dict[str, bytes]]:
    """A damaged copy, and its bytes."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for file in (path, log_of(path)):
        if file.exists():
            shutil.copyfile(file, folder / file.name)
    fault.damage(folder / path.name)
    return folder / path.name, _bytes(folder / path.name)


def _recovered(path: Path, before: dict[str, bytes]) -> RecoveryReport | None:
    """Recover, and find every damaged byte afterwards. None where nothing could be done."""
    try:
        report = recover(path)
    except ProjectError as error:
        refusal = error
    else:
        return _checked(report, path, before)
    assert refusal.message
    assert refusal.hint
    assert _bytes(path) == before
    return None


def _checked(report: RecoveryReport, path: Path, before: dict[str, bytes]) -> RecoveryReport:
    if report.source is Rung.UNTOUCHED:
        assert _bytes(path) == before
    else:
        assert report.damaged_kept_at is not None
        assert {file.name: file.read_bytes() for file in report.damaged_kept_at.iterdir()} == before
        assert not log_of(path).exists()
    return report


def _missing(path: Path, expected: dict[str, set[tuple[object, ...]]], folder: Path) -> Counter[str]:
    found = row_keys(assemble(path, folder / "found"))
    return +Counter({table: len(keys - found.get(table, set())) for table, keys in expected.items()})


def _can_be_worked_with(path: Path, settings: set[tuple[object, ...]]) -> None:
    """It opens, unless the damage changed a setting within its row, which nothing tells.

    A text that was changed within its row may be refused when it is read, in plain words.
    """
    if not settings <= rows(assemble(path, path.with_name("settled")))["settings"]:
        return
    with Project.open(path) as project, contextlib.suppress(ProjectError):
        for clip in project.clips():
            project.answers(clip.id)
            for aspect in Aspect:
                project.work(clip.id, aspect)


def _run(path: Path, faults: Iterable[Fault], whole: Path, folder: Path) -> Counter[str]:
    """Strike and recover, fault by fault; counts what helped."""
    expected, settings, helped = row_keys(whole), rows(whole)["settings"], Counter()
    for fault in faults:
        damaged, before = _strike(path, fault, folder / "case")
        report = _recovered(damaged, before)
        helped["nothing" if report is None else report.source] += 1
        if report is None:
            continue
        missing = _missing(damaged, expected, folder)
        told = bool(report.loss) or any(report.rows_lost.values())
        nobody_can_tell = fault.kind in UNKNOWABLE and report.source is Rung.UNTOUCHED
        assert told or not missing or nobody_can_tell, f"{fault}: {missing} is missing, and nothing was said"
        _can_be_worked_with(damaged, settings)
    return helped


def _tell(record_property, helped: Counter[str]) -> None:
    """For the table of figures: how often what helped."""
    record_property("counted", json.dumps({f"helped: {name}": number for name, number in helped.items()}))


def test_a_flipped_byte_of_the_header_costs_nothing(samples, tmp_path, record_property):
    expected, helped = rows(samples.closed), Counter()
    for fault in header_faults():
        damaged, before = _strike(samples.closed, fault, tmp_path / "case")
        report = _recovered(damaged, before)
        assert report is not None, fault
        assert (report.loss, report.rows_lost) == ("", {}), fault
        Project.open(damaged).close()
        assert rows(damaged) == expected, fault
        helped[report.source] += 1
    _tell(record_property, helped)
    assert helped[Rung.HEADER] > 80


@pytest.mark.slow
@pytest.mark.timeout(120 + 120 * RUNS)
def test_damage_of_a_closed_file_is_never_a_crash_and_never_a_silent_loss(samples, tmp_path, record_property):
    helped = _run(samples.closed, file_faults(samples.closed, random.Random(11), RUNS), samples.closed, tmp_path)
    _tell(record_property, helped)
    assert helped[Rung.SALVAGE] > 10
    assert helped["nothing"] <= 6 + RUNS  # a file cut to less than its first pages holds nothing


@pytest.mark.slow
@pytest.mark.timeout(120 + 240 * RUNS)
def test_damage_of_a_file_with_a_log_is_never_a_crash_and_never_a_silent_loss(samples, tmp_path, record_property):
    dice = random.Random(12)
    faults = [
        *(fault for fault in file_faults(samples.crashed, dice, RUNS) if fault.kind != "header byte"),
        *log_faults(samples.crashed, samples.other_log, dice, RUNS * 4),
    ]
    helped = _run(samples.crashed, faults, samples.whole, tmp_path)
    _tell(record_property, helped)
    assert {Rung.UNTOUCHED, Rung.FILE_AND_LOG, Rung.MENDED_LOG, Rung.FILE_ALONE, Rung.SALVAGE} <= helped.keys()
