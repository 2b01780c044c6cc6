"""Answers: versions of values, withdrawn with None, and the specification that each was given by."""

from __future__ import annotations

import sqlite3

import pytest

from chai_desktop.errors import ProjectError
from chai_desktop.store.judgement.suggested import Suggested, suggested_by
from chai_desktop.store.project import Project


def _rows(project: Project, sql: str) -> list[tuple]:
    """What the closed file holds, read without the program."""
    project.close()
    with sqlite3.connect(project.path) as connection:
        rows = connection.execute(sql).fetchall()
    connection.close()
    return rows


def test_answers_of_each_kind_survive_reopening(project, clip_id):
    given = {
        "camera_pan": "left_to_right",
        "tracking_shot_types": ["side", "arc"],
        "subject.type": "a “woman”\nin red 🧥",
    }
    project.set_answers(clip_id, given)
    project.close()
    with Project.open(project.path) as again:
        assert again.answers(clip_id) == given


def test_none_withdraws_and_a_later_answer_counts_again(project, clip_id):
    project.set_answers(clip_id, {"camera_pan": "no", "camera_tilt": "up"})
    project.set_answers(clip_id, {"camera_pan": None})
    assert project.answers(clip_id) == {"camera_tilt": "up"}
    project.set_answers(clip_id, {"camera_pan": "left_to_right"})
    assert project.answers(clip_id) == {"camera_pan": "left_to_right", "camera_tilt": "up"}


def test_each_version_names_author_parent_specification_and_what_was_ticked(project, clip_id):
    me = project.set_me("Ada")
    project.set_answers(clip_id, {"camera_pan": "no"}, via="camera.movement.pan_left")
    project.pin_specification("chai-desktop", "1.1.0", "2")
    project.set_answers(clip_id, {"camera_pan": None})
    project.set_answers(clip_id, {"camera_pan": "left_to_right"})
    sql = """
        SELECT answers.seq, given.value, via.text, spec_id, spec_version, people.id, after
        FROM answers JOIN operations ON operations.seq = operation JOIN people ON people.seq = author
        LEFT JOIN answer_values AS given ON given.seq = answers.value LEFT JOIN words AS via ON via.seq = via
        LEFT JOIN specifications ON specifications.seq = specification ORDER BY answers.seq"""
    first, second, third = _rows(project, sql)
    assert first[1:] == ('"no"', "camera.movement.pan_left", "chai-desktop", "1.0.0", me.id, None)
    assert second[1:] == (None, None, None, None, me.id, first[0])
    assert third[1:] == ('"left_to_right"', None, "chai-desktop", "1.1.0", me.id, second[0])


def test_what_is_answered_already_is_not_written_again(project, clip_id):
    project.set_answers(clip_id, {"camera_pan": "no", "camera_tilt": None})
    project.set_answers(clip_id, {"camera_pan": "no"})
    project.set_answers(clip_id, {})
    sql = "SELECT question.text, given.value FROM answers, words AS question, answer_values AS given"
    joined = f"{sql} WHERE question.seq = question AND given.seq = answers.value"
    assert _rows(project, joined) == [("camera_pan", '"no"')]


def test_each_step_has_a_name(project, clip_id):
    project.set_answers(clip_id, {"a question of another specification": "no"})
    project.set_answers(clip_id, {"subject.type": "a woman in a red coat who carries an umbrella"})
    project.set_answers(clip_id, {"camera_pan": "no"})
    project.set_answers(clip_id, {"camera_pan": None})
    project.set_answers(clip_id, {"camera_pan": "no", "camera_tilt": "up"})
    names = [name for (name,) in _rows(project, "SELECT name FROM operations ORDER BY seq")]
    assert names[-5] == 'Answer "a question of another specification": no'
    assert names[-4] == 'Answer "Who or what": a woman in a red coat who carries an...'
    assert names[-3:] == ['Answer "Pan": No', 'Withdraw the answer to "Pan"', "Answer 2 questions of a.mp4"]


@pytest.mark.parametrize("value", [3, True, ["yes", 1], {"a": "b"}])
def test_what_is_no_answer_is_refused_and_nothing_of_it_is_kept(project, clip_id, value):
    with pytest.raises(ProjectError, match="no answer to camera_pan"):
        project.set_answers(clip_id, {"camera_tilt": "up", "camera_pan": value})
    assert project.answers(clip_id) == {}


def test_answers_to_a_clip_that_is_not_there_are_refused(project):
    with pytest.raises(ProjectError, match="not in Film"):
        project.set_answers("no such clip", {"camera_pan": "no"})


def test_the_record_keeps_that_an_answer_was_suggested_and_who_took_it(project, clip_id):
    me = project.set_me("Ada")
    project.set_answers(
        clip_id,
        {"camera_pan": "left_to_right", "camera_tilt": "no", "camera_roll": "no"},
        via={
            "camera_pan": Suggested(0.94, "motion-101").as_via(),
            "camera_tilt": "camera.movement.no_tilt",
        },
    )
    (taken,) = project.taken_suggestions(clip_id).items()
    assert taken[0] == "camera_pan"
    assert (taken[1].confidence, taken[1].measurement, taken[1].by) == (0.94, "motion-101", me)
    project.set_answers(clip_id, {"camera_pan": "no"})  # answered otherwise, by hand
    assert project.taken_suggestions(clip_id) == {}
    project.undo()
    assert list(project.taken_suggestions(clip_id)) == ["camera_pan"]
    project.undo()
    assert project.taken_suggestions(clip_id) == {}


def test_the_step_says_that_a_suggestion_was_taken(project, clip_id):
    via = Suggested(0.9, "motion-101").as_via()
    project.set_answers(clip_id, {"camera_pan": "left_to_right"}, via=via)
    assert project.moments(clip_id)[0].name == 'Take the suggestion for "Pan": Right'
    project.set_answers(clip_id, {"camera_tilt": "no", "camera_roll": "no"}, via=via)
    assert project.moments(clip_id)[0].name.startswith("Take 2 suggestions for ")
    project.set_answers(clip_id, {"camera_pan": None}, via="")
    assert project.moments(clip_id)[0].name == 'Withdraw the answer to "Pan"'


@pytest.mark.parametrize("via", ["", "camera.movement.pan_left", "suggested:", "suggested:2:motion", "suggested:0.94"])
def test_anything_else_behind_an_answer_is_no_suggestion(via):
    assert suggested_by(via) is None


@pytest.mark.parametrize("confidence", [0.0, 0.055, 0.94, 1.0])
def test_what_was_suggested_is_read_back(confidence):
    found = suggested_by(Suggested(confidence, "motion-101").as_via())
    assert found is not None
    assert found.confidence == pytest.approx(confidence, abs=0.0051)
    assert found.measurement == "motion-101"
