"""`chai suggest` on a film whose camera is known: what it says, in words and as JSON, and the table of curves."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from benchmarks.rendered_scenes.film import Film, make_film
from benchmarks.rendered_scenes.paths import Move
from benchmarks.rendered_scenes.pinhole import Pose
from chai_desktop.media.motion.suggestion import VERSION

FRAMES = 36


@pytest.fixture(scope="module")
def pan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pan to the right in a room, at even speed."""
    film = Film("pan", "room", Pose(0, -2, 1.5, -15, 0, 0, 60), (Move("pan", 30, ease="none"),), seconds=FRAMES / 24)
    return make_film(film, tmp_path_factory.mktemp("film"))


def test_it_says_what_the_picture_speaks_for(chai, pan):
    ended = chai("suggest", pan)
    assert ended.returncode == 0
    (line,) = [line for line in ended.stdout.splitlines() if line.startswith("  Pan ")]
    assert "Right" in line
    assert "no answers until a person takes them" in ended.stdout
    assert ended.stderr == ""


def test_json_and_curves_of_a_part_count_frames_through_the_whole_file(chai, pan, tmp_path):
    table = tmp_path / "curves.csv"
    ended = chai("suggest", pan, "--json", "--curves", table, "--first", 6, "--last", 33)
    told = json.loads(ended.stdout)
    assert (told["first_frame"], told["last_frame"], told["measurement"]) == (6, 33, f"motion-{VERSION}")
    found = {each["question"]: each for each in told["suggestions"]}
    assert (found["camera_pan"]["value"], found["camera_pan"]["words"]) == ("left_to_right", "Right")
    for each in told["suggestions"]:
        assert 0 < each["confidence"] <= 1
        assert 6 <= each["first_frame"] <= each["last_frame"] <= 33
        assert each["label"]
        assert each["reason"]
    assert {each["question"] for each in told["withheld"]}.isdisjoint(found)

    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["frame"]) for row in rows] == list(range(6, 34))
    assert float(rows[0]["seconds"]) == pytest.approx(6 / 24)
    middle = [float(row["pan_widths_per_second"]) for row in rows[5:-5]]
    assert min(middle) > 0.1  # 20 degrees a second to the right, at an angle of view of 60 degrees: about 0.3 widths


@pytest.mark.parametrize("words", [("--first", 99), ("--last", FRAMES), ("--first", 9, "--last", 3), ("--first", -1)])
def test_frames_that_are_not_there_are_named(chai, pan, words):
    ended = chai("suggest", pan, *words)
    assert ended.returncode == 1
    assert f"numbered from 0 to {FRAMES - 1}" in ended.stderr
    assert ended.stdout == ""


def test_what_is_no_video_is_refused_in_words(chai, tmp_path):
    text = tmp_path / "notes.mp4"
    text.write_text("no video", "utf-8")
    ended = chai("suggest", text)
    assert ended.returncode == 1
    assert "notes.mp4" in ended.stderr


def test_a_table_that_cannot_be_written_says_so(chai, pan, tmp_path):
    ended = chai("suggest", pan, "--curves", tmp_path / "nowhere" / "curves.csv")
    assert ended.returncode == 1
    assert "folder does not exist" in ended.stderr
