"""The whole loop through the real window, with mouse and keys: tag, draft, critique, revise, submit, come back."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QToolButton

from chai_desktop import places
from chai_desktop.app import make_workbench
from chai_desktop.settings import SettingsFile
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import PointKind

pytestmark = pytest.mark.gui
CTRL = Qt.KeyboardModifier.ControlModifier


def press_chip(bench, question_id: str, label: str) -> None:
    """Click a choice of a question, as with the mouse."""
    checklist = bench.annotate.annotator.view.checklist
    checklist.reveal(question_id)
    row = checklist.row(question_id)
    chip = next(chip for chip in row.findChildren(QToolButton) if chip.text() == label)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)


def ask(qtbot, bench, operation):
    answers = []
    bench.desk.thread_of_project.call(operation, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def camera_work(qtbot, bench):
    clip_id = bench.annotate.annotator.clip_id
    return ask(qtbot, bench, lambda project: project.work(clip_id, Aspect.CAMERA))


def drafted(qtbot, bench) -> str:
    for question_id, label in (
        ("camera_movement", "Clear"),
        ("camera_forward_backward", "In"),
        ("steadiness", "Very smooth"),
    ):
        press_chip(bench, question_id, label)
    QTest.keyClick(bench.window, Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: camera_work(qtbot, bench).pre_caption is not None)
    return camera_work(qtbot, bench).pre_caption.text


def test_from_answers_to_a_submitted_triple_and_its_export(qtbot, open_bench, project_file, tmp_path):
    bench = open_bench(project_file)
    annotator = bench.annotate.annotator
    clip_id = annotator.clip_id
    text = drafted(qtbot, bench)
    assert "dollies in" in text.lower()
    assert camera_work(qtbot, bench).pre_caption.fingerprint.engine == "rules"

    captions = annotator.view.captions
    start = text.index("camera")
    captions.pre_pane.text.place(start, start + len("camera"))
    captions.add_point(PointKind.WRONG)
    QTest.keyClicks(QApplication.focusWidget(), "handheld camera")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: camera_work(qtbot, bench).critique is not None)
    point = camera_work(qtbot, bench).critique.points[0]
    assert (point.quote, point.instead, point.kind) == ("camera", "handheld camera", PointKind.WRONG)

    captions.rate(3)
    QTest.keyClick(bench.window, Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: camera_work(qtbot, bench).post_caption is not None)
    assert camera_work(qtbot, bench).post_caption.text == text.replace("camera", "handheld camera", 1)

    QTest.keyClick(bench.window, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: camera_work(qtbot, bench).submitted_now)
    qtbot.waitUntil(lambda: annotator.aspect != Aspect.CAMERA)

    out = tmp_path / "triples.jsonl"
    bench.export(out)
    qtbot.waitUntil(out.exists)
    (line,) = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert line["aspect"] == "camera"
    assert line["clip"]["id"] == clip_id


def test_everything_is_there_again_after_closing_in_the_middle(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    clip_id = bench.annotate.annotator.clip_id
    drafted(qtbot, bench)
    captions = bench.annotate.annotator.view.captions
    captions.focus_critique()
    QTest.keyClicks(captions.critique_pane.free, "half a sentence about")
    bench.window.close()

    again = open_bench(project_file)
    annotator = again.annotate.annotator
    assert (annotator.clip_id, annotator.aspect) == (clip_id, Aspect.CAMERA)
    qtbot.waitUntil(lambda: annotator.view.captions.critique_pane.free.toPlainText() == "half a sentence about")
    assert again.window.room() == "Annotate"


def test_a_direct_edit_is_recorded_as_the_persons_own(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    drafted(qtbot, bench)
    captions = bench.annotate.annotator.view.captions
    captions.focus_critique()
    QTest.keyClicks(captions.critique_pane.free, '"camera" -> "handheld camera"')
    captions.rate(4)
    captions.revise()
    qtbot.waitUntil(lambda: camera_work(qtbot, bench).post_caption is not None)
    captions.focus_post()
    QTest.keyClicks(captions.post_pane.text, "Indeed. ")
    captions.focus_critique()
    qtbot.waitUntil(lambda: camera_work(qtbot, bench).post_caption.origin == "edit")


def test_rated_five_needs_no_critique(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    text = drafted(qtbot, bench)
    bench.annotate.annotator.view.captions.rate(5)
    QTest.keyClick(bench.window, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: camera_work(qtbot, bench).submitted_now)
    work = camera_work(qtbot, bench)
    assert (work.post_caption.text, work.post_caption.origin) == (text, "accepted")


def test_ticking_a_primitive_found_by_typing_answers_its_question(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    annotator = bench.annotate.annotator
    annotator.show_aspect(Aspect.CAMERA)
    QTest.keyClick(bench.window, Qt.Key.Key_F, CTRL)
    field = QApplication.focusWidget()
    QTest.keyClicks(field, "dolly in")
    hits = annotator.view.checklist.hits()
    while hits.current().kind != "primitive":
        QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: ask(qtbot, bench, lambda p: p.answers(annotator.clip_id)).get("camera_forward_backward") == "forward"
    )


def test_answers_and_critique_of_one_clip_do_not_leak_into_the_next(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    annotator = bench.annotate.annotator
    first = annotator.clip_id
    drafted(qtbot, bench)
    captions = annotator.view.captions
    captions.focus_critique()
    QTest.keyClicks(captions.critique_pane.free, "about the first clip only")
    bench.open_neighbour(+1)
    qtbot.waitUntil(lambda: annotator.clip_id != first and annotator.has_clip)
    second = annotator.clip_id
    qtbot.waitUntil(lambda: captions.shown[0] == second)
    assert captions.critique_pane.free.toPlainText() == ""
    assert ask(qtbot, bench, lambda project: project.answers(second)) == {}
    kept = ask(qtbot, bench, lambda project: project.work(first, Aspect.CAMERA))
    assert kept.critique.free_text == "about the first clip only"


def test_the_player_steps_by_keys_and_the_point_takes_the_range_watched(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    annotator = bench.annotate.annotator
    player = annotator.view.player
    bench.window.setFocus()
    for frames, key in ((1, Qt.Key.Key_Right), (2, Qt.Key.Key_Right), (1, Qt.Key.Key_Left)):
        QTest.keyClick(bench.window, key)
        qtbot.waitUntil(lambda n=frames: player.current_frame == n)
    player.set_in(5)
    player.set_out(9)
    assert annotator.view.captions.critique_pane is not None
    assert player.frame_range == (5, 9)


def test_a_clip_deleted_while_open_is_named_and_the_text_work_goes_on(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    annotator = bench.annotate.annotator
    clip = ask(qtbot, bench, lambda project: next(c for c in project.clips() if c.facts.name == "second.mp4"))
    bench.open_clip(clip.id)
    qtbot.waitUntil(lambda: annotator.has_clip and annotator.view.player.state.is_open)
    Path(clip.facts.path).unlink()
    bench.open_neighbour(-1)
    qtbot.waitUntil(lambda: annotator.has_clip and annotator.clip_id != clip.id)
    bench.open_clip(clip.id)
    qtbot.waitUntil(lambda: any("second.mp4" in text for text in bench.window.notices.texts()))
    drafted(qtbot, bench)
    assert not any("Traceback" in text for text in bench.window.notices.texts())


HOLDER = """
import sys
from chai_desktop.store.project import Project
with Project.open(sys.argv[1]):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_the_same_project_opened_twice_is_refused_and_a_copy_offered_to_read(qtbot, project_file):
    bench = make_workbench(SettingsFile(places.settings_file()))
    qtbot.addWidget(bench.window)
    bench.window.show()
    holder = [sys.executable, "-c", HOLDER, str(project_file)]
    with subprocess.Popen(holder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        bench.open_project(project_file)
        qtbot.waitUntil(lambda: any("Loop.chai" in text for text in bench.window.notices.texts()))
        offer = next(b for b in bench.window.notices.findChildren(QPushButton) if b.text() == "Open a copy to read")
        QTest.mouseClick(offer, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: bench.library.first_clip() is not None)
        assert any("read only" in text for text in bench.window.notices.texts())
        process.communicate()
    bench.window.close()


def test_a_text_answer_typed_while_another_clip_opens_stays_with_its_own(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    annotator = bench.annotate.annotator
    first = annotator.clip_id
    annotator.show_aspect(Aspect.SUBJECT)
    checklist = annotator.view.checklist
    field = checklist.row("subject.type").field.findChild(QPlainTextEdit)
    QTest.keyClicks(field, "a woman")
    bench.open_neighbour(+1)
    QTest.keyClicks(field, " in red")
    qtbot.waitUntil(lambda: annotator.has_clip and annotator.clip_id != first)
    assert field.toPlainText() == ""
    kept = ask(qtbot, bench, lambda project: project.answers(first))
    assert kept.get("subject.type") == "a woman in red"
    assert ask(qtbot, bench, lambda project: project.answers(annotator.clip_id)) == {}
