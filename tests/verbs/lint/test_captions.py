"""`chai lint captions`: one line in, one line out, and bad lines do not stop the rest."""

from __future__ import annotations

import json

GOOD = {"id": "a", "aspect": "camera", "caption": "The camera pans right.", "answers": {"camera_pan": "right_to_left"}}


def write(path, *lines):
    path.write_text("".join(line if isinstance(line, str) else json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def test_findings_and_scores_of_every_row(chai, tmp_path):
    rows = write(
        tmp_path / "rows.jsonl",
        GOOD,
        "\n",
        {"aspect": "scene", "post_caption": "A beautiful hall.", "pre_caption": "x"},
    )
    ended = chai("lint", "captions", rows, "--json")
    first, second = (json.loads(line) for line in ended.stdout.splitlines())
    assert ended.returncode == 0
    assert (first["line"], first["id"], first["aspect"], first["field"]) == (1, "a", "camera", "caption")
    wrong = next(found for found in first["findings"] if found["rule"] == "answers.direction")
    assert (wrong["text"], wrong["fix"], wrong["level"]) == ("right", "left", "error")
    assert GOOD["caption"][wrong["start"] : wrong["end"]] == "right"
    assert first["scores"]["checklist"] == 0
    assert first["scores"]["terms"] == 1
    assert (second["line"], second["field"]) == (3, "post_caption")
    assert second["scores"]["wording"] == 0
    assert second["scores"]["checklist"] is None


def test_bad_lines_are_named_and_the_rest_is_checked(chai, tmp_path):
    bad = ["{\n", "[1]\n", {"aspect": "sound", "caption": "x"}, {"aspect": "scene"}, {"aspect": "scene", "caption": 5},
           {"aspect": "scene", "caption": "x", "answers": []}]  # fmt: skip
    rows = write(tmp_path / "rows.jsonl", *bad, GOOD)
    rows.write_bytes(rows.read_bytes() + b"\xff\xff\n")
    ended = chai("lint", "captions", rows, "--json")
    assert ended.returncode == 3
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [line["line"] for line in lines if "error" in line] == [1, 2, 3, 4, 5, 6, 8]
    assert [line["line"] for line in lines if "findings" in line] == [7]
    for number in (1, 2, 3, 4, 5, 6, 8):
        assert f"rows.jsonl, line {number}: " in ended.stderr


def test_people_read_one_finding_a_line(chai, tmp_path):
    rows = write(tmp_path / "rows.jsonl", {"aspect": "camera", "caption": "The camera pans up."})
    told = chai("lint", "captions", rows).stdout.splitlines()
    assert (
        told[0] == "1:11-15 error term.impossible_way: A pan goes left or right; up and down it is a tilt. -> “tilts”"
    )


def test_nothing_to_check_is_a_failure(chai, tmp_path):
    assert chai("lint", "captions", write(tmp_path / "rows.jsonl", "\n")).returncode == 1
    assert chai("lint", "captions", write(tmp_path / "rows.jsonl", "nothing\n")).returncode == 1
    missing = chai("lint", "captions", tmp_path / "missing.jsonl")
    assert missing.returncode == 1
    assert "missing.jsonl" in missing.stderr


def test_every_kind_tells_how_it_is_used(chai):
    told = chai("lint", "captions", "--help")
    assert told.returncode == 0
    assert "--json" in told.stdout
    assert chai("lint").returncode == 2
