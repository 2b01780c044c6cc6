"""The exactness figures as rows of the table."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from benchmarks.exactness import ExactnessReport, measure_exactness
from benchmarks.table import Row

REQUESTS = 500
_KINDS = {"seek": "exact seek to a random frame", "step forward": "one frame forward", "step back": "one frame back"}


def measure() -> list[Row]:
    application = QApplication.instance() or QApplication([])
    report = measure_exactness(REQUESTS)
    del application
    return [_wrong(report), *(_latency(report, kind) for kind in _KINDS if kind in report.latencies)]


def _wrong(report: ExactnessReport) -> Row:
    how = (
        f"{report.total} random requests to the real player ({report.picture_path}); the frame's number read back "
        f"from the {report.read_from}; clips of constant and variable rate, with B-frames, with a first timestamp not 0"
    )
    return Row("exactness.wrong", report.wrong, "frames", f"0 of {REQUESTS}", _holds(report), how)


def _holds(report: ExactnessReport) -> bool:
    return report.wrong == 0 and report.total >= REQUESTS


def _latency(report: ExactnessReport, kind: str) -> Row:
    how = f"{_KINDS[kind]}: request to the frame on screen, {len(report.latencies[kind])} requests of the same run"
    name = f"exactness.{kind.replace(' ', '_')}"
    return Row(name, round(report.median(kind), 1), "ms", "", None, how, round(report.p95(kind), 1))
