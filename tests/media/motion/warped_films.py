"""Small films of a flat picture that a camera turns, rolls or zooms over: their true curves are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np

from chai_desktop.media.motion.scene_model import rotation

SIZE = (320, 192)
FOCAL = 0.9

Warp = Callable[[float], np.ndarray]  # seconds -> homography of picture widths from the middle


def turning(pan: float = 0.0, tilt: float = 0.0, roll: float = 0.0, zoom: float = 0.0) -> Warp:
    """A camera that turns by so many degrees a second and zooms by so much of the logarithm a second."""

    def warp(seconds: float) -> np.ndarray:
        turned = rotation(-np.radians([tilt, pan, roll]) * seconds)
        lens = np.diag([FOCAL * np.exp(zoom * seconds), FOCAL * np.exp(zoom * seconds), 1.0])
        return lens @ turned @ np.linalg.inv(np.diag([FOCAL, FOCAL, 1.0]))

    return warp


def write_film(
    path: Path,
    warp: Warp,
    *,
    ticks: Sequence[int] = range(24),
    rate: int = 24,
    rotate: int = 0,
    light: Callable[[int], float] = lambda n: 1.0,
    texture: int = 0,
) -> Path:
    """Encode the film; ``ticks`` are the frames' timestamps in 1/rate seconds, ``light`` darkens frame n."""
    width, height = SIZE
    ground = _texture(texture)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=rate, options={"crf": "12", "preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, rate)
        if rotate:
            stream.set_display_rotation(rotate)
        for n, tick in enumerate(ticks):
            luma = _seen(ground, warp(tick / rate)) * light(n)
            chroma = np.full((height // 2, width), 128, np.uint8)
            planes = np.concatenate([np.clip(luma, 0, 255).astype(np.uint8), chroma])
            frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
            frame.pts, frame.time_base = tick, Fraction(1, rate)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def _texture(seed: int) -> np.ndarray:
    """A large picture with detail of all sizes."""
    random = np.random.default_rng(seed)
    side = 1200
    relief = np.full((side, side), 120.0, np.float32)
    for cell in (6, 18, 60):
        coarse = random.normal(0, 22, (side // cell + 1, side // cell + 1)).astype(np.float32)
        relief += cv2.resize(coarse, (side, side), interpolation=cv2.INTER_CUBIC)
    return np.clip(relief, 16, 235)


def _seen(ground: np.ndarray, warp: np.ndarray) -> np.ndarray:
    width, height = SIZE
    side = ground.shape[0]
    from_pixels = np.array([[1 / width, 0, -0.5], [0, 1 / width, -0.5 * height / width], [0, 0, 1]])
    onto_ground = np.array([[width, 0, side / 2], [0, width, side / 2], [0, 0, 1]], dtype=np.float64)
    matrix = onto_ground @ np.linalg.inv(warp) @ from_pixels
    return cv2.warpPerspective(
        ground, matrix, (width, height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REFLECT
    )
