"""Backups are listed, looked into and restored; a damaged project is recovered; all from the window."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from chai_desktop import places
from chai_desktop.app import make_workbench
from chai_desktop.settings import SettingsFile
from chai_desktop.store.backup.making import make_backup
from chai_desktop.store.backup.names import Reason, list_backups
from chai_desktop.store.project import Project
from tests.gui.looking import ask, said, still_answers, with_a_draft

pytestmark = pytest.mark.gui


@pytest.fixture
def backed_up(project_file):
    """A project with a backup, after which an answer was given."""
    with Project.open(project_file) as project:
        project.set_me("Ada")
        make_backup(project_file, Reason.HALF_HOUR, project.copy_to)
        project.set_answers(project.clips()[0].id, {"camera_pan": "no"})
    return project_file


def open_backups(qtbot, bench):
    bench.registry.run("file.backups")
    backups = bench.together.backups
    qtbot.waitUntil(lambda: backups.dialog is not None and backups.dialog.isVisible())
    return backups.dialog


def answers(qtbot, bench):
    return ask(qtbot, bench, lambda project: project.answers(project.clips()[0].id))


def test_a_backup_says_what_is_in_it(qtbot, open_bench, backed_up):
    dialog = open_backups(qtbot, open_bench(backed_up, room="Library"))
    qtbot.waitUntil(lambda: "2 clips" in dialog.preview.text(), timeout=10000)
    assert "Last step: " in dialog.preview.text()
    assert dialog.list.topLevelItem(0).text(1) == "every half hour"
    dialog.reject()


def test_restoring_asks_first_and_keeps_what_is_there_now(qtbot, open_bench, backed_up):
    bench = open_bench(backed_up, room="Library")
    dialog = open_backups(qtbot, bench)
    QTest.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    assert dialog._question.isVisible()
    assert "is kept as a backup first" in dialog._asked.text()
    assert answers(qtbot, bench) == {"camera_pan": "no"}  # nothing yet
    QTest.mouseClick(dialog.agree, Qt.MouseButton.LeftButton)
    said(qtbot, bench, "Loop.chai is what it was on", "What it was before is kept")
    qtbot.waitUntil(lambda: bench.desk.is_open, timeout=10000)
    assert answers(qtbot, bench) == {}
    kept = next(backup for backup in list_backups(backed_up) if backup.reason == Reason.BEFORE_RESTORE)
    with Project.open(kept.path, read_only=True) as before:
        assert before.answers(before.clips()[0].id) == {"camera_pan": "no"}
    still_answers(qtbot, bench)


def test_a_backup_can_be_read_without_touching_anything(qtbot, open_bench, backed_up):
    bench = open_bench(backed_up, room="Library")
    dialog = open_backups(qtbot, bench)
    content = list_backups(backed_up)[0].path.read_bytes()
    QTest.mouseClick(dialog.read, Qt.MouseButton.LeftButton)
    said(qtbot, bench, "is open to read only")
    qtbot.waitUntil(lambda: bench.desk.is_open)
    assert answers(qtbot, bench) == {}
    assert list_backups(backed_up)[0].path.read_bytes() == content


def test_a_merge_is_preceded_by_a_backup(qtbot, open_bench, project_file, tmp_path):
    other = with_a_draft(project_file, tmp_path / "Other.chai")
    bench = open_bench(project_file, room="Library")
    bench.together.merge(other)
    qtbot.waitUntil(lambda: bench.together.merging.dialog is not None, timeout=10000)
    bench.together.merging.dialog.agree.click()
    qtbot.waitUntil(lambda: any(b.reason == Reason.BEFORE_MERGE for b in list_backups(project_file)), timeout=10000)
    qtbot.waitUntil(lambda: not bench.data_jobs.active_jobs(), timeout=10000)
    kept = next(backup for backup in list_backups(project_file) if backup.reason == Reason.BEFORE_MERGE)
    with Project.open(kept.path, read_only=True) as before:
        assert before.newest_operation() != ask(qtbot, bench, lambda project: project.newest_operation())


def test_without_a_backup_nothing_is_merged(qtbot, open_bench, project_file, tmp_path):
    other = with_a_draft(project_file, tmp_path / "Other.chai")
    (project_file.parent / "Loop backups").write_text("in the way")
    bench = open_bench(project_file, room="Library")
    before = ask(qtbot, bench, lambda project: project.newest_operation())
    bench.together.merge(other)
    qtbot.waitUntil(lambda: bench.together.merging.dialog is not None, timeout=10000)
    bench.together.merging.dialog.agree.click()
    said(qtbot, bench, "Loop backups")
    assert ask(qtbot, bench, lambda project: project.newest_operation()) == before


def test_a_damaged_project_is_recovered_from_the_message_that_refuses_it(qtbot, qapp, backed_up):
    whole = backed_up.read_bytes()
    with backed_up.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 20000)
    damaged = backed_up.read_bytes()
    bench = make_workbench(SettingsFile(places.settings_file()))
    qtbot.addWidget(bench.window)
    bench.window.show()
    bench.open_first(backed_up)
    said(qtbot, bench, "Loop.chai is damaged")
    way_out = next(button for button in bench.window.notices.findChildren(QPushButton) if button.text() == "Recover...")
    QTest.mouseClick(way_out, Qt.MouseButton.LeftButton)
    recovery = bench.together.recovery
    qtbot.waitUntil(lambda: recovery.dialog is not None and recovery.dialog.open_button.isVisible(), timeout=30000)
    assert "The damaged bytes were kept" in recovery.dialog.steps.toPlainText()
    assert "The damaged file is kept in" in recovery.dialog.outcome.text()
    kept = next((backed_up.parent / "Loop backups").glob("damaged *")) / backed_up.name
    assert kept.read_bytes() == damaged != whole
    QTest.mouseClick(recovery.dialog.open_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bench.desk.is_open, timeout=10000)
    assert len(ask(qtbot, bench, lambda project: project.clips())) == 2
    bench.window.close()


def test_nothing_helps_is_said_too(qtbot, qapp, project_file):
    shutil.rmtree(project_file.parent / "Loop backups", ignore_errors=True)
    project_file.write_bytes(project_file.read_bytes()[:100] + bytes(200))
    bench = make_workbench(SettingsFile(places.settings_file()))
    qtbot.addWidget(bench.window)
    bench.window.show()
    before = project_file.read_bytes()
    bench.together.recovery.begin(project_file)
    dialog = bench.together.recovery.dialog
    qtbot.waitUntil(lambda: "could not be recovered" in dialog._title.text(), timeout=30000)
    assert not dialog.open_button.isVisible()
    assert project_file.read_bytes() == before
    bench.window.close()
