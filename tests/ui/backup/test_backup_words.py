"""How backups and recovery are told."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from chai_desktop.store.backup.names import Backup
from chai_desktop.store.backup.preview import BackupPreview, LastOperation
from chai_desktop.store.recovery.report import RecoveryReport, Rung
from chai_desktop.ui.backup.backup_words import backup_row, lost_lines, preview_lines, report_words


def _report(source: Rung, loss: str = "", **lost: int) -> RecoveryReport:
    return RecoveryReport((), Path("/films/Film.chai"), source, {}, lost, loss, Path("/films/kept"))


def test_a_backup_in_a_row():
    backup = Backup(Path("x.chai"), datetime(2026, 3, 1, 12, tzinfo=UTC), "at open", 2_500_000)
    assert backup_row(backup)[1:] == ("at open", "2.5 MB")


def test_what_is_in_a_backup_and_only_what_is_known():
    last = LastOperation("1", 'Answer "Pan": no', "2026-03-01T10:00:00+00:00")
    lines = preview_lines(BackupPreview(3, 1, 40, ("Ada", "Bo"), last))
    assert lines[:4] == ["3 clips", "1 submission of captions", "40 steps", "People: Ada, Bo"]
    assert lines[4].startswith('Last step: Answer "Pan": no, 01 Mar 2026')
    assert preview_lines(BackupPreview(None, None, None, (), None)) == []


def test_a_recovery_says_from_what_and_what_is_missing():
    assert report_words(_report(Rung.INDEXES)).endswith("Nothing is missing.")
    assert report_words(_report(Rung.BACKUP, "What came later is not in it.")).endswith("What came later is not in it.")
    assert "nothing had to be done" in report_words(_report(Rung.UNTOUCHED))


def test_rows_that_were_lost_are_told_by_what_they_were():
    lost = lost_lines(_report(Rung.SALVAGE, "", answers=2, people=3, works=1, clips=0, of_the_future=4))
    assert lost == ["2 answers", "4 of of_the_future", "3 people", "1 state of a caption"]
