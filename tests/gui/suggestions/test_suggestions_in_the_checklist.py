"""Suggested answers in the real window: seen beside their questions, taken, put away, never answers by themselves."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from chai_desktop.media.media_cache import MediaCache
from chai_desktop.media.motion.curves import MotionCurves, save_curves
from chai_desktop.media.motion.suggestion import Suggestion, Suggestions, Withheld, save_suggestions
from chai_desktop.spec.aspects import Aspect
from chai_desktop.ui.suggestions.suggestion_model import MEASUREMENT

pytestmark = pytest.mark.gui
FRAMES = 48
SHIFT = Qt.KeyboardModifier.ShiftModifier
SAID = Suggestions(
    None,
    (
        Suggestion("camera_movement", "major_simple", 0.97, 0, 47, "Everything drifts."),
        Suggestion("camera_pan", "left_to_right", 0.94, 6, 30, "The whole picture slides to the left."),
        Suggestion("camera_tilt", "no", 0.99, 0, 47, ""),
        Suggestion("camera_zoom", "no", 0.70, 0, 47, "It hardly grows."),
    ),
    (Withheld("camera_arc", "A slow arc looks like a truck."),),
)


def curves() -> MotionCurves:
    flat = np.zeros(FRAMES, dtype=np.float32)
    pan = np.linspace(0, 0.4, FRAMES, dtype=np.float32)
    return MotionCurves(pan, flat, flat, flat, flat, flat, pan, flat + 1, flat, flat, flat, flat)


def measure(project_file, content_hash: str, said: Suggestions = SAID) -> None:
    """What the analysis leaves in the cache."""
    cache = MediaCache.beside(project_file, project_file.parent)
    with cache.writing(content_hash, "motion.npz") as path:
        save_curves(curves(), path)
    with cache.writing(content_hash, "suggestions.json") as path:
        save_suggestions(said, path)


def ask(qtbot, bench, operation):
    found = []
    bench.desk.thread_of_project.call(operation, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


@pytest.fixture
def room(qtbot, open_bench, project_file, reading):
    """The window on a clip of which suggestions are known; the attention is on the pan."""
    clips = reading(project_file, lambda project: project.clips())
    for clip in clips:
        measure(project_file, clip.facts.content_hash)
    bench = open_bench(project_file)
    desk = bench.annotate.annotator.suggestions
    qtbot.waitUntil(lambda: bool(desk.state.found.answers), timeout=10000)
    bench.annotate.annotator.view.checklist.reveal("camera_pan")
    return bench


def parts(bench):
    annotator = bench.annotate.annotator
    return annotator, annotator.suggestions, annotator.view.checklist


def answers(qtbot, bench):
    clip_id = bench.annotate.annotator.clip_id
    return ask(qtbot, bench, lambda project: project.answers(clip_id))


def press(bench, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(bench.window, key, modifier)


def test_a_suggestion_stands_beside_its_question_and_is_no_answer(qtbot, room):
    _annotator, desk, checklist = parts(room)
    assert desk.line("camera_pan").words == "Suggested: Right 0.94"
    assert desk.line("camera_pan").isVisibleTo(checklist.row("camera_pan"))
    assert desk.strip.words == "4 suggested by the picture; Take 3 sure (≥ 0.90)"
    dashed = [c.text() for c in checklist.row("camera_pan").findChildren(QToolButton) if c.property("suggested")]
    assert dashed == ["Right"]
    assert "The whole picture slides to the left. Frames 6 to 30 show it." in desk.note.words
    assert desk.note.sparkline.isVisibleTo(desk.note)
    assert answers(qtbot, room) == {}
    assert checklist.checklist.progress(Aspect.CAMERA)[0] == 0


def test_y_takes_it_goes_on_and_the_record_says_who_took_what(qtbot, room):
    annotator, desk, checklist = parts(room)
    press(room, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: answers(qtbot, room) == {"camera_pan": "left_to_right"})
    assert checklist.attended == "camera_tilt"
    assert desk.line("camera_pan").words == ""
    taken = ask(qtbot, room, lambda project: project.taken_suggestions(annotator.clip_id))["camera_pan"]
    me = ask(qtbot, room, lambda project: project.me())
    assert (taken.confidence, taken.measurement, taken.by.name) == (0.94, MEASUREMENT, me.name)
    checklist.reveal("camera_pan")
    qtbot.waitUntil(lambda: desk.note.words == f"Suggested (0.94), taken by {me.name}.")
    moments = ask(qtbot, room, lambda project: project.moments(annotator.clip_id))
    assert moments[0].name == 'Take the suggestion for "Pan": Right'


def test_taking_is_undone_like_any_answer(qtbot, room):
    _annotator, desk, _checklist = parts(room)
    press(room, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: "camera_pan" in answers(qtbot, room))
    room.registry.run("edit.undo")
    qtbot.waitUntil(lambda: answers(qtbot, room) == {})
    qtbot.waitUntil(lambda: desk.line("camera_pan").words == "Suggested: Right 0.94")


def test_shift_y_takes_all_that_are_sure_in_one_step(qtbot, room):
    annotator, desk, _checklist = parts(room)
    press(room, Qt.Key.Key_Y, SHIFT)
    sure = {"camera_movement": "major_simple", "camera_pan": "left_to_right", "camera_tilt": "no"}
    qtbot.waitUntil(lambda: answers(qtbot, room) == sure)
    assert desk.strip.words == "1 suggested by the picture"
    taken = ask(qtbot, room, lambda project: project.taken_suggestions(annotator.clip_id))
    assert {question: each.confidence for question, each in taken.items()} == {
        "camera_movement": 0.97, "camera_pan": 0.94, "camera_tilt": 0.99,
    }  # fmt: skip
    room.registry.run("edit.undo")
    qtbot.waitUntil(lambda: answers(qtbot, room) == {})


def test_x_puts_it_away_for_this_clip_and_for_good(qtbot, room, open_bench, project_file):
    annotator, desk, _checklist = parts(room)
    clip_id = annotator.clip_id
    press(room, Qt.Key.Key_X)
    assert desk.line("camera_pan").words == ""
    other = next(c.id for c in ask(qtbot, room, lambda project: project.clips()) if c.id != clip_id)
    room.annotate.open_clip(other)
    qtbot.waitUntil(lambda: annotator.has_clip and desk.line("camera_pan").words == "Suggested: Right 0.94")
    room.window.close()

    again = open_bench(project_file)
    again.annotate.open_clip(clip_id)
    desk = again.annotate.annotator.suggestions
    qtbot.waitUntil(lambda: "camera_pan" in desk.state.dismissed and bool(desk.state.found.answers), timeout=10000)
    assert desk.line("camera_pan") is None or desk.line("camera_pan").words == ""
    again.registry.run("suggestions.bring_dismissed_back")
    assert desk.line("camera_pan").words == "Suggested: Right 0.94"


def test_s_plays_the_frames_that_show_it(qtbot, room):
    annotator, _desk, _checklist = parts(room)
    press(room, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: annotator.view.player.frame_range == (6, 30))


def test_the_mouse_can_take_and_dismiss(qtbot, room):
    _annotator, desk, checklist = parts(room)
    take, dismiss = (
        next(b for b in desk.line("camera_pan").findChildren(QToolButton) if b.accessibleName() == name)
        for name in ("Take", "Dismiss")
    )
    assert take.isVisible()
    assert dismiss.isVisible()
    QTest.mouseClick(take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: answers(qtbot, room) == {"camera_pan": "left_to_right"})
    checklist.reveal("camera_tilt")
    dismiss = next(b for b in desk.line("camera_tilt").findChildren(QToolButton) if b.accessibleName() == "Dismiss")
    QTest.mouseClick(dismiss, Qt.MouseButton.LeftButton)
    assert desk.line("camera_tilt").words == ""


def test_what_is_not_sure_says_why_on_the_card_only(room):
    _annotator, desk, checklist = parts(room)
    checklist.reveal("camera_arc")
    assert desk.line("camera_arc") is None
    assert desk.note.words == "Not sure. A slow arc looks like a truck."


def test_another_answer_stands_and_the_card_says_what_the_picture_suggests(qtbot, room):
    annotator, desk, checklist = parts(room)
    QTest.keyClick(room.window.focusWidget(), Qt.Key.Key_1)
    qtbot.waitUntil(lambda: answers(qtbot, room) == {"camera_pan": "no"})
    checklist.reveal("camera_pan")
    assert desk.line("camera_pan").words == ""
    assert desk.note.words.startswith("The picture suggests: Right 0.94")
    assert ask(qtbot, room, lambda project: project.taken_suggestions(annotator.clip_id)) == {}
    press(room, Qt.Key.Key_Y)
    assert answers(qtbot, room) == {"camera_pan": "no"}


def test_the_keys_are_letters_while_a_text_is_written(qtbot, room):
    _annotator, _desk, checklist = parts(room)
    checklist.focus_search()
    for key in "yxs":
        QTest.keyClicks(room.window.focusWidget(), key)
    assert room.window.focusWidget().text() == "yxs"
    assert answers(qtbot, room) == {}


def test_they_come_while_the_clip_is_on_show_as_soon_as_it_is_measured(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    annotator, desk, checklist = parts(bench)
    clip = ask(qtbot, bench, lambda project: project.clip(annotator.clip_id))
    assert desk.strip.words == ""
    measure(project_file, clip.facts.content_hash)
    bench.annotate.analysis.measured.emit("0" * 64, "suggestions", None)  # another clip's
    bench.annotate.analysis.measured.emit(clip.facts.content_hash, "suggestions", None)
    qtbot.waitUntil(lambda: desk.strip.words != "")
    assert desk.line("camera_pan").words == "Suggested: Right 0.94"
    checklist.show_aspect(Aspect.SUBJECT)
    assert desk.strip.words == ""


def test_the_question_in_hand_stays_in_view_when_lines_come_above_it(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    annotator, desk, checklist = parts(bench)
    clip = ask(qtbot, bench, lambda project: project.clip(annotator.clip_id))
    checklist.reveal("camera_zoom")
    many = ("camera_movement", "camera_forward_backward", "camera_left_right", "camera_up_down", "camera_pan")
    suggested = tuple(Suggestion(q, "no", 0.95, 0, 47, "") for q in (*many, "camera_tilt", "camera_zoom"))
    measure(project_file, clip.facts.content_hash, Suggestions(None, suggested))
    desk.measured(clip.facts.content_hash, "suggestions", None)
    qtbot.waitUntil(lambda: desk.line("camera_zoom") is not None)
    line = desk.line("camera_zoom")
    qtbot.waitUntil(lambda: not line.visibleRegion().isEmpty() and line.visibleRegion().boundingRect() == line.rect())


def test_a_press_on_the_curve_goes_to_that_frame(qtbot, room):
    annotator, desk, _checklist = parts(room)
    spark = desk.note.sparkline
    QTest.mouseClick(spark, Qt.MouseButton.LeftButton, pos=spark.rect().center())
    qtbot.waitUntil(lambda: abs(annotator.view.player.current_frame - FRAMES // 2) <= 1, timeout=10000)


@pytest.mark.parametrize("damage", ["not json", '{"version": 1}', ""])
def test_a_damaged_file_suggests_nothing(qtbot, open_bench, project_file, reading, damage):
    clip = reading(project_file, lambda project: project.clips())[0]
    measure(project_file, clip.facts.content_hash)
    MediaCache.beside(project_file, project_file).path(clip.facts.content_hash, "suggestions.json").write_text(damage)
    bench = open_bench(project_file)
    _annotator, desk, checklist = parts(bench)
    checklist.reveal("camera_pan")
    qtbot.waitUntil(lambda: desk.note.sparkline.isVisibleTo(desk.note))  # the curves are sound
    assert desk.strip.words == ""
