"""Gold files: read as they are meant, refused with file and field where they contradict themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from chai_desktop.errors import ChaiError
from chai_desktop.exchange.gold import read_gold
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind

PERFECT = {"pre_caption": "It is day.", "rating": 5, "points": [], "post_caption": "It is day."}
CAMERA = {
    "pre_caption": "The camera zooms in.",
    "rating": 3,
    "points": [
        {"kind": "wrong", "quote": "zooms in", "instead": "dollies in", "first_frame": 0, "last_frame": 71},
        {"kind": "missing", "instead": "It is smooth."},
    ],
    "post_caption": "The camera dollies in. It is smooth.",
}


def _gold(**camera: Any) -> dict[str, Any]:
    aspects = {aspect.value: PERFECT for aspect in Aspect} | {"camera": {**CAMERA, **camera}}
    return {"clip": "dolly_in", "title": "Dolly in", "answers": {"camera_pan": "no"}, "aspects": aspects}


def _write(folder: Path, gold: dict[str, Any], name: str = "dolly_in.yaml") -> Path:
    (folder / name).write_text(yaml.safe_dump(gold), "utf-8")
    return folder / name


def test_quotes_become_places_in_the_text(tmp_path):
    gold = read_gold(_write(tmp_path, _gold()))
    assert gold.aspects[Aspect.CAMERA].points == (
        Point(PointKind.WRONG, "dollies in", 11, 19, "zooms in", first_frame=0, last_frame=71),
        Point(PointKind.MISSING, "It is smooth."),
    )
    assert list(gold.aspects) == list(Aspect)
    assert gold.answers == {"camera_pan": "no"}
    assert gold.aspects[Aspect.SCENE].points == ()


@pytest.mark.parametrize(
    ("camera", "sentence"),
    [
        ({"points": [{"kind": "wrong", "quote": "e", "instead": "x"}]}, "stands 2 times"),
        ({"points": [{"kind": "wrong", "quote": "pans", "instead": "x"}]}, "stands 0 times"),
        ({"points": [{"kind": "doubt", "quote": "zooms", "instead": "x"}]}, "kind"),
        ({"points": [{"kind": "wrong", "instead": "x"}]}, "needs a quote"),
        ({"points": [{"kind": "wrong", "quote": "zooms"}]}, "what to write instead"),
        ({"points": [{"kind": "extra", "quote": "zooms", "instead": "x"}]}, "what to write instead"),
        ({"points": [{"kind": "extra", "quote": "zooms", "first_frame": 4}]}, "no range"),
        ({"points": [{"kind": "extra", "quote": "zooms", "first_frame": 4, "last_frame": 3}]}, "no range"),
        ({"points": []}, "rated 5 if, and only if"),
        ({"rating": 5}, "rated 5 if, and only if"),
        ({"rating": 5, "points": []}, "its own post-caption"),
        ({"rating": None}, "rating"),
        ({"rating": 6}, "rating"),
        ({"colour": "blue"}, "colour"),
    ],
)
def test_a_contradiction_is_refused_with_file_and_field(tmp_path, camera, sentence):
    with pytest.raises(ChaiError, match=sentence) as caught:
        read_gold(_write(tmp_path, _gold(**camera)))
    assert caught.value.message.startswith("dolly_in.yaml: aspects.camera")


def test_every_aspect_is_needed_and_the_name_of_the_clip(tmp_path):
    gold = _gold()
    with pytest.raises(ChaiError, match="speaks of the clip dolly_in"):
        read_gold(_write(tmp_path, gold, "pan.yaml"))
    del gold["aspects"]["scene"]
    with pytest.raises(ChaiError, match="aspects are missing: scene"):
        read_gold(_write(tmp_path, gold))


@pytest.mark.parametrize("content", ["a: [", "", "- 1", "\t"])
def test_what_is_no_gold_at_all_is_refused(tmp_path, content):
    (tmp_path / "dolly_in.yaml").write_text(content)
    with pytest.raises(ChaiError, match=r"dolly_in\.yaml"):
        read_gold(tmp_path / "dolly_in.yaml")


def test_a_clip_with_a_cut_needs_the_subject_only(tmp_path):
    gold = _gold()
    gold["answers"] = {"shot_transition": "yes"}
    subject = gold["aspects"]["subject"]
    gold["aspects"] = {"subject": subject}
    assert list(read_gold(_write(tmp_path, gold)).aspects) == [Aspect.SUBJECT]
