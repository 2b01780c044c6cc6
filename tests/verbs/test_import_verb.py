"""`chai import`: good, bad and mixed files, and projects that cannot take them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from chai_desktop.exchange.new_project import create_project
from chai_desktop.store.project import Project


def test_good_files_make_a_project_with_clips(chai, tmp_path, film):
    ended = chai("import", tmp_path / "New.chai", film)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "1 clip added.\n", "")
    with Project.open(tmp_path / "New.chai") as project:
        assert [clip.facts.name for clip in project.clips()] == ["fountain.mp4"]


def test_of_mixed_files_the_good_ones_are_taken_and_the_others_named(chai, tmp_path, film):
    (tmp_path / "letter.mp4").write_text("Dear all, this is no video.")
    (tmp_path / "empty.mp4").touch()
    ended = chai("import", tmp_path / "New.chai", tmp_path, "--json")
    assert ended.returncode == 3
    report = json.loads(ended.stdout)
    assert [clip["name"] for clip in report["added"]] == ["fountain.mp4"]
    reasons = {Path(left["path"]).name: left["reason"] for left in report["left_out"]}
    assert "text file" in reasons["letter.mp4"]
    assert "empty" in reasons["empty.mp4"]
    assert all(left["hint"] for left in report["left_out"] if left["path"].endswith(".mp4"))


def test_nothing_usable_is_a_failure(chai, tmp_path):
    (tmp_path / "letter.mp4").write_text("Dear all")
    ended = chai("import", tmp_path / "New.chai", tmp_path / "letter.mp4")
    assert ended.returncode == 1
    assert ended.stdout.startswith(
        "No clip was added: 1 file left out.\nleft out: letter.mp4 is a text file, not a video. "
    )
    assert ended.stdout.endswith(f" ({tmp_path})\n")
    assert ended.stdout.count("letter.mp4") == 1


def test_a_folder_without_video_is_a_failure(chai, tmp_path):
    (tmp_path / "empty").mkdir()
    ended = chai("import", tmp_path / "New.chai", tmp_path / "empty")
    assert (ended.returncode, ended.stdout) == (1, "No video file was found there.\n")


def test_a_file_that_moved_is_found_again(chai, tmp_path, film):
    chai("import", tmp_path / "New.chai", film)
    film.rename(tmp_path / "moved.mp4")
    ended = chai("import", tmp_path / "New.chai", tmp_path / "moved.mp4", "--json")
    assert ended.returncode == 0
    report = json.loads(ended.stdout)
    assert (report["added"], len(report["relinked"])) == ([], 1)


def test_a_file_cut_off_is_taken_with_a_note(chai, tmp_path, film, cut_off):
    ended = chai("import", tmp_path / "New.chai", cut_off)
    assert ended.returncode == 0
    assert "taken all the same" in ended.stdout
    assert cut_off.name in ended.stdout.split("taken all the same")[1]


def test_what_is_no_project_is_left_alone(chai, film):
    before = film.read_bytes()
    ended = chai("import", film, film)
    assert ended.returncode == 1
    assert "fountain.mp4 is not a CHAI Desktop project." in ended.stderr
    assert film.read_bytes() == before


@pytest.mark.parametrize("name", ["folder that is not there/New.chai", "New.txt", "x" * 300 + ".chai"])
def test_a_project_that_cannot_be_made_is_named(chai, tmp_path, film, name):
    ended = chai("import", tmp_path / name, film)
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert (tmp_path / name).parent.name in ended.stderr or name in ended.stderr


def test_a_project_open_in_another_process_is_refused_with_its_owner(chai, tmp_path, film):
    with create_project(tmp_path / "Open.chai"):
        ended = chai("import", tmp_path / "Open.chai", film)
    assert ended.returncode == 1
    assert f"Open.chai is open in another window of CHAI Desktop (process {os.getpid()}" in ended.stderr
    assert "Close it there" in ended.stderr


def test_a_project_that_may_not_be_written_takes_no_clips(chai, tmp_path, film, sealed_folder):
    folder = tmp_path / "folder"
    folder.mkdir()
    create_project(folder / "Film.chai").close()
    ended = chai("import", sealed_folder(folder) / "Film.chai", film)
    assert ended.returncode == 1
    assert "Film.chai takes no clips: it is open for reading only" in ended.stderr
    assert "may not be written.\nCopy the file to a folder" in ended.stderr
