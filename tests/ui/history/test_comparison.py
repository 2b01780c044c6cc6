"""A clip as it was beside the clip as it is, on a real project."""

from __future__ import annotations

import pytest

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project import Project
from chai_desktop.store.records import ClipFacts, ClipState
from chai_desktop.ui.history.comparison import AnswerPair, compare

CAMERA = Aspect.CAMERA
FACTS = ClipFacts("/films/a.mp4", "a.mp4", "0" * 64, 1, 854, 480, 120, 24.0, 5.0, False, False, "h264", 0, 119)


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "Film.chai", "Film") as made:
        yield made


def words(question: str, value: object) -> tuple[str, str]:
    return question.upper(), str(value)


def now(project: Project, clip_id: str) -> ClipState:
    works = {aspect: project.work(clip_id, aspect) for aspect in Aspect}
    return ClipState(clip_id, project.answers(clip_id), works)


def test_texts_that_differ_come_first_with_the_words_that_changed(project):
    clip_id = project.add_clip(FACTS).id
    project.add_pre_caption(clip_id, CAMERA, "The camera zooms in.", "import")
    then = project.moments(clip_id)[0]
    pre = project.add_pre_caption(clip_id, CAMERA, "The camera dollies in.", "import")
    project.rate(pre.id, 2)
    found = compare(project.clip_at(clip_id, then.operation_id), now(project, clip_id), words)
    draft, rating = found.texts[CAMERA]
    assert [pair.title for pair in (draft, rating)] == ["Pre-caption", "Rating"]
    (gone,), (come,) = draft.changed()
    assert draft.then[gone.start : gone.end] == "zooms"
    assert draft.now[come.start : come.end] == "dollies"
    assert (rating.then, rating.now) == ("", "2 of 5")
    assert found.topics(then) == [CAMERA]
    assert not found.differs(Aspect.SCENE)


def test_a_submission_is_a_difference_too(project):
    clip_id = project.add_clip(FACTS).id
    project.rate(project.add_pre_caption(clip_id, CAMERA, "The camera zooms in.", "import").id, 5)
    then = project.moments(clip_id)[0]
    project.submit(clip_id, CAMERA)
    found = compare(project.clip_at(clip_id, then.operation_id), now(project, clip_id), words)
    assert {pair.title for pair in found.texts[CAMERA] if pair.differs} == {"Post-caption", "Submission"}
    assert found.texts[CAMERA][-1].title == "Rating"


def test_only_answers_that_differ_are_listed(project):
    clip_id = project.add_clip(FACTS).id
    project.set_answers(clip_id, {"camera_pan": "no", "camera_tilt": "up", "camera_roll": "no"})
    then = project.moments(clip_id)[0]
    project.set_answers(clip_id, {"camera_pan": "left_to_right", "camera_tilt": None})
    project.set_answers(clip_id, {"camera_zoom": "in"})
    found = compare(project.clip_at(clip_id, then.operation_id), now(project, clip_id), words)
    assert set(found.answers) == {
        AnswerPair("CAMERA_PAN", "no", "left_to_right"),
        AnswerPair("CAMERA_TILT", "up", ""),
        AnswerPair("CAMERA_ZOOM", "", "in"),
    }
    assert found.topics(then) == [None]


def test_what_a_step_changed_can_be_looked_at_also_where_it_is_so_still(project):
    clip_id = project.add_clip(FACTS).id
    project.add_pre_caption(clip_id, CAMERA, "The camera zooms in.", "import")
    newest, added = project.moments(clip_id)
    found = compare(project.clip_at(clip_id, newest.operation_id), now(project, clip_id), words)
    assert found.topics(newest) == [CAMERA]
    assert not found.differs(CAMERA)
    before = compare(project.clip_at(clip_id, added.operation_id), now(project, clip_id), words)
    assert before.topics(added) == [CAMERA]
    assert before.differs(CAMERA)
