"""Coverage lists: 37 keys, and whether a caption touches them, as far as cues tell."""

from __future__ import annotations

import json
import random
from pathlib import Path
from zipfile import ZipFile

import pytest

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.coverage import Coverage, Expected
from chai_desktop.spec.cues import cue_pattern
from chai_desktop.spec.specification import load_specification

SPEC = load_specification()
FOLDERS = {
    Aspect.SUBJECT: "subject_description",
    Aspect.SCENE: "scene_composition_dynamics",
    Aspect.MOTION: "subject_motion_dynamics",
    Aspect.SPATIAL: "spatial_framing_dynamics",
    Aspect.CAMERA: "camera_framing_dynamics",
}


def covered(aspect: Aspect, caption: str) -> set[str]:
    return {line.key.key for line in SPEC.coverage(aspect, caption) if line.coverage is Coverage.COVERED}


def test_there_are_37_keys() -> None:
    counts = {aspect: len(SPEC.coverage_keys(aspect)) for aspect in Aspect}
    assert list(counts.values()) == [6, 11, 4, 6, 10]
    for aspect in Aspect:
        keys = SPEC.coverage_keys(aspect)
        assert len({key.key for key in keys}) == len({key.name for key in keys}) == len(keys)
        assert any(key.expected is Expected.ALWAYS for key in keys)
        assert all(key.say.endswith(".") for key in keys)


def test_nothing_is_seen_in_an_empty_caption() -> None:
    for aspect in Aspect:
        assert covered(aspect, "") == set()


def test_a_camera_caption() -> None:
    caption = "At eye level with a slight high angle, the camera pans left with minimal shaking to follow the cyclist."
    assert covered(Aspect.CAMERA, caption) == {
        "camera_height",
        "camera_angle",
        "camera_steadiness",
        "camera_movement",
        "tracking_shot",
        "camera_movement_purpose",
    }


def test_the_cue_is_shown_where_it_stands() -> None:
    caption = "In the Background, a tram passes."
    (line,) = [line for line in SPEC.coverage(Aspect.SPATIAL, caption) if line.key.key == "spatial_depth"]
    assert line.cue is not None
    assert caption[slice(*line.cue)] == "Background"


@pytest.mark.parametrize(
    ("cue", "text", "found"),
    [
        ("glove", "two gloves", True),
        ("glove", "a beloved glover", False),
        ("sea", "a seat", False),
        ("sway*", "swaying trees", True),
        ("close-up", "a close up", True),
        ("box*", "boxes", True),
        ("bird's-eye", "a bird's eye view", True),
    ],
)
def test_cues(cue: str, text: str, found: bool) -> None:
    assert bool(cue_pattern([cue]).search(text)) is found


@pytest.mark.parametrize("aspect", list(Aspect))
def test_captions_of_the_corpus_touch_their_own_keys(aspect: Aspect, shared_data: Path) -> None:
    """What every caption has to say is seen in nearly all that people approved of, and no key is never seen."""
    texts = captions(shared_data, aspect)
    for key in SPEC.coverage_keys(aspect):
        share = sum(bool(key.cues.search(text)) for text in texts) / len(texts)
        assert share > (0.85 if key.expected is Expected.ALWAYS else 0.0), (key.key, share)


def captions(shared_data: Path, aspect: Aspect) -> list[str]:
    with ZipFile(shared_data / "chai-corpus-sample.zip") as archive:
        inside = f"caption/output_captions/{FOLDERS[aspect]}/"
        names = sorted(n for n in archive.namelist() if n.startswith(inside) and n.endswith("_feedback.json"))
        chosen = random.Random(7).sample(names, 60)
        return [json.loads(archive.read(name))["final_caption"] for name in chosen]
