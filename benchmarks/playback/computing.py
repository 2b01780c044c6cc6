"""`python -m benchmarks.playback.computing CLIP`: compute motion curves of a clip again and again until it is ended."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import av
import numpy as np

from chai_desktop.media.frame_index import FrameIndex, build_frame_index


def main() -> int:
    path = Path(sys.argv[1])
    index = build_frame_index(path)
    while True:
        _compute(path, index)


def _compute(path: Path, index: FrameIndex) -> None:
    try:
        measuring: Any = importlib.import_module("chai_desktop.media.motion.measure")
    except ModuleNotFoundError:
        _decode_and_work(path)
        return
    measuring.measure_motion(path, index, lambda _fraction: None, lambda: False)


def _decode_and_work(path: Path) -> None:
    """As much work of the same kind: decoding, and arithmetic over small pictures."""
    before = np.zeros((180, 320), np.float32)
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        for frame in container.decode(stream):
            now = frame.to_ndarray(format="gray", width=320, height=180).astype(np.float32)
            np.fft.ifft2(np.fft.fft2(now) * np.fft.fft2(before).conj())
            before = now


if __name__ == "__main__":
    raise SystemExit(main())
