"""The rules held against a corpus: what is equal, what differs, and what could not be compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chai_desktop.errors import ChaiError
from chai_desktop.exchange.corpus.corpus_files import open_corpus
from chai_desktop.exchange.corpus.verification import Verification, verify_corpus
from chai_desktop.spec.specification import load_specification

from .small_corpus import CLIPS, FIXED, FOLDER, LABELS, PAN_LEFT, write_corpus, zipped

SPEC = load_specification()


def verified(path: Path) -> Verification:
    with open_corpus(path) as corpus:
        return verify_corpus(SPEC, corpus)


def test_the_sample_is_decided_as_its_labels_say(shared_data: Path) -> None:
    result = verified(shared_data / "chai-corpus-sample.zip")
    assert result.differences == []
    assert len(result.tallies) == 49
    assert result.total("equal") == 49 * result.clips > 1000
    assert 0 < result.total("undecided") < result.total("equal")


def test_some_form_of_answers_gives_all_labels_whose_raw_answers_are_not_published(shared_data: Path) -> None:
    with open_corpus(shared_data / "chai-corpus-sample.zip") as corpus:
        result = verify_corpus(SPEC, corpus, rebuild=True).rebuilt
    assert result is not None
    assert result.differences == []
    assert len(result.tallies) == 175
    assert result.total("equal") == 175 * result.clips > 10_000


def test_labels_that_no_form_can_have_are_found(tmp_path: Path) -> None:
    """The view cannot be a drone's and a dashcam's at once."""
    drone, dashcam = (f"cam_setup.point_of_view.{name}_pov" for name in ("drone", "dashcam"))
    labels = {drone: (["a.mp4", "b.mp4"], []), dashcam: (["b.mp4"], ["a.mp4"])}
    with open_corpus(write_corpus(tmp_path / "corpus", clips=[], labels=labels, form="cam_setup")) as corpus:
        result = verify_corpus(SPEC, corpus, rebuild=True).rebuilt
    assert result is not None
    assert {difference.clip for difference in result.differences} == {"b.mp4"}


@pytest.mark.parametrize("prefix", [None, "", "corpus-1/"])
def test_a_folder_and_a_zip_are_read_alike(tmp_path: Path, prefix: str | None) -> None:
    root = write_corpus(tmp_path / "corpus")
    result = verified(root if prefix is None else zipped(root, prefix))
    assert (result.clips, result.differences) == (2, [])
    assert {name: tally.equal for name, tally in result.tallies.items()} == {
        "camera.movement.pan_left": 2,
        "camera.steadiness.fixed": 2,
    }


def test_a_folder_that_holds_the_corpus_folder_is_enough(tmp_path: Path) -> None:
    write_corpus(tmp_path / "downloads" / "corpus")
    assert verified(tmp_path / "downloads").clips == 2


def test_a_difference_names_clip_primitive_and_both_values(tmp_path: Path) -> None:
    labels = LABELS | {PAN_LEFT: (["still.mp4"], []), FIXED: ([], ["pan.mp4"])}
    result = verified(write_corpus(tmp_path / "corpus", labels=labels))
    found = {(d.clip, d.primitive): (d.stored, d.computed) for d in result.differences}
    assert found == {
        ("pan.mp4", "camera.movement.pan_left"): ("undecided", "yes"),
        ("still.mp4", "camera.movement.pan_left"): ("yes", "no"),
        ("still.mp4", "camera.steadiness.fixed"): ("undecided", "yes"),
    }
    assert (result.total("equal"), result.total("differing"), result.total("undecided")) == (1, 3, 0)


def test_what_is_undecided_on_both_sides_is_equal_and_counted(tmp_path: Path) -> None:
    clip = {"video_name": "pan.mp4", "cam_motion": {**CLIPS[0]["cam_motion"], "camera_movement": "minor"}}
    result = verified(write_corpus(tmp_path / "corpus", [clip], {PAN_LEFT: ([], []), FIXED: ([], ["pan.mp4"])}))
    assert (result.total("equal"), result.total("undecided")) == (2, 1)


def test_what_cannot_be_compared_is_told(tmp_path: Path) -> None:
    clips = [*CLIPS, {"video_name": "new.mp4", "cam_motion": CLIPS[1]["cam_motion"], "lighting_setup": {"x": "y"}}]
    root = write_corpus(tmp_path / "corpus", clips)
    (root / "video_labels" / "cam_setup-other" / "labels").mkdir(parents=True)
    (root / "video_labels" / "cam_setup-other" / "labels" / "a.json").write_text('{"pos": [], "neg": []}', "utf-8")
    told = " ".join(verified(root).left_out)
    assert "1 clips with raw answers stand in none" in told
    assert "lighting_setup" in told
    assert "cam_setup-other: there are no raw answers for these 1 lists" in told


def test_answers_without_their_lists_are_told(tmp_path: Path) -> None:
    result = verified(write_corpus(tmp_path / "corpus", form="cam_setup"))
    assert result.clips == 0
    assert f"cam_motion-{FOLDER}" in result.left_out[0]


def test_files_that_are_not_as_published_are_named(tmp_path: Path) -> None:
    root = write_corpus(tmp_path / "corpus", clips={"clips": []})
    answers = root / "video_data" / FOLDER / "videos.json"
    fixed = root / "video_labels" / f"cam_motion-{FOLDER}" / "labels" / f"{FIXED}.json"
    with pytest.raises(ChaiError, match=r"videos\.json: expected a list"):
        verified(root)
    answers.write_text('[{"name": "x"}]', "utf-8")
    with pytest.raises(ChaiError, match='clip 1: "video_name" is missing'):
        verified(root)
    answers.write_text(json.dumps(CLIPS), "utf-8")
    for content, said in (("{}", '"pos" and "neg" are missing'), ("{", "is not JSON")):
        fixed.write_text(content, "utf-8")
        with pytest.raises(ChaiError, match=said) as refused:
            verified(root)
        assert fixed.name in refused.value.message


def test_what_a_computer_left_beside_the_files_is_passed_over(tmp_path: Path) -> None:
    root = write_corpus(tmp_path / "corpus")
    (root / "video_labels" / f"cam_motion-{FOLDER}" / "labels" / "._x.json").write_bytes(b"\x00\x05")
    assert verified(root).differences == []


def test_what_is_no_corpus_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.zip").write_bytes(b"PK")
    for path in (tmp_path / "none", tmp_path / "empty", tmp_path / "broken.zip"):
        with pytest.raises(ChaiError) as refused:
            verified(path)
        assert path.name in refused.value.message
        assert "video_labels" in refused.value.hint
