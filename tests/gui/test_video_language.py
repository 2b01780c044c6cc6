"""The video language in the real window: contradictions, usual answers, ticking, policy, parts, additions, versions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.rules import Truth
from chai_desktop.spec.specification import load_specification
from chai_desktop.store.project import Project
from chai_desktop.ui.policy.side_tabs import Side
from tests.gui.looking import ask, said, with_a_draft
from tests.gui.test_loop import press_chip

pytestmark = pytest.mark.gui
CTRL = Qt.KeyboardModifier.ControlModifier
LAB = """format: chai-additions 1
name: river-lab
primitives:
- id: camera.lab.handheld_pan
  name: Handheld pan
  aspect: camera
  group: Movement
  definition: The camera pans while it is held in the hand.
  decision_rule: The picture slides to one side, and trembles on its way.
  confusions: ["Pan left: says nothing of shake."]
  true_when: {steadiness: [unsteady, very_unsteady], not: {camera_pan: "no"}}
  false_when: {any: [{camera_pan: "no"}, {steadiness: [static, very_smooth, smooth]}]}
glossary:
- term: river shot
  sense: movement
  aspect: camera
  definition: The camera follows the water.
  use_for: A camera that drifts with a river.
  replaced: {water shot: river shot}
"""


def room(bench):
    return bench.annotate.annotator.view


def answers(qtbot, bench):
    clip_id = bench.annotate.annotator.clip_id
    return ask(qtbot, bench, lambda project: project.answers(clip_id))


def contradict(qtbot, bench) -> None:
    press_chip(bench, "camera_movement", "Clear")
    press_chip(bench, "steadiness", "Locked off")
    qtbot.waitUntil(lambda: room(bench).checklist.problems.isVisible())


def test_a_contradiction_is_marked_counted_and_mended_by_one_click(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    contradict(qtbot, bench)
    checklist = room(bench).checklist
    assert checklist.row("steadiness").mark_words == "contradicts"
    assert checklist.row("camera_movement").mark_words == "contradicts"
    assert '"Locked off"' in checklist.problems.accessibleName()
    assert '"Clear"' in checklist.problems.accessibleName()
    assert "1 contradiction" in checklist._done.text()
    qtbot.waitUntil(lambda: "contradiction" in room(bench).aspects._tabs[Aspect.CAMERA].accessibleName())
    assert answers(qtbot, bench)["steadiness"] == "static"  # stored as it was given

    QTest.mouseClick(checklist.problems.ways()[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not checklist.problems.isVisible())
    assert checklist.row("steadiness").mark_words == ""
    step = ask(qtbot, bench, lambda project: project.undo_state().undo)
    assert step.name.startswith('Answer "')


def test_an_aspect_with_a_contradiction_cannot_be_submitted(qtbot, open_bench, project_file, tmp_path):
    bench = open_bench(with_a_draft(project_file, tmp_path / "Draft.chai"))
    captions = room(bench).captions
    captions.rate(5)
    qtbot.waitUntil(lambda: captions.post_pane.submit.isEnabled())
    contradict(qtbot, bench)
    qtbot.waitUntil(lambda: not captions.post_pane.submit.isEnabled())
    assert "contradict" in captions.post_pane.says.text()
    assert '"Locked off"' in captions.post_pane.submit.toolTip()

    captions.submit_wanted.emit()  # even where the button is got round, the project is asked
    said(qtbot, bench, '"Locked off"', "Mend it in the checklist")
    clip_id = bench.annotate.annotator.clip_id
    assert ask(qtbot, bench, lambda project: project.work(clip_id, Aspect.CAMERA)).triple is None

    QTest.mouseClick(room(bench).checklist.problems.ways()[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: captions.post_pane.submit.isEnabled())


def test_a_usual_clip_is_answered_by_few_keys(qtbot, open_bench, project_file):
    """One key for the usual answers, one to the first open question, and one digit for each that is left."""
    bench = open_bench(project_file)
    keys = 0

    def press(key, modifier=Qt.KeyboardModifier.NoModifier):
        nonlocal keys
        QTest.keyClick(QApplication.focusWidget() or bench.window, key, modifier)
        keys += 1

    press(Qt.Key.Key_U, CTRL)
    press(Qt.Key.Key_J, CTRL)
    checklist, spec = room(bench).checklist, load_specification()
    open_choices = 0
    while (question := checklist._attended) is not None and spec.question(question).kind == "choice":
        if question in checklist.checklist.answers:
            break
        open_choices += 1
        press(Qt.Key.Key_1)
        if checklist._attended == question:
            break
    assert 3 <= open_choices <= 9
    assert keys <= 12
    left = [q for q in checklist.checklist.applicable(Aspect.CAMERA) if q.id not in checklist.checklist.answers]
    qtbot.waitUntil(lambda: len(answers(qtbot, bench)) == len(checklist.checklist.answers))
    assert {q.kind for q in left if q.id != checklist._attended} <= {"text", "choice", "choices"}


def test_usual_answers_are_one_step_that_is_undone_as_one(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    assert room(bench).checklist.checklist.progress(Aspect.CAMERA)[0] == 0
    QTest.keyClick(bench.window, Qt.Key.Key_U, CTRL)
    qtbot.waitUntil(lambda: len(answers(qtbot, bench)) > 10)
    bench.undoing.undo()
    qtbot.waitUntil(lambda: answers(qtbot, bench) == {})


def test_ticking_against_an_answer_asks_first(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    press_chip(bench, "camera_movement", "None")
    checklist = room(bench).checklist
    checklist.focus_search()
    QTest.keyClicks(QApplication.focusWidget(), "dolly in")
    checklist.hits().move_to_hit("camera.movement.dolly_in")
    QTest.keyClick(checklist._search, Qt.Key.Key_Return)
    assert "camera_forward_backward" not in checklist.checklist.answers
    assert len(checklist.card.ticks()) > 1
    assert QApplication.focusWidget() is checklist.card.ticks()[0]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: answers(qtbot, bench).get("camera_forward_backward") == "forward")
    assert load_specification().truths(answers(qtbot, bench))["camera.movement.dolly_in"] is not Truth.NO
    assert not checklist.problems.isVisible()


def test_policy_and_coverage_follow_the_text_being_written(qtbot, open_bench, project_file, tmp_path):
    bench = open_bench(with_a_draft(project_file, tmp_path / "Draft.chai"))
    side, captions = room(bench).side, room(bench).captions
    press_chip(bench, "camera_movement", "Clear")
    assert side.side == Side.MEANING
    captions.focus_post()
    assert side.side == Side.POLICY
    QTest.keyClicks(captions.post_pane.text, "The camera dollies in at eye level.")
    qtbot.waitUntil(lambda: "7 words" in side.policy.words())
    assert "Height above the ground and angle" in side.policy.words()

    def height():
        (item,) = side.coverage.list.findItems("Height above the ground", Qt.MatchFlag.MatchExactly)
        return item

    qtbot.waitUntil(lambda: height().text(1) == "“eye level”")
    side.turn_to(Side.COVERAGE)
    captions.focus_pre()
    assert side.side == Side.COVERAGE  # the page that was read last
    side.coverage.list.itemActivated.emit(height(), 0)
    assert captions.post_pane.text.selected()[0] == len("The camera dollies in at ")
    bench.registry.run("view.side")
    assert not side.isVisible()
    bench.registry.run("view.policy")
    assert side.isVisible()


def test_lighting_is_switched_on_for_the_project_and_off_by_undo(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    clip_id = bench.annotate.annotator.clip_id
    bench.registry.run("checklist.lighting")
    qtbot.waitUntil(lambda: bench.language.language is not None and bench.language.language.spec.parts == ("lighting",))
    qtbot.waitUntil(bench.annotate.has_clip)
    assert bench.annotate.annotator.clip_id == clip_id
    bench.annotate.annotator.show_aspect(Aspect.SCENE)
    assert any("light" in q.id for q in room(bench).checklist.checklist.applicable(Aspect.SCENE))
    bench.undoing.undo()
    qtbot.waitUntil(lambda: bench.language.language.spec.parts == ())


def test_a_labs_additions_reach_checklist_lint_and_glossary(qtbot, open_bench, project_file, tmp_path):
    bench = open_bench(with_a_draft(project_file, tmp_path / "Draft.chai"))
    qtbot.waitUntil(lambda: bench.language.language is not None)
    lab = tmp_path / "lab.yaml"
    lab.write_text(LAB, "utf-8")
    bench.language.use_additions(lab)
    qtbot.waitUntil(lambda: bench.language.language.spec.additions.name == "river-lab")
    qtbot.waitUntil(bench.annotate.has_clip)
    assert ask(qtbot, bench, lambda project: project.specification.spec_version).startswith("1.1.0+river-lab.")

    room(bench).checklist.search("handheld pan")
    assert room(bench).checklist.hits().current().id == "camera.lab.handheld_pan"
    captions = room(bench).captions
    captions.focus_post()
    QTest.keyClicks(captions.post_pane.text, "It is a water shot.")
    rules = lambda: {f.fix for f in bench.annotate.annotator.lint.post.findings}  # noqa: E731
    qtbot.waitUntil(lambda: "river shot" in rules())
    bench.registry.run("help.glossary")
    bench.language._glossary.search.setText("water shot")
    assert "river shot" in bench.language._glossary.text.text()
    bench.language._glossary.close()


def test_a_wrong_file_of_additions_is_named_with_its_line_and_changes_nothing(
    qtbot, open_bench, project_file, tmp_path
):
    bench = open_bench(project_file)
    qtbot.waitUntil(lambda: bench.language.language is not None)
    lab = tmp_path / "lab.yaml"
    lab.write_text(LAB.replace("steadiness: [unsteady", "steadyness: [unsteady"), "utf-8")
    bench.language.use_additions(lab)
    said(qtbot, bench, "lab.yaml, line", "steadyness")
    lab.write_text(LAB.replace("  sense: movement\n", ""), "utf-8")
    bench.language.use_additions(lab)
    said(qtbot, bench, "lab.yaml, line 14", '"sense" is missing')
    assert ask(qtbot, bench, lambda project: project.get_setting("specification.additions", "")) == ""


def test_a_project_whose_additions_are_gone_opens_and_says_so(qtbot, open_bench, project_file):
    with Project.open(project_file) as project:
        project.set_setting("specification.additions", "gone.yaml")
    bench = open_bench(project_file)
    said(qtbot, bench, "gone.yaml", "open without its additions")
    assert room(bench).checklist.checklist.spec.additions.name == ""


def test_an_older_version_is_told_once_and_left_when_the_person_agrees(qtbot, open_bench, project_file):
    with Project.open(project_file) as project:
        project.pin_specification("chai-desktop", "1.0.0", "1.0.0")
    bench = open_bench(project_file)
    words = said(qtbot, bench, "version 1.0.0", "Every answer keeps its question")
    assert words.count("version 1.0.0 of the video language") == 1
    (notice,) = [card.notice for card in bench.window.notices._cards if "1.0.0" in card.notice.text]
    notice.way_out.run()
    newest = load_specification().version
    qtbot.waitUntil(lambda: ask(qtbot, bench, lambda project: project.specification.spec_version) == newest)
    moment = ask(qtbot, bench, lambda project: project.specification)
    assert moment.spec_id == "chai-desktop"


def test_the_glossary_tells_senses_and_leads_to_the_primitive(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    QTest.keyClick(bench.window, Qt.Key.Key_G, CTRL)
    glossary = bench.language._glossary
    assert glossary.isVisible()
    QTest.keyClicks(glossary.search, "eye level")
    assert "Not an angle" in glossary.text.text()
    QTest.keyClick(glossary.search, Qt.Key.Key_Return)
    assert room(bench).checklist.hits().current().kind == "primitive"
    glossary.close()
