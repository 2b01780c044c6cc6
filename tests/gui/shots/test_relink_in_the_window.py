"""Finding moved files again in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from chai_desktop.ui.workbench import media_desks
from tests.gui.looking import ask, said

pytestmark = pytest.mark.gui


@pytest.fixture
def moved(project_file, small_clip, tmp_path):
    """The project's second file moved and got another name; the first one stays where it is."""
    folder = tmp_path / "archive" / "deep"
    folder.mkdir(parents=True)
    (tmp_path / "second.mp4").rename(folder / "renamed.mp4")
    return folder / "renamed.mp4"


def dialog_of(qtbot, bench):
    qtbot.waitUntil(lambda: bench.media.relinking.dialog is not None, timeout=15000)
    return bench.media.relinking.dialog


def paths(qtbot, bench):
    return [clip.facts.path for clip in ask(qtbot, bench, lambda project: project.clips())]


def test_a_folder_is_searched_the_plan_agreed_to_and_the_clip_is_found(
    qtbot, open_bench, project_file, moved, monkeypatch
):
    bench = open_bench(project_file, room="Library")
    qtbot.waitUntil(lambda: [row.missing for row in bench.library.rows] == [False, True], timeout=5000)
    monkeypatch.setattr(media_desks, "ask_where_to_look", lambda _window: moved.parents[1])
    assert bench.registry.run("file.find_missing")
    dialog = dialog_of(qtbot, bench)
    assert dialog.table.item(0, 1).text() == "found under another name"
    assert str(moved) not in paths(qtbot, bench)  # nothing is done before it is agreed to
    dialog.agree.click()
    qtbot.waitUntil(lambda: str(moved) in paths(qtbot, bench))
    qtbot.waitUntil(lambda: [row.missing for row in bench.library.rows] == [False, False], timeout=5000)
    assert bench.registry.run("edit.undo")
    qtbot.waitUntil(lambda: str(moved) not in paths(qtbot, bench))


def test_a_clip_without_its_file_offers_the_search(qtbot, open_bench, project_file, moved, monkeypatch):
    monkeypatch.setattr(media_desks, "ask_where_to_look", lambda _window: moved.parent)
    bench = open_bench(project_file, room="Library")
    bench.open_clip([row.clip.id for row in bench.library.rows][1])
    said(qtbot, bench, "second.mp4 is not at")
    button = next(b for b in bench.window.notices.findChildren(QPushButton) if b.text() == "Find missing media...")
    button.click()
    assert dialog_of(qtbot, bench).agree.text() == "Use this place"


def test_what_is_not_found_is_listed_and_there_is_nothing_to_agree_to(qtbot, open_bench, project_file, moved, tmp_path):
    moved.write_bytes(b"another film")
    bench = open_bench(project_file, room="Library")
    bench.media.relinking.search(moved.parents[1])
    dialog = dialog_of(qtbot, bench)
    assert not dialog.agree.isVisible()
    assert (dialog.table.item(0, 0).text(), dialog.table.item(0, 1).text()) == ("second.mp4", "still missing")


def test_where_no_file_is_missing_that_is_said(qtbot, open_bench, project_file, tmp_path):
    bench = open_bench(project_file, room="Library")
    bench.media.relinking.search(tmp_path)
    said(qtbot, bench, "Every clip has its file.")
