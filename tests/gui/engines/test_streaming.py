"""Engines in processes of their own, seen through the real window: text as it comes, cancels, deaths."""

from __future__ import annotations

import os
import signal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.roles import EngineRole
from chai_desktop.spec.aspects import Aspect

pytestmark = pytest.mark.gui
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TROUBLED = EngineChoice("troubled")


def ask(qtbot, bench, operation):
    found = []
    bench.desk.thread_of_project.call(operation, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def work_on(qtbot, bench, aspect=Aspect.CAMERA):
    clip_id = bench.annotate.annotator.clip_id
    return ask(qtbot, bench, lambda project: project.work(clip_id, aspect))


def answer(qtbot, bench, **answers):
    clip_id = bench.annotate.annotator.clip_id
    ask(qtbot, bench, lambda project: project.set_answers(clip_id, answers))


@pytest.fixture
def room(qtbot, open_bench, project_file, installed):
    """The window with the troubled engine as captioner and reviser, and a former draft of the camera."""
    bench = open_bench(project_file)
    for role in (EngineRole.CAPTIONER, EngineRole.REVISER):
        bench.engines.assign(role, TROUBLED)
    clip_id = bench.annotate.annotator.clip_id
    ask(qtbot, bench, lambda p: p.add_pre_caption(clip_id, Aspect.CAMERA, "The former draft.", "import"))
    bench.annotate.read_anew()
    pane = bench.annotate.annotator.view.captions.pre_pane
    qtbot.waitUntil(lambda: pane.text.text() == "The former draft.")
    return bench


def draft_slowly(qtbot, bench):
    """Begin a draft that takes four seconds, and wait for its first words."""
    answer(qtbot, bench, **{"camera.focus_subject": "slowly"})
    QTest.keyClick(bench.window, Qt.Key.Key_D, CTRL)
    pane = bench.annotate.annotator.view.captions.pre_pane
    qtbot.waitUntil(lambda: "word3 " in pane.written.words, timeout=15000)
    return pane


def test_a_draft_is_seen_while_it_is_written_and_stored_when_it_is_done(qtbot, room):
    pane = draft_slowly(qtbot, room)
    assert pane.text.isHidden()
    assert pane.written.text.isReadOnly()
    assert work_on(qtbot, room).pre_caption.text == "The former draft."
    qtbot.waitUntil(lambda: work_on(qtbot, room).pre_caption.text != "The former draft.", timeout=15000)
    qtbot.waitUntil(lambda: pane.written.words == "")
    assert pane.text.text() == "The camera 🎥 of small.mp4."
    assert not pane.text.isHidden()
    assert work_on(qtbot, room).pre_caption.fingerprint.engine == "troubled"


def test_a_cancel_keeps_the_former_text(qtbot, room):
    pane = draft_slowly(qtbot, room)
    QTest.mouseClick(pane.job.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.written.words == "")
    assert pane.text.text() == "The former draft."
    assert work_on(qtbot, room).pre_caption.text == "The former draft."
    assert room.window.notices.words() == ""


def test_killed_in_the_middle_of_a_stream_the_words_typed_are_untouched_and_it_works_again(qtbot, room):
    captions = room.annotate.annotator.view.captions
    captions.focus_critique()
    QTest.keyClicks(captions.critique_pane.free, "typed before")
    pane = draft_slowly(qtbot, room)
    captions.focus_critique()
    QTest.keyClicks(captions.critique_pane.free, ", and while it wrote")
    os.kill(room.engines.state(TROUBLED).pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: "ended by signal 9" in room.window.notices.words(), timeout=10000)
    assert pane.written.words == ""
    assert pane.text.text() == "The former draft."
    assert captions.critique_pane.free.toPlainText() == "typed before, and while it wrote"
    assert "stopped" in room.window.status.engine_words
    answer(qtbot, room, **{"camera.focus_subject": "a fountain"})
    QTest.keyClick(room.window, Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: work_on(qtbot, room).pre_caption.text.startswith("The camera"), timeout=15000)


def test_another_clip_does_not_show_what_is_written_for_the_first(qtbot, room):
    annotator = room.annotate.annotator
    first = annotator.clip_id
    pane = draft_slowly(qtbot, room)
    room.open_neighbour(+1)
    qtbot.waitUntil(lambda: annotator.has_clip and annotator.clip_id != first)
    assert pane.written.words == ""
    room.open_neighbour(-1)
    qtbot.waitUntil(lambda: annotator.has_clip and annotator.clip_id == first)
    qtbot.waitUntil(lambda: "word" in pane.written.words)


def test_all_five_are_drafted_in_one_batch_and_each_lands_as_its_own(qtbot, room):
    answer(qtbot, room, steadiness="smooth")
    QTest.keyClick(room.window, Qt.Key.Key_D, CTRL | SHIFT)
    for aspect in Aspect:
        qtbot.waitUntil(lambda a=aspect: work_on(qtbot, room, a).pre_caption is not None, timeout=15000)
        qtbot.waitUntil(lambda a=aspect: "small.mp4" in work_on(qtbot, room, a).pre_caption.text, timeout=15000)
    texts = {work_on(qtbot, room, aspect).pre_caption.text for aspect in Aspect}
    assert len(texts) == 5


def test_the_rules_draft_what_they_can_and_say_what_they_cannot(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    answer(qtbot, bench, camera_movement="no", steadiness="static")
    QTest.keyClick(bench.window, Qt.Key.Key_D, CTRL | SHIFT)
    qtbot.waitUntil(lambda: "aspects were not drafted" in bench.window.notices.words(), timeout=10000)
    assert work_on(qtbot, bench).pre_caption is not None
    assert work_on(qtbot, bench, Aspect.SUBJECT).pre_caption is None
