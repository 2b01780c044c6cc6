"""Undo and redo: any edits, taken back and done again, byte for byte; by name; across restarts."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.journal import undo
from chai_desktop.store.journal.state import state_lines
from chai_desktop.store.project import Project
from tests.store.random_edits import EDITS, Edit, apply

CAMERA = Aspect.CAMERA


def _undo_all(project: Project) -> int:
    count = 0
    while project.undo() is not None:
        count += 1
    return count


def _redo_all(project: Project) -> int:
    count = 0
    while project.redo() is not None:
        count += 1
    return count


@settings(max_examples=60, deadline=None)
@given(before=EDITS, edits=EDITS, restart=st.booleans())
def test_undo_all_is_the_start_and_redo_all_is_the_end(before: list[Edit], edits: list[Edit], restart: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Film.chai"
        with Project.create(path, "Film") as project:
            project.me()
            empty = state_lines(project._file)
            apply(project, [*before, *edits])
            end = state_lines(project._file)
            if not restart:
                count = _undo_all(project)
                assert state_lines(project._file) == empty
                assert _redo_all(project) == count
                assert state_lines(project._file) == end
                return
        with Project.open(path) as project:
            count = _undo_all(project)
        with Project.open(path) as project:
            assert state_lines(project._file) == empty
            assert _redo_all(project) == count
            assert state_lines(project._file) == end


@settings(max_examples=40, deadline=None)
@given(edits=EDITS, walk=st.lists(st.sampled_from(["undo", "undo", "redo", "edit"]), max_size=12))
def test_any_walk_through_the_journal_shows_each_state_again(edits: list[Edit], walk: list[str]) -> None:
    """A model with two stacks says which state is to be seen after each step."""
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "Film.chai", "Film") as project:
        project.me()
        states, future = [state_lines(project._file)], []
        for edit in [("add", 0, 0), *edits]:
            _follow(project, edit, states, future)
        for number, step in enumerate(walk):
            if step == "undo":
                if project.undo() is not None:
                    future.append(states.pop())
            elif step == "redo":
                if project.redo() is not None:
                    states.append(future.pop())
            else:
                _follow(project, ("setting", 9, number), states, future)
            assert state_lines(project._file) == states[-1]


def _follow(project: Project, edit: Edit, states: list, future: list) -> None:
    """An edit may be several steps, or none."""
    known = _steps(project)
    apply(project, [edit])
    made = _steps(project) - known
    if not made:
        return
    future.clear()
    end = state_lines(project._file)
    between = []
    for _ in range(made - 1):
        project.undo()
        between.append(state_lines(project._file))
    for _ in range(made - 1):
        project.redo()
    assert state_lines(project._file) == end
    states.extend([*reversed(between), end])


def _steps(project: Project) -> int:
    return project._file.row("SELECT count(*) FROM operations WHERE kind = 'edit'")[0]


def test_each_step_is_named(project, clip_id):
    assert project.undo_state().undo.name == 'Add "a.mp4"'
    project.set_answers(clip_id, {"camera_pan": "right_to_left"})
    name = 'Answer "Pan": Left'
    assert project.undo_state().undo.name == name
    assert project.undo().name == name
    assert project.undo_state().redo.name == name
    assert project.redo().name == name
    assert project.answers(clip_id) == {"camera_pan": "right_to_left"}


def test_a_new_step_leaves_nothing_to_redo(project, clip_id):
    project.set_answers(clip_id, {"camera_pan": "no"})
    project.undo()
    project.set_answers(clip_id, {"camera_tilt": "no"})
    assert project.undo_state().redo is None
    assert project.redo() is None
    assert project.answers(clip_id) == {"camera_tilt": "no"}
    assert project.undo().name.startswith('Answer "Tilt"')


def test_a_former_draft_comes_back_with_critique_rating_and_revision(project, clip_id):
    pre = project.add_pre_caption(clip_id, CAMERA, "The camera zooms in.", "engine")
    project.rate(pre.id, 3)
    project.save_critique(pre.id, [], "It dollies.")
    project.add_post_caption(pre.id, "The camera dollies in.", "engine")
    project.submit(clip_id, CAMERA)
    before = project.work(clip_id, CAMERA)
    project.add_pre_caption(clip_id, CAMERA, "The camera moves.", "engine")
    project.undo()
    assert project.work(clip_id, CAMERA) == before
    assert project.clip(clip_id).status[CAMERA] == "submitted"


def test_a_person_undoes_their_own_steps_only(project, clip_id):
    project.set_me("Ada")
    project.set_answers(clip_id, {"camera_pan": "no"})
    project.set_me("Bo")
    assert project.undo_state().undo is None
    project.set_answers(clip_id, {"camera_tilt": "up"})
    project.undo()
    assert project.undo() is None
    assert project.answers(clip_id) == {"camera_pan": "no"}


def test_what_somebody_changed_since_is_left_as_it_is(project, clip_id):
    ada = project.set_me("Ada")
    project.set_answers(clip_id, {"camera_pan": "no", "camera_tilt": "no"})
    project.set_me("Bo")
    project.set_answers(clip_id, {"camera_pan": "left_to_right"})
    assert project.set_me("Ada") == ada
    project.undo()
    assert project.answers(clip_id) == {"camera_pan": "left_to_right"}


def test_undo_takes_no_row_away(project, clip_id):
    project.set_answers(clip_id, {"camera_pan": "no"})
    project.undo()
    project.close()
    connection = sqlite3.connect(project.path)
    values = connection.execute(
        "SELECT given.value FROM answers AS node LEFT JOIN answer_values AS given ON given.seq = node.value "
        "ORDER BY node.seq"
    ).fetchall()
    connection.close()
    assert values == [('"no"',), (None,)]


def test_nothing_is_undone_in_a_project_that_is_open_to_read(project, clip_id):
    project.close()
    with Project.open(project.path, read_only=True) as copy:
        assert (copy.undo_state().undo, copy.undo_state().redo) == (None, None)


def test_times_never_go_back_whatever_the_clock_does(project, clip_id, monkeypatch):
    from chai_desktop.store.file import project_file

    monkeypatch.setattr(project_file, "now", lambda: "2001-01-01T00:00:00.000000Z")
    for number in range(3):
        project.set_answers(clip_id, {"camera_pan": f"{number}"})
    rows = project._file.rows("SELECT created_at FROM operations ORDER BY seq")
    times = [row["created_at"] for row in rows]
    assert times == sorted(set(times))


@pytest.mark.parametrize("aspect", [None, CAMERA])
def test_what_was_at_any_moment_can_be_shown_and_brought_back(project, clip_id, aspect):
    project.set_answers(clip_id, {"camera_pan": "no"})
    pre = project.add_pre_caption(clip_id, CAMERA, "The camera zooms in.", "engine")
    project.rate(pre.id, 3)
    then = project.moments(clip_id)[0]
    assert (then.name, then.aspects, then.answers) == ("Rate 3, a.mp4, Camera", (CAMERA,), False)
    seen = project.clip_at(clip_id, then.operation_id)
    project.set_answers(clip_id, {"camera_pan": None, "camera_tilt": "up"})
    project.add_pre_caption(clip_id, CAMERA, "The camera moves.", "engine")
    assert project.clip_at(clip_id, then.operation_id) == seen
    assert (seen.answers, seen.works[CAMERA].pre_caption, seen.works[CAMERA].rating) == ({"camera_pan": "no"}, pre, 3)
    project.bring_back(clip_id, then.operation_id, aspect)
    if aspect is None:
        assert project.answers(clip_id) == {"camera_pan": "no"}
        assert project.work(clip_id, CAMERA).pre_caption.text == "The camera moves."
    else:
        assert project.work(clip_id, CAMERA) == seen.works[CAMERA]
        assert project.answers(clip_id) == {"camera_tilt": "up"}
    project.undo()
    assert project.answers(clip_id) == {"camera_tilt": "up"}
    assert project.work(clip_id, CAMERA).pre_caption.text == "The camera moves."
    moments = project.moments(clip_id)
    assert [moment.kind for moment in moments[:2]] == ["undo", "edit"]
    assert moments[1].undone


def test_a_step_says_which_clip_and_aspect_it_is_about(project, clip_id):
    project.set_answers(clip_id, {"camera_pan": "no"})
    answered = project.undo_state().undo
    assert (answered.clip_id, answered.aspect) == (clip_id, None)
    project.rate(project.add_pre_caption(clip_id, CAMERA, "It pans.", "import").id, 3)
    rated = project.undo()
    assert (rated.clip_id, rated.aspect) == (clip_id, CAMERA)
    assert project.undo_state().redo == rated
    project.set_setting("sampling", 2)
    assert project.undo_state().undo.clip_id == ""


def test_adding_a_clip_and_a_review_are_about_their_clip(project, clip_id):
    assert project.undo_state().undo.clip_id == clip_id
    project.rate(project.add_pre_caption(clip_id, CAMERA, "It pans.", "import").id, 5)
    triple = project.submit(clip_id, CAMERA)
    project.save_review(triple.id, "approved")
    step = project.undo_state().undo
    assert (step.clip_id, step.aspect) == (clip_id, CAMERA)


def test_what_would_be_undone_is_found_without_reading_the_journal(project):
    """Also for somebody who never did anything in a project of millions of steps."""
    for sql in (undo.TO_UNDO, undo.LAST_OWN, undo.TO_REDO):
        plan = [row["detail"] for row in project._file.rows(f"EXPLAIN QUERY PLAN {sql}", (1,) * sql.count("?"))]
        assert not [step for step in plan if step.startswith("SCAN")], plan
        assert any("operations_t" in step for step in plan), plan
