"""Clips: added once, found by hash, moved, removed and brought back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chai_desktop.errors import ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project import Project
from chai_desktop.store.records import AspectStatus
from chai_desktop.store.refusals import DuplicateClipError


def test_a_clip_keeps_its_facts_and_thumbnail_across_reopening(project, facts):
    given = facts("a b ü 🎬.mp4", fps=23.976, variable_rate=True, has_audio=True)
    added = project.add_clip(given, b"\x00\xffjpeg")
    project.close()
    with Project.open(project.path) as again:
        assert again.clips() == [added]
        assert added.facts == given
        assert again.thumbnail(added.id) == b"\x00\xffjpeg"
        assert added.status == dict.fromkeys(Aspect, AspectStatus.EMPTY)


def test_clips_come_in_the_order_in_which_they_were_added(project, facts):
    for name in ("c.mp4", "a.mp4", "b.mp4"):
        project.add_clip(facts(name))
    assert [clip.facts.name for clip in project.clips()] == ["c.mp4", "a.mp4", "b.mp4"]


def test_the_same_frames_are_one_clip_and_other_frames_of_the_file_another(project, facts):
    project.add_clip(facts(last_frame=59))
    with pytest.raises(DuplicateClipError, match=r"a\.mp4 is already in the project"):
        project.add_clip(facts(last_frame=59, path="/elsewhere/copy.mp4"))
    project.add_clip(facts(first_frame=60))
    assert [clip.facts.first_frame for clip in project.clips()] == [0, 60]


def test_the_same_footage_has_the_same_key_in_every_project(project, facts, tmp_path):
    with Project.create(tmp_path / "Other.chai", "Other") as other:
        assert other.add_clip(facts()).id == project.add_clip(facts()).id
        assert other.id != project.id


def test_find_by_hash(project, facts, clip_id):
    assert project.find_by_hash(facts().content_hash).id == clip_id
    assert project.find_by_hash("0" * 64) is None


def test_a_removed_clip_is_gone_and_comes_back_with_its_work(project, facts, clip_id):
    project.set_answers(clip_id, {"camera_pan": "no"})
    project.remove_clip(clip_id)
    assert project.clips() == []
    assert project.find_by_hash(facts().content_hash) is None
    with pytest.raises(ProjectError, match=r"not in Film\.chai"):
        project.clip(clip_id)
    assert project.add_clip(facts(path="/new/place/a.mp4"), None).id == clip_id
    assert project.clip(clip_id).facts.path == "/new/place/a.mp4"
    assert project.answers(clip_id) == {"camera_pan": "no"}


def test_relinking_changes_the_path_only(project, clip_id):
    before = project.clip(clip_id)
    after = project.relink_clip(clip_id, "/other/disk/a.mp4")
    assert after.facts.path == "/other/disk/a.mp4"
    assert (after.id, after.facts.content_hash, after.status) == (before.id, before.facts.content_hash, before.status)


def test_footage_is_found_again_when_project_and_footage_move_together(tmp_path, facts):
    home, away = tmp_path / "home", tmp_path / "away"
    (home / "Footage").mkdir(parents=True)
    (home / "Footage" / "a.mp4").write_bytes(b"frames")
    with Project.create(home / "Film.chai", "Film") as project:
        project.add_clip(facts(path=str(home / "Footage" / "a.mp4")))
    shutil.move(home, away)
    with Project.open(away / "Film.chai") as project:
        assert Path(project.clips()[0].facts.path) == away / "Footage" / "a.mp4"


def test_footage_stays_found_when_only_the_project_moves(tmp_path, facts):
    (tmp_path / "Footage").mkdir()
    (tmp_path / "new").mkdir()
    footage = tmp_path / "Footage" / "a.mp4"
    footage.write_bytes(b"frames")
    with Project.create(tmp_path / "Film.chai", "Film") as project:
        project.add_clip(facts(path=str(footage)))
    shutil.move(tmp_path / "Film.chai", tmp_path / "new" / "Film.chai")
    with Project.open(tmp_path / "new" / "Film.chai") as project:
        assert Path(project.clips()[0].facts.path) == footage
