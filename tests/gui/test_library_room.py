"""The library in the real window: texts found, many clips in slices, pictures and files only of rows in view."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project import Project
from chai_desktop.store.records import ClipFacts
from chai_desktop.ui.library.library_desk import FIRST_SLICE, SLICE
from chai_desktop.ui.library.library_table import PICTURES_KEPT
from tests.gui.looking import ask, with_a_draft

pytestmark = pytest.mark.gui
MANY = FIRST_SLICE + 2 * SLICE + 7


@pytest.fixture(scope="module")
def many_clips(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("many") / "Many.chai"
    with Project.create(path, "Many") as project, project._file.whole():
        for number in range(MANY):
            name = f"clip_{number:05}.mp4"
            key = hashlib.sha256(name.encode()).hexdigest()
            facts = ClipFacts(f"/films/{name}", name, key, 1, 854, 480, 120, 24.0, 5.0, False, False, "h264", 0, 119)
            project.add_clip(facts, b"not a picture, and shown as none")
    return path


def type_words(bench, words: str) -> None:
    bench.library.focus_search()
    QTest.keyClicks(QApplication.focusWidget(), words)


def test_words_of_a_caption_lead_to_the_clip_at_that_aspect(qtbot, open_bench, project_file, tmp_path):
    bench = open_bench(with_a_draft(project_file, tmp_path / "Drafted.chai"), room="Library")
    type_words(bench, "fount")
    found = bench.library._found
    qtbot.waitUntil(lambda: found.count() == 2)
    assert found.isVisible()
    assert not bench.library._pages.isVisible()  # no clip has such a name: the texts have the room to themselves
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is found
    QTest.keyClick(found, Qt.Key.Key_Down)
    QTest.keyClick(found, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bench.window.room() == "Annotate" and bench.annotate.has_clip(), timeout=15000)
    annotator = bench.annotate.annotator
    assert annotator.aspect == Aspect.CAMERA
    assert "fountain" in annotator.view.captions.state.pre


def test_names_and_texts_are_found_by_the_same_words(qtbot, open_bench, project_file, tmp_path):
    bench = open_bench(with_a_draft(project_file, tmp_path / "Drafted.chai"), room="Library")
    clip_id = bench.library.first_clip()
    ask(qtbot, bench, lambda project: project.add_pre_caption(clip_id, Aspect.SCENE, "A small square.", "import"))
    type_words(bench, "small")
    qtbot.waitUntil(lambda: bench.library._found.count() == 1)
    assert bench.library._table.rowCount() == 1
    assert bench.library._pages.isVisible()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    bench.library._search.clear()
    assert bench.library._table.rowCount() == 2
    assert not bench.library._found.isVisible()


def test_what_nobody_wrote_is_not_found_and_said(qtbot, open_bench, project_file):
    bench = open_bench(project_file, room="Library")
    type_words(bench, "zeppelin")
    qtbot.waitUntil(lambda: bench.library._empty._title.text() == "Nothing is found")
    assert bench.library._empty.isVisible()


def test_many_clips_come_in_slices_and_all_are_there_at_the_end(qtbot, open_bench, many_clips):
    bench = open_bench(many_clips, room="Library")
    qtbot.waitUntil(lambda: len(bench.library.rows) == MANY)
    assert bench.library._table.rowCount() == MANY
    names = [row.name for row in bench.library.rows]
    assert names == sorted(names)
    assert bench.library._count.text().startswith(f"{MANY} clips")


def test_an_edit_reads_only_the_row_that_it_changed(qtbot, open_bench, many_clips):
    bench = open_bench(many_clips, room="Library")
    qtbot.waitUntil(lambda: len(bench.library.rows) == MANY)
    pages = []
    read_slice = bench.library_desk._read_slice
    bench.library_desk._read_slice = lambda *values, **named: (pages.append(values), read_slice(*values, **named))
    clip_id = bench.library._table.row(5).clip.id
    ask(qtbot, bench, lambda project: project.add_pre_caption(clip_id, Aspect.CAMERA, "It pans.", "import"))
    bench.library_desk.note(clip_id)
    qtbot.waitUntil(lambda: bench.library._table.row(5).status(Aspect.CAMERA) == "drafted")
    assert pages == []


def test_only_rows_that_came_to_rest_in_view_are_asked_for_and_few_pictures_are_kept(qtbot, open_bench, many_clips):
    bench = open_bench(many_clips, room="Library")
    qtbot.waitUntil(lambda: len(bench.library.rows) == MANY)
    qtbot.waitUntil(lambda: len(bench.library._table._icons) > 3)
    asked: list[str] = []
    bench.library.pictures_wanted.connect(asked.extend)
    bar = bench.library._list.verticalScrollBar()
    for value in range(0, bar.maximum(), bar.maximum() // 40):
        bar.setValue(value)
        QApplication.processEvents()
    bar.setValue(bar.maximum())
    last = bench.library._table.row(MANY - 1).clip.id
    qtbot.waitUntil(lambda: bench.library._table.has_picture(last))
    assert len(asked) < MANY / 4
    for row in list(bench.library.rows):
        bench.library.show_thumbnail(row.clip.id, None)
    assert len(bench.library._table._icons) == PICTURES_KEPT


def test_a_file_that_is_gone_is_marked_when_its_row_is_looked_at(qtbot, open_bench, project_file):
    bench = open_bench(project_file, room="Library")
    clip = ask(qtbot, bench, lambda project: project.clips()[1])
    Path(clip.facts.path).unlink()
    bench.library.look_again()
    qtbot.waitUntil(lambda: bench.library.rows.get(clip.id).missing)
    assert not bench.library.rows.get(bench.library.first_clip()).missing
