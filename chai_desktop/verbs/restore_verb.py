"""`chai restore PROJECT`: bring a damaged project back; `--list` and `--backup` choose among its backups."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

from chai_desktop.errors import ProjectError
from chai_desktop.store.backup.names import Backup, list_backups
from chai_desktop.store.backup.preview import BackupPreview, preview
from chai_desktop.store.backup.restoring import Restored, restore_backup
from chai_desktop.store.recovery.ladder import recover
from chai_desktop.store.recovery.report import RecoveryReport
from chai_desktop.verbs import DONE, IN_PART
from chai_desktop.verbs.project_argument import add_project


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project(parser)
    parser.epilog = (
        "Without options, a project that does not open is brought back with as much of its work as is left; one that "
        "is whole stays untouched. The damaged bytes are kept beside it."
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--list", action="store_true", help="list the backups, the newest first, with what is in them")
    what.add_argument(
        "--backup",
        metavar="N|NAME",
        help="put this backup in the project's place, by its number in the list or its name",
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def run(parsed: argparse.Namespace) -> int:
    """0: nothing is lost; 3: brought back, and something is or may be lost."""
    if parsed.list:
        return _list(parsed)
    if parsed.backup is not None:
        restored = restore_backup(parsed.project, _chosen(parsed), _teller(parsed))
        sys.stdout.write(_as_json(_of_restored(restored)) if parsed.json else _restored_in_words(restored))
        return DONE
    report = recover(parsed.project, on_step=_teller(parsed))
    sys.stdout.write(_as_json(_of_report(report)) if parsed.json else _report_in_words(report))
    return IN_PART if report.loss or any(report.rows_lost.values()) else DONE


def _teller(parsed: argparse.Namespace) -> Any:
    """Each step as it is done; for scripts they stand in the report, or do not matter."""
    return (lambda _step: None) if parsed.json else (lambda step: sys.stdout.write(f"{step}\n"))


def _list(parsed: argparse.Namespace) -> int:
    backups = list_backups(parsed.project)
    if not backups:
        raise ProjectError(f"{parsed.project.name} has no backups.", "They are made while a project is open.")
    looked_at = [(backup, _preview(backup)) for backup in backups]
    if parsed.json:
        sys.stdout.write(_as_json([_of_backup(backup, seen) for backup, seen in looked_at]))
    else:
        sys.stdout.write("".join(_in_words(n, backup, seen) for n, (backup, seen) in enumerate(looked_at, start=1)))
    return DONE


def _preview(backup: Backup) -> BackupPreview | str:
    """What is in it, or why nobody can tell."""
    try:
        return preview(backup)
    except ProjectError as error:
        return error.message


def _chosen(parsed: argparse.Namespace) -> Backup:
    backups = list_backups(parsed.project)
    for number, backup in enumerate(backups, start=1):
        if parsed.backup in (str(number), backup.path.name, backup.path.stem):
            return backup
    raise ProjectError(
        f"{parsed.project.name} has no backup {parsed.backup}.",
        f"See what there is: chai restore {parsed.project} --list",
    )


def _in_words(number: int, backup: Backup, seen: BackupPreview | str) -> str:
    head = f"{number:3}  {backup.path.name}  {backup.size / 1e6:.1f} MB"
    if isinstance(seen, str):
        return f"{head}\n     {seen}\n"
    last = f'; last step: "{seen.last.name}"' if seen.last else ""
    people = f"; {', '.join(seen.people)}" if seen.people else ""
    return f"{head}\n     {seen.clips or 0} clips, {seen.triples or 0} triples{people}{last}\n"


def _restored_in_words(restored: Restored) -> str:
    kept = f" As it was before, it is kept in {restored.kept_at}." if restored.kept_at else ""
    return f"{restored.path.name} is the backup now.{kept}\n"


def _report_in_words(report: RecoveryReport) -> str:
    if report.damaged_kept_at is None:
        return "".join(f"{step}\n" for step in report.steps)
    lines = [f"{report.result.name} can be opened again. It holds {report.source}."]
    lines += [report.loss] if report.loss else []
    lines += [f"lost: {count} rows of {table}" for table, count in report.rows_lost.items() if count]
    if not report.loss and not any(report.rows_lost.values()):
        lines.append("Nothing is lost.")
    return "\n".join(lines) + "\n"


def _of_backup(backup: Backup, seen: BackupPreview | str) -> dict[str, Any]:
    inside = {"unreadable": seen} if isinstance(seen, str) else asdict(seen)
    facts = {"name": backup.path.name, "time": backup.time.isoformat(), "reason": backup.reason, "size": backup.size}
    return {**facts, **inside}


def _of_restored(restored: Restored) -> dict[str, Any]:
    kept = restored.kept_at and str(restored.kept_at)
    return {"file": str(restored.path), "kept_at": kept, "was_whole": restored.was_whole}


def _of_report(report: RecoveryReport) -> dict[str, Any]:
    return {
        "file": str(report.result),
        "source": report.source,
        "steps": list(report.steps),
        "loss": report.loss,
        "rows_lost": dict(report.rows_lost),
        "rows_kept": dict(report.rows_kept),
        "damaged_kept_at": report.damaged_kept_at and str(report.damaged_kept_at),
    }


def _as_json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
