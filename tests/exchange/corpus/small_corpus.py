"""A corpus of two clips in the published layout, made up for tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

FOLDER = "20990101_made_up"
PAN_LEFT = "cam_motion.camera_centric_movement.pan_left.has_pan_left"
FIXED = "cam_motion.steadiness_and_movement.fixed_camera"
CLIPS: list[dict[str, Any]] = [
    {
        "video_name": "pan.mp4",
        "workflows": {"cam_motion": {"video_name": "pan.mp4"}},
        "cam_motion": {
            "shot_transition": False,
            "steadiness": "very_smooth",
            "camera_movement": "major_simple",
            "camera_pan": "right_to_left",
            "some_other_field": None,
        },
    },
    {
        "video_name": "still.mp4",
        "cam_motion": {"shot_transition": False, "steadiness": "static", "camera_movement": "no", "camera_pan": "no"},
    },
]
LABELS = {PAN_LEFT: (["pan.mp4"], ["still.mp4"]), FIXED: (["still.mp4"], ["pan.mp4"]), "cam_motion.unknown": ([], [])}


def write_corpus(
    root: Path, clips: Any = CLIPS, labels: dict[str, tuple[list[str], list[str]]] = LABELS, form: str = "cam_motion"
) -> Path:
    answers = root / "video_data" / FOLDER / "videos.json"
    lists = root / "video_labels" / f"{form}-{FOLDER}" / "labels"
    answers.parent.mkdir(parents=True)
    lists.mkdir(parents=True)
    answers.write_text(json.dumps(clips), "utf-8")
    for key, (positive, negative) in labels.items():
        (lists / f"{key}.json").write_text(json.dumps({"label": key, "pos": positive, "neg": negative}), "utf-8")
    return root


def zipped(root: Path, prefix: str = "") -> Path:
    path = root.with_suffix(".zip")
    with ZipFile(path, "w") as archive:
        for file in sorted(root.rglob("*.json")):
            archive.write(file, f"{prefix}{file.relative_to(root).as_posix()}")
    return path
