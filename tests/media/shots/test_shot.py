"""Shots as they are kept."""

from __future__ import annotations

import json

import pytest

from chai_desktop.media.shots import Shot, Transition, load_shots, save_shots

SHOTS = (Shot(0, 35, Transition.START), Shot(36, 60, Transition.CUT), Shot(72, 90, Transition.DISSOLVE))


def test_shots_come_back_as_they_were_kept(tmp_path):
    save_shots(SHOTS, tmp_path / "shots.json")
    assert load_shots(tmp_path / "shots.json") == SHOTS
    assert [shot.frame_count for shot in SHOTS] == [36, 25, 19]


@pytest.mark.parametrize("words", ["", "{", "[]", '{"version": 1}', '{"version": 1, "shots": [{"first": 0}]}'])
def test_a_damaged_file_holds_none(tmp_path, words):
    (tmp_path / "shots.json").write_text(words)
    assert load_shots(tmp_path / "shots.json") is None


def test_a_list_of_another_version_is_to_be_made_anew(tmp_path):
    save_shots(SHOTS, tmp_path / "shots.json")
    told = json.loads((tmp_path / "shots.json").read_text())
    (tmp_path / "shots.json").write_text(json.dumps({**told, "version": 0}))
    assert load_shots(tmp_path / "shots.json") is None
    assert load_shots(tmp_path / "none.json") is None
