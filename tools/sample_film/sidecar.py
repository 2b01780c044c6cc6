"""The camera path of a clip as JSON, from the evaluated scene."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import bpy

from sample_film.camera import SENSOR_WIDTH_MM
from sample_film.render import HEIGHT, WIDTH, Film
from sample_film.shots import FPS, FRAMES, Shot

RECIPE = {"program": "sample_film", "version": "1.0", "seed": 0}


def _round(values: Any) -> list[float]:
    return [round(float(v), 5) for v in values]


def write_sidecar(film: Film, shot: Shot, path: Path) -> None:
    """Evaluate every frame of the shot and write ``NAME.camera.json``."""
    frames: list[dict[str, Any]] = []
    subjects: dict[str, list[list[float]]] = {}
    for frame in range(FRAMES):
        state, t, chests = film.set(shot, frame)
        bpy.context.view_layer.update()
        camera = film.camera.evaluated_get(bpy.context.evaluated_depsgraph_get())
        where, turn, _ = camera.matrix_world.decompose()
        frames.append(
            {
                "frame": frame,
                "position": _round(where),
                "rotation": _round(turn),
                "focal_length_mm": round(state.focal_mm, 5),
                "sensor_width_mm": SENSOR_WIDTH_MM,
                "focus_distance_m": None if state.focus_m is None else round(state.focus_m, 5),
                "f_stop": state.f_stop,
                "lens": state.lens,
                "time_s": round(t, 5),
            }
        )
        for name, point in chests.items():
            subjects.setdefault(name, []).append(_round(point))
    whole = {
        "clip": shot.name,
        "recipe": RECIPE,
        "fps": FPS,
        "width": WIDTH,
        "height": HEIGHT,
        "frames": frames,
        "cuts": list(shot.cuts),
        "subjects": subjects,
    }
    path.write_text(json.dumps(whole, separators=(",", ":")) + "\n", encoding="utf-8")
