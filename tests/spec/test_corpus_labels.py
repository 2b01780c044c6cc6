"""The rules against the CHAI corpus: truths from the raw camera-motion answers are the labels stored for each clip."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from chai_desktop.spec.specification import load_specification

SAMPLE = Path(__file__).parents[3] / "shared/data/chai-corpus-sample.zip"
ANSWERS = "video_data/20251021_ground_and_camera_folder/videos.json"
LABELS = "video_labels/cam_motion-20251021_ground_and_camera_folder/labels/"

pytestmark = pytest.mark.skipif(not SAMPLE.is_file(), reason=f"there is no ../shared/data/{SAMPLE.name}")


def as_answer(value: Any) -> Any:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def test_camera_motion_is_decided_as_the_corpus_decides_it() -> None:
    spec = load_specification()
    with ZipFile(SAMPLE) as archive:
        clips = json.loads(archive.read(ANSWERS))
        labels = {p.id: json.loads(archive.read(f"{LABELS}{p.corpus_key}.json")) for p in motion(spec)}
    differing, compared = [], 0
    for clip in clips:
        name = clip["video_name"]
        truths = spec.truths({question: as_answer(value) for question, value in clip["cam_motion"].items()})
        for primitive_id, label in labels.items():
            stored = "yes" if name in label["pos"] else "no" if name in label["neg"] else "undecided"
            compared += 1
            if truths[primitive_id] != stored:
                differing.append((name, primitive_id, stored, truths[primitive_id]))
    assert differing == []
    assert compared == len(clips) * 49 > 1000


def motion(spec: Any) -> list[Any]:
    return [primitive for primitive in spec.primitives if primitive.corpus_key.startswith("cam_motion.")]
