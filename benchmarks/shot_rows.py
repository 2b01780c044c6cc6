"""How well cuts are found, exact to the frame, in films cut together from the sample clips; and how fast."""

from __future__ import annotations

import time
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import numpy as np

from benchmarks.edited_film import Pictures, film, sample
from benchmarks.table import Row
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.shots import find_shots
from chai_desktop.resources import FOLDER

_LENGTH = 30  # frames of each shot
_FLASHES = 3  # frames
_LARGE = (1920, 1080)
_SECONDS = 10


def measure() -> list[Row]:
    names = sorted(path.stem for path in (FOLDER / "sample" / "clips").glob("*.mp4") if path.stem != "cut")
    with TemporaryDirectory() as folder:
        return [
            *_cuts(names, Path(folder)),
            _disturbed(names, Path(folder)),
            _speed(Path(folder)),
        ]


def _starts(path: Path) -> list[int]:
    return [shot.first for shot in find_shots(path, build_frame_index(path))][1:]


def _cuts(names: list[str], folder: Path) -> list[Row]:
    """One film of all sample clips, each cut hard to the next that is another scene."""
    order = names[::2] + names[1::2]
    path = film(np.concatenate([sample(name)[:_LENGTH] for name in order]), folder / "cuts.mp4")
    true = {_LENGTH * n for n in range(1, len(order))}
    found = set(_starts(path))
    how = f"{len(order)} sample clips of {_LENGTH} frames cut together hard, H.264, groups of 250; exact to the frame"
    return [
        Row("cuts missed", len(true - found), f"of {len(true)}", "0", not true - found, how),
        Row("cuts that are none", len(found - true), "", "0", not found - true, how),
    ]


def _disturbed(names: list[str], folder: Path) -> Row:
    """Each clip alone, with a flash and a jump of exposure in it."""
    wrong = 0
    for name in names:
        pictures = sample(name).astype(np.float32)
        pictures[20 : 20 + _FLASHES] = pictures[20 : 20 + _FLASHES] * 0.3 + 160
        pictures[45:] *= 0.6
        path = film(np.clip(pictures, 0, 255).astype(np.uint8), folder / f"{name}.mp4")
        wrong += len(_starts(path))
    how = f"{len(names)} sample clips, each with a flash of {_FLASHES} frames and a fall of exposure by 40 % in it"
    return Row("cuts seen in flashes and jumps of exposure", wrong, "", "0", wrong == 0, how)


def _speed(folder: Path) -> Row:
    path = folder / "large.mp4"
    parts = [sample(name) for name in ("static", "handheld", "truck_left", "dutch_angle")]
    _write_large(np.concatenate(parts)[: 24 * _SECONDS], path)
    index = build_frame_index(path)
    began = time.process_time()
    find_shots(path, index)
    factor = index.duration / (time.process_time() - began)
    how = f"{_SECONDS} s of 1920x1080 at 24 fps, H.264, decoding included; by processor time, so for each core"
    return Row("search for shots, times real time", factor, "x", ">= 2 per core", factor >= 2, how)


def _write_large(pictures: Pictures, path: Path) -> None:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=24, options={"preset": "veryfast", "g": "250"})
        stream.width, stream.height, stream.pix_fmt = *_LARGE, "yuv420p"
        for n, picture in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(*_LARGE, format="yuv420p")
            frame.pts, frame.time_base = n, Fraction(1, 24)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
