"""`chai split` and `chai relink` as processes of their own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from chai_desktop.resources import FOLDER
from chai_desktop.store.project import Project


@pytest.fixture
def project(chai, tmp_path) -> Path:
    """Holds the sample clip with a cut at frame 36, and one without."""
    films = tmp_path / "films"
    films.mkdir()
    for name in ("cut", "static"):
        shutil.copy(FOLDER / "sample" / "clips" / f"{name}.mp4", films)
    path = tmp_path / "Two.chai"
    assert chai("import", path, films).returncode == 0
    return path


def names(path: Path) -> list[str]:
    with Project.open(path) as project:
        return [clip.facts.name for clip in project.clips()]


def test_split_adds_a_clip_for_each_shot_and_takes_the_whole_out(chai, project):
    tried = chai("split", project, "--clip", "cut.mp4", "--dry-run")
    assert tried.returncode == 0
    assert "cut 02: frames 36 to 71, begins with a cut" in tried.stdout
    assert names(project) == ["cut.mp4", "static.mp4"]
    ended = chai("split", project, "--clip", "cut.mp4", "--take-out", "--json")
    told = json.loads(ended.stdout)
    assert [(each["first_frame"], each["last_frame"]) for each in told["added"]] == [(0, 35), (36, 71)]
    assert told["taken_out"]
    assert names(project) == ["static.mp4", "cut 01", "cut 02"]


def test_one_shot_is_not_split(chai, project):
    ended = chai("split", project, "--clip", "static.mp4")
    assert (ended.returncode, ended.stdout) == (0, "static.mp4 is one shot; there is nothing to split.\n")
    assert len(names(project)) == 2


def test_split_of_a_file_makes_the_project(chai, tmp_path):
    ended = chai("split", tmp_path / "New.chai", "--file", FOLDER / "sample" / "clips" / "cut.mp4")
    assert ended.returncode == 0, ended.stderr
    assert names(tmp_path / "New.chai") == ["cut 01", "cut 02"]


def test_split_names_a_clip_that_is_not_there(chai, project):
    ended = chai("split", project, "--clip", "walk.mp4")
    assert ended.returncode == 1
    assert "There is no clip called walk.mp4." in ended.stderr


def test_relink_finds_a_folder_that_moved_and_says_what_is_missing(chai, project, tmp_path):
    moved = (tmp_path / "films").rename(tmp_path / "archive")
    (moved / "static.mp4").unlink()
    (moved / "cut.mp4").rename(moved / "renamed.mp4")
    tried = chai("relink", project, moved, "--dry-run")
    assert tried.returncode == 3
    assert f"cut.mp4: {moved / 'renamed.mp4'}" in tried.stdout
    assert "still missing: static.mp4" in tried.stdout
    ended = chai("relink", project, moved, "--json")
    assert ended.returncode == 3
    told = json.loads(ended.stdout)
    assert [(each["name"], each["renamed"]) for each in told["found"]] == [("cut.mp4", True)]
    with Project.open(project) as opened:
        assert opened.clips_named("cut.mp4")[0].facts.path == str(moved / "renamed.mp4")
        assert opened.undo_state().undo.name == 'Find "cut.mp4" again'


def test_relink_has_nothing_to_do_where_all_is_there_and_refuses_no_folder(chai, project, tmp_path):
    assert chai("relink", project, tmp_path).stdout == "Every clip has its file.\n"
    ended = chai("relink", project, tmp_path / "nowhere")
    assert ended.returncode == 1
    assert "There is no folder" in ended.stderr
