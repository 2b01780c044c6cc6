"""Several clips in one step: parts of a file, and files that are somewhere else now."""

from __future__ import annotations

import pytest

from chai_desktop.store.records import NewClip
from chai_desktop.store.refusals import DuplicateClipError


@pytest.fixture
def parts(facts):
    ranges = ((0, 39), (40, 79), (80, 119))
    return [
        NewClip(facts(first_frame=first, last_frame=last, frame_count=40), b"\xff\xd8", f"a {number:02}")
        for number, (first, last) in enumerate(ranges, start=1)
    ]


def names(project):
    return [clip.facts.name for clip in project.clips()]


def test_parts_are_added_and_the_whole_is_taken_out_in_one_step_that_can_be_undone(project, clip_id, parts):
    added = project.split_clip(clip_id, parts, "a.mp4")
    assert names(project) == ["a 01", "a 02", "a 03"]
    assert [(clip.facts.first_frame, clip.facts.last_frame) for clip in added] == [(0, 39), (40, 79), (80, 119)]
    assert project.thumbnail(added[1].id) == b"\xff\xd8"
    step = project.undo_state().undo
    assert (step.name, step.clip_id) == ('Split "a.mp4" into 3 clips', "")  # about no clip in particular
    project.undo()
    assert names(project) == ["a.mp4"]
    project.redo()
    assert names(project) == ["a 01", "a 02", "a 03"]


def test_the_whole_stays_where_it_is_not_named(project, clip_id, parts):
    project.split_clip(None, parts, "a.mp4")
    assert names(project) == ["a.mp4", "a 01", "a 02", "a 03"]


def test_where_one_part_is_there_already_nothing_is_added(project, clip_id, parts):
    project.add_clip(parts[2].facts)
    before = project.newest_operation()
    with pytest.raises(DuplicateClipError, match="a 03 is already in the project"):
        project.split_clip(clip_id, parts, "a.mp4")
    assert project.newest_operation() == before
    assert len(project.clips()) == 2


def test_a_part_that_was_removed_comes_back_with_its_work(project, clip_id, parts):
    part = project.split_clip(None, parts, "a.mp4")[1]
    project.set_answers(part.id, {"camera_pan": "no"})
    project.remove_clip(part.id)
    (back,) = project.split_clip(None, [parts[1]], "a.mp4")
    assert back.id == part.id
    assert project.answers(back.id) == {"camera_pan": "no"}


def test_all_clips_of_a_file_are_found_by_its_bytes_in_the_order_of_their_frames(project, facts, parts):
    for part in reversed(parts):
        project.add_clip(part.facts)
    project.add_clip(facts("other.mp4"))
    found = project.clips_by_hash(facts().content_hash)
    assert [clip.facts.first_frame for clip in found] == [0, 40, 80]
    assert project.find_by_hash(facts().content_hash) == found[0]


def test_many_clips_are_relinked_in_one_step_that_can_be_undone(project, facts, clip_id, parts):
    others = project.split_clip(None, parts, "a.mp4")
    paths = {clip.id: "/new/a.mp4" for clip in (*others, project.clip(clip_id))}
    assert {clip.facts.path for clip in project.relink_clips(paths)} == {"/new/a.mp4"}
    assert project.undo_state().undo.name == "Find 4 clips again"
    project.undo()
    assert {clip.facts.path for clip in project.clips()} == {"/films/a.mp4"}
    assert project.relink_clips({}) == []


def test_one_clip_that_is_found_again_is_named(project, clip_id):
    project.relink_clips({clip_id: "/new/a.mp4"})
    step = project.undo_state().undo
    assert (step.name, step.clip_id) == ('Find "a.mp4" again', clip_id)
