"""Whether anything is lost when the program is killed or the file damaged: the long form of tests that CI runs short.

CHAI_KILLS (default 200) and CHAI_FAULTS (default 10 random faults of each kind and rate) say how long.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.table import BenchmarkError, Row

_ROOT = Path(__file__).resolve().parents[1]
_KILLS, _FAULTS = 200, 10
_TOLD = "counted"  # a property that a test records, as JSON: name of the count -> number
_KILL_TESTS = ("tests/store/test_kill.py",)
_KILL_IN_RECOVERY = ("tests/store/recovery/test_kill_in_recovery.py", "tests/store/tables/test_kill_in_migration.py")
_FAULT_TESTS = ("tests/store/recovery/test_fault_matrix.py",)

Counts = dict[str, int]


def measure() -> list[Row]:
    kills = os.environ.get("CHAI_KILLS", str(_KILLS))
    faults = os.environ.get("CHAI_FAULTS", str(_FAULTS))
    environment = {**os.environ, "CHAI_KILLS": kills, "CHAI_FAULTS": faults, "PYTHONPATH": str(_ROOT)}
    return [
        *_kills(_run(_KILL_TESTS, environment, "kills")),
        *_steps(_run(_KILL_IN_RECOVERY, environment, "deaths")),
        *_damage(_run(_FAULT_TESTS, environment)),
    ]


def _kills(counts: Counts) -> list[Row]:
    how = f"{counts['kills']} kill -9 at random moments of real editing, {counts['acknowledged']} edits acknowledged"
    return [
        _none("kills.lost", counts["lost"], "edits", how),
        _none("kills.damaged", counts["damaged"], "files", f"{how}; integrity and references checked after each"),
    ]


def _steps(counts: Counts) -> list[Row]:
    how = (
        f"{counts['tests']} tests; {counts['deaths']} deaths, at statements of the migration "
        "and at each change that the recovery ladder makes to the disk; each goes on from there"
    )
    return [_none("steps.failed", counts["failed"], "tests", how)]


def _damage(counts: Counts) -> list[Row]:
    struck = sum(number for name, number in counts.items() if name.startswith("helped: "))
    helped = ", ".join(f"{name[8:]} {number}" for name, number in sorted(counts.items()) if name.startswith("helped: "))
    how = f"{struck} faults (header bytes, random bytes, zeroed pages, cuts, logs); helped: {helped}"
    return [
        Row("faults.struck", struck, "faults", "", None, how),
        _none("faults.silent_losses_or_crashes", counts["failed"], "tests", "a test ends at the first one"),
    ]


def _none(name: str, value: int, unit: str, how: str) -> Row:
    return Row(f"faults.{name}" if not name.startswith("faults.") else name, value, unit, "0", value == 0, how)


def _run(tests: tuple[str, ...], environment: dict[str, str], counts_this: str = "tests") -> Counts:
    """Run tests; sums what they counted, and how many ran and failed. BenchmarkError where nothing was counted."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        options = ("-q", "-p", "no:cacheprovider", "-o", "junit_family=xunit1", f"--junitxml={report}")
        command = [sys.executable, "-m", "pytest", *tests, *options]
        done = subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, text=True, check=False)
        counts = _counted(report) if report.exists() else {}
        if not counts.get(counts_this):
            raise BenchmarkError(f"{' '.join(tests)} counted nothing ({(done.stderr or done.stdout).strip()[-600:]})")
        return counts


def _counted(report: Path) -> Counts:
    suite = ElementTree.parse(report).getroot()[0]
    counts: Counts = {
        "tests": int(suite.attrib["tests"]) - int(suite.attrib["skipped"]),
        "failed": int(suite.attrib["failures"]) + int(suite.attrib["errors"]),
    }
    for told in suite.iter("property"):
        if told.attrib["name"] == _TOLD:
            for name, number in json.loads(told.attrib["value"]).items():
                counts[name] = counts.get(name, 0) + int(number)
    return counts
