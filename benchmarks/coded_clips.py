"""Makes clips whose every frame carries its own number as a picture code, and reads the number back from a picture.

The code is a band of 16 columns across the picture, most significant bit first. Each column holds two blocks, one light
and one dark: light above dark is a 1, dark above light a 0. Since each bit is a difference, the code survives lossy
coding, scaling, and any change of levels. Around it moves a noisy texture, so that the coder has real work to do.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

BITS = 16
BAND = (0.4, 0.6)  # the code's lines, as parts of the picture's height
_PLAY = 64  # pixels by which the grain is larger than the picture
_LIGHT, _DARK = 208, 48  # luma of the blocks
_CLEAR = 50  # smallest difference of luma between two blocks that is still a bit


@dataclass(frozen=True)
class ClipRecipe:
    """How to make one coded clip. ``intervals`` (in ticks of ``time_base``) repeat; one of them is a constant rate."""

    name: str
    suffix: str
    time_base: Fraction
    intervals: tuple[int, ...]
    group: int  # frames from key frame to key frame
    b_frames: int
    first_tick: int = 0
    frames: int = 120
    size: tuple[int, int] = (640, 360)
    codec: str = "libx264"
    pixels: str = "yuv420p"
    rotation: int = 0  # degrees counter-clockwise by which a player turns the picture: FFmpeg's way of counting
    extra: tuple[tuple[str, str], ...] = ()  # the encoder's options beside the usual ones

    def ticks(self) -> list[int]:
        """The timestamp of every frame, in units of ``time_base``."""
        steps = [self.intervals[n % len(self.intervals)] for n in range(self.frames - 1)]
        return [self.first_tick + int(t) for t in np.cumsum([0, *steps])]


_TB = Fraction(1, 90000)
_UNEVEN = (3000, 3000, 6000, 1500, 4500, 3000, 9000, 1800)  # a phone in bad light

RECIPES = (
    ClipRecipe("cfr24_gop250", ".mp4", Fraction(1, 24), (1,), 250, 3),
    ClipRecipe("cfr24_gop24", ".mkv", Fraction(1, 24), (1,), 24, 3),
    ClipRecipe("cfr25_gop24_bframes", ".mp4", Fraction(1, 25), (1,), 24, 4),
    ClipRecipe("cfr2997_gop1", ".mp4", Fraction(1001, 30000), (1,), 1, 0),
    ClipRecipe("cfr2997_gop250", ".mov", Fraction(1001, 30000), (1,), 250, 2),
    ClipRecipe("vfr_gop120", ".mp4", _TB, _UNEVEN, 120, 2),
    ClipRecipe("vfr_first_not_zero", ".mp4", _TB, _UNEVEN, 48, 2, first_tick=7500),
    ClipRecipe("cfr25_first_not_zero", ".mkv", Fraction(1, 1000), (40,), 50, 2, first_tick=1480),
)
HARD_RECIPES = (
    ClipRecipe("cfr120_gop24", ".mp4", Fraction(1, 120), (1,), 24, 2),
    ClipRecipe("cfr240_gop250", ".mp4", Fraction(1, 240), (1,), 250, 2),
    ClipRecipe("cfr25_ts", ".ts", Fraction(1, 25), (1,), 50, 2),
)


def make_clip(recipe: ClipRecipe, folder: Path) -> Path:
    """Encode the clip into ``folder``; one that is there already is kept."""
    path = folder / f"{recipe.name}{recipe.suffix}"
    if path.exists():
        return path
    unfinished = path.with_name(f"unfinished_{os.getpid()}_{path.name}")
    width, height = recipe.size
    texture, grain = _texture(width, height), _grain(width, height)
    with av.open(str(unfinished), "w") as container:
        stream = container.add_stream(recipe.codec, rate=25, options=_options(recipe))
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height = width, height
        stream.pix_fmt = recipe.pixels
        stream.time_base = stream.codec_context.time_base = recipe.time_base
        if recipe.rotation:
            stream.set_display_rotation(recipe.rotation)
        for number, tick in enumerate(recipe.ticks()):
            frame = _picture(number, texture, grain).reformat(format=recipe.pixels)
            frame.pts, frame.time_base = tick, recipe.time_base
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    unfinished.replace(path)
    return path


def make_clips(recipes: Sequence[ClipRecipe], folder: Path) -> list[Path]:
    """The clips of all recipes, in their order; those that are not there yet are made by as many processes as cores."""
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as workers:
        return list(workers.map(make_clip, recipes, repeat(folder)))


def read_number(picture: NDArray[np.uint8]) -> int | None:
    """The frame number in a (height, width) or (height, width, channels) picture; None where the code is not clear.

    The picture must be the clip's whole picture, at any scale, without borders.
    """
    height = picture.shape[0]
    return read_band(picture[round(BAND[0] * height) : round(BAND[1] * height)])


def read_band(band: NDArray[np.uint8]) -> int | None:
    """The same from the part of the picture that holds the code alone: its lines from ``BAND[0]`` to ``BAND[1]``."""
    luma = band.astype(np.float32)
    luma = luma[..., :3].mean(axis=2) if luma.ndim == 3 else luma
    height, width = luma.shape
    number = 0
    for bit in range(BITS):
        columns = slice(int((bit + 0.3) * width / BITS), int((bit + 0.7) * width / BITS) + 1)
        upper = luma[int(0.125 * height) : int(0.375 * height) + 1, columns].mean()
        lower = luma[int(0.625 * height) : int(0.875 * height) + 1, columns].mean()
        if abs(upper - lower) < _CLEAR:
            return None
        number = number << 1 | int(upper > lower)
    return number


def _texture(width: int, height: int) -> NDArray[np.float32]:
    """A smooth random relief, twice as wide as the picture, along which the picture moves."""
    random = np.random.default_rng(3)
    relief = np.zeros((height, width * 2), dtype=np.float32)
    for cell in (4, 16, 64):
        coarse = random.normal(0, 14, (height // cell + 1, width * 2 // cell + 1)).astype(np.float32)
        relief += np.kron(coarse, np.ones((cell, cell), dtype=np.float32))[:height, : width * 2]
    return 128 + relief


def _grain(width: int, height: int) -> NDArray[np.float32]:
    """Noise with room to be cut out of it at another place for each frame."""
    return np.random.default_rng(7).normal(0, 4, (height + _PLAY, width + _PLAY)).astype(np.float32)


def _picture(number: int, texture: NDArray[np.float32], grain: NDArray[np.float32]) -> av.VideoFrame:
    height, width = texture.shape[0], texture.shape[1] // 2
    down, right = number * 37 % _PLAY, number * 61 % _PLAY
    moved = width - abs(2 * number % (2 * width) - width)  # there and back
    luma = texture[:, moved : moved + width] + grain[down : down + height, right : right + width]
    top, middle, bottom = (int(height * part) for part in (BAND[0], 0.5, BAND[1]))
    for bit in range(BITS):
        columns = slice(bit * width // BITS, (bit + 1) * width // BITS)
        one = number >> (BITS - 1 - bit) & 1
        luma[top:middle, columns] = _LIGHT if one else _DARK
        luma[middle:bottom, columns] = _DARK if one else _LIGHT
    chroma = np.full((height // 2, width), 128, dtype=np.uint8)
    planes = np.concatenate([np.clip(luma, 16, 235).astype(np.uint8), chroma])
    return av.VideoFrame.from_ndarray(planes, format="yuv420p")


def _options(recipe: ClipRecipe) -> dict[str, str]:
    if recipe.codec == "libvpx-vp9":
        return {"deadline": "realtime", "cpu-used": "8", "crf": "33", "b": "0", "g": str(recipe.group), "threads": "2"}
    usual = {
        "preset": "veryfast",
        "crf": "23",
        "g": str(recipe.group),
        "keyint_min": str(recipe.group),
        "sc_threshold": "0",
        "bf": str(recipe.b_frames),
        "threads": "2",
    }
    return usual | dict(recipe.extra)
