"""`chai recaption`: captions of thousands of clips as a run of its own; make it, do it, take its results in."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from chai_desktop.errors import ChaiError
from chai_desktop.models.bulk.recaption import Manner, recaption
from chai_desktop.models.bulk.rows import reasons
from chai_desktop.runs.records import Outcome, RunResult
from chai_desktop.runs.run_folder import DESCRIPTION, RunError, RunFolder
from chai_desktop.verbs import DONE, FAILED, IN_PART
from chai_desktop.verbs.bulk.making import add_making, make_config
from chai_desktop.verbs.bulk.shard_argument import shards_to_do
from chai_desktop.verbs.progress import show_progress
from chai_desktop.verbs.project_argument import open_project

_NAMED = 10  # reasons at most


def add_arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--config", type=Path, metavar="FILE", help="do the run whose run.json this is, from where it stands"
    )
    what.add_argument("--make-config", type=Path, metavar="FILE", help="make a run.json for clips of --project")
    what.add_argument("--collect", type=Path, metavar="RUN", help="take the results of a run into --project")
    parser.add_argument("--project", type=Path, help="the project file (NAME.chai)")
    parser.add_argument("--json", action="store_true", help="print what came of it as JSON")
    doing = parser.add_argument_group("with --config")
    doing.add_argument("--shard", default="", metavar="I/N", help="only part I of N; “slurm”: by the array's variables")
    doing.add_argument("--retry-failed", action="store_true", help="try again what has only a reason so far")
    doing.add_argument(
        "--folder", action="append", default=[], metavar="OLD=NEW",
        help="files below OLD lie below NEW on this computer; may be repeated",
    )  # fmt: skip
    add_making(parser.add_argument_group("with --make-config"))


def run(parsed: argparse.Namespace) -> int:
    if parsed.config is not None:
        return _do(parsed)
    if parsed.project is None:
        raise ChaiError("No project is named.", "Name it with: --project NAME.chai")
    return make_config(parsed) if parsed.make_config is not None else _collect(parsed)


def _do(parsed: argparse.Namespace) -> int:
    folder = _folder(parsed.config)
    shards = folder.description().shards
    with asked_to_end() as ends:
        manner = Manner(parsed.retry_failed, _folders(parsed.folder), show_progress, ends)
        results = _parts(folder, shards_to_do(parsed.shard, shards), shards, manner)
    missing = reasons(folder)
    show_progress(1.0, "")
    if parsed.json:
        _print_json({
            "parts": [asdict(result) for result in results],
            "not_written": [{"reason": reason, "captions": count} for reason, count in missing],
        })  # fmt: skip
    elif not _goes_to(folder.seat(1, shards).log_file):
        lines = [f"{result.words} {result.hint}".strip() for result in results]
        lines += [f"{count:,} not written: {reason}" for reason, count in missing[:_NAMED]]
        sys.stdout.write("\n".join(lines) + "\n")
    outcomes = {result.outcome for result in results}
    if Outcome.FAILED in outcomes:
        return FAILED
    return IN_PART if missing or Outcome.STOPPED in outcomes else DONE


def _parts(folder: RunFolder, which: Sequence[int], shards: int, manner: Manner) -> list[RunResult]:
    results: list[RunResult] = []
    for shard in which:
        recaption(folder, shard, manner)
        result = folder.seat(shard, shards).result()
        assert result is not None  # it has ended by itself
        results.append(result)
        if result.outcome is not Outcome.DONE:
            break  # what stopped or failed this part would do so with the next one
    return results


@contextmanager
def asked_to_end() -> Iterator[Callable[[], bool]]:
    """Ctrl+C, and what a cluster sends before it ends a process, stop the run in order instead of breaking it off."""
    heard: list[int] = []
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, lambda which, _frame: heard.append(which))
    try:
        yield lambda: bool(heard)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _goes_to(log: Path) -> bool:
    """Whether what is printed goes to the run's own log, where the same words stand already."""
    try:
        return os.path.samestat(os.fstat(sys.stdout.fileno()), log.stat())
    except (OSError, ValueError):
        return False


def _collect(parsed: argparse.Namespace) -> int:
    from chai_desktop.models.bulk.collecting import collect

    folder = _folder(parsed.collect)
    folder.description()  # refuses what is no run, before the project is opened
    with open_project(parsed.project) as project:
        report = collect(lambda operation: operation(project), folder, show_progress, lambda: False)
    if parsed.json:
        _print_json({**asdict(report), "unknown": sorted(report.unknown)})
    else:
        sys.stdout.write(f"{report.summary()}\n")
    return IN_PART if report.unknown else DONE


def _print_json(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")


def _folder(path: Path) -> RunFolder:
    """The run of a ``run.json`` or of the folder that holds one. RunError where there is none."""
    folder = RunFolder(path.absolute() if path.is_dir() else path.absolute().parent)
    if not path.is_dir() and path.name != DESCRIPTION:
        raise RunError(f"{path} is no run: its file is called {DESCRIPTION}.", "Name that file, or its folder.")
    return folder


def _folders(pairs: list[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        old, sign, new = pair.partition("=")
        if not sign or not old:
            raise ChaiError(f"“{pair}” does not say where files lie.", "Write it as OLD=NEW.")
        found[old] = new
    return found
