"""What a merge would bring is said before anything is changed, and is what then comes."""

from __future__ import annotations

import shutil

import pytest

from chai_desktop.errors import Cancelled, ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.journal.state import state_lines
from chai_desktop.store.project import Project


@pytest.fixture
def worked_on(project, clip_id, facts, tmp_path):
    """A copy of a project in which Bo worked on two captions and brought a clip."""
    project.set_me("Ada")
    project.close()
    copy = tmp_path / "Bo.chai"
    shutil.copy(project.path, copy)
    with Project.open(copy) as theirs:
        theirs.set_me("Bo")
        pre = theirs.add_pre_caption(clip_id, Aspect.CAMERA, "It pans.", "engine")
        theirs.rate(pre.id, 5)
        theirs.submit(clip_id, Aspect.CAMERA)
        theirs.add_pre_caption(clip_id, Aspect.SCENE, "A square.", "engine")
        theirs.set_answers(clip_id, {"camera_pan": "no", "camera_tilt": "up"})
        theirs.add_clip(facts("b.mp4"))
    return copy


def test_the_plan_says_what_comes_and_changes_nothing(project, worked_on):
    with Project.open(project.path) as ours:
        before = state_lines(ours._file)
        plan = ours.plan_merge(worked_on)
        assert state_lines(ours._file) == before
        assert (plan.called, plan.project, plan.is_share) == ("Bo.chai", "Film", False)
        assert (plan.clips, plan.captions, plan.answers, plan.triples) == (1, 2, 2, 1)
        assert plan.steps_by[0] == ("Bo", plan.steps)
        assert plan.first < plan.last
        report = ours.merge(worked_on)
        assert (report.operations, report.clips, report.triples) == (plan.steps, plan.clips, plan.triples)
        assert report.captions == plan.captions
        again = ours.plan_merge(worked_on)
        assert (again.steps, again.clips, again.captions, again.answers, again.steps_by) == (0, 0, 0, 0, ())


def test_the_plan_names_whom_a_part_was_handed_to(project, clip_id, tmp_path):
    bo = project.add_person("Bo")
    project.export_share([clip_id], tmp_path / "Part.chai", bo.id)
    plan = project.plan_merge(tmp_path / "Part.chai")
    assert (plan.is_share, plan.handed_to, plan.steps) == (True, "Bo", 0)


def test_another_project_has_no_plan(project, tmp_path):
    Project.create(tmp_path / "Other.chai", "Other").close()
    with pytest.raises(ProjectError, match="is not a copy of Film.chai"):
        project.plan_merge(tmp_path / "Other.chai")


def test_a_merge_that_is_stopped_changes_nothing(project, worked_on):
    def stop(_share: float) -> None:
        raise Cancelled

    with Project.open(project.path) as ours:
        before = state_lines(ours._file)
        with pytest.raises(Cancelled):
            ours.merge(worked_on, stop)
        assert state_lines(ours._file) == before


def test_conflicts_are_counted_and_say_what_they_are_about(project, worked_on, clip_id):
    with Project.open(project.path) as ours:
        ours.set_answers(clip_id, {"camera_pan": "left_to_right"})
        ours.add_pre_caption(clip_id, Aspect.SCENE, "A fountain.", "engine")
        assert ours.count_conflicts() == 0
        assert ours.merge(worked_on).conflicts == ours.count_conflicts() == 2
        answer, work = ours.conflicts()
        assert (answer.question, {side.value for side in answer.sides}) == ("camera_pan", {"no", "left_to_right"})
        assert work.aspect == Aspect.SCENE
        assert {side.work.pre_caption.text for side in work.sides} == {"A square.", "A fountain."}
