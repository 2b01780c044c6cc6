"""How backups and recovery are told, without Qt."""

from __future__ import annotations

from chai_desktop.store.backup.names import Backup
from chai_desktop.store.backup.preview import BackupPreview
from chai_desktop.store.recovery.report import RecoveryReport, Rung
from chai_desktop.ui.library.library_model import readable_size
from chai_desktop.ui.merge.merge_words import counted, listed
from chai_desktop.ui.merge.when import when

_TABLES = {
    "answers": "answer",
    "clips": "clip",
    "critiques": "critique",
    "critique_points": "point",
    "operations": "step",
    "people": "person",
    "pre_captions": "draft",
    "post_captions": "post-caption",
    "triples": "submission",
    "works": "state of a caption",
}


def backup_row(backup: Backup) -> tuple[str, str, str]:
    """When, why and how large."""
    return when(backup.time.isoformat()), backup.reason, readable_size(backup.size)


def preview_lines(preview: BackupPreview) -> list[str]:
    """What is in a backup, a line for each thing that is known of it."""
    lines = []
    if preview.clips is not None:
        lines.append(counted(preview.clips, "clip"))
    if preview.triples is not None:
        lines.append(f"{counted(preview.triples, 'submission')} of captions")
    if preview.operations is not None:
        lines.append(counted(preview.operations, "step"))
    if preview.people:
        lines.append(f"People: {', '.join(preview.people)}")
    if preview.last is not None:
        lines.append(f"Last step: {preview.last.name}, {when(preview.last.time)}")
    return lines


def report_words(report: RecoveryReport) -> str:
    """What was done, in a sentence or two."""
    if report.source is Rung.UNTOUCHED:
        return f"{report.result.name} is whole; nothing had to be done."
    words = f"{report.result.name} is whole again. It was made from {report.source}."
    return f"{words} {report.loss}".strip() if report.loss else f"{words} Nothing is missing."


def lost_lines(report: RecoveryReport) -> list[str]:
    """A line for each table from which rows are certainly gone."""
    return [_lost(table, number) for table, number in sorted(report.rows_lost.items()) if number]


def lost_in_short(report: RecoveryReport) -> str:
    return listed(lost_lines(report))


def _lost(table: str, number: int) -> str:
    word = _TABLES.get(table)
    if word is None:
        return f"{number} of {table}"
    if number != 1 and word == "person":
        return f"{number} people"
    return f"{number} states of captions" if number != 1 and word.startswith("state") else counted(number, word)
