"""The coded clips on which the player is measured: every group length, rate, container and size, and the odd ones.

A covering set, not the full product: each value stands with several others.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from benchmarks.coded_clips import HARD_RECIPES, RECIPES, ClipRecipe

_PAL, _FILM, _NTSC = Fraction(1, 25), Fraction(1001, 24000), Fraction(1001, 30000)
_TICKS = Fraction(1, 90000)
_UNEVEN = (3000, 3000, 6000, 1500, 4500, 3000, 9000, 1800)
_ROUGH = (40, 33, 34, 67, 120, 33)  # milliseconds: a screen recorder
_HD, _UHD = (1920, 1080), (3840, 2160)
_FAST = (("preset", "ultrafast"),)

SMALL = (
    ClipRecipe("film_gop250_long", ".mkv", _FILM, (1,), 250, 3, frames=600),
    ClipRecipe("film_gop24", ".mp4", _FILM, (1,), 24, 2),
    ClipRecipe("film_gop1", ".mov", _FILM, (1,), 1, 0),
    ClipRecipe("pal_gop250", ".ts", _PAL, (1,), 250, 2, frames=300),
    ClipRecipe("pal_gop1", ".mkv", _PAL, (1,), 1, 0),
    ClipRecipe("ntsc_gop24", ".ts", _NTSC, (1,), 24, 2),
    ClipRecipe("ntsc_vp9", ".webm", _NTSC, (1,), 24, 0, codec="libvpx-vp9"),
    ClipRecipe("cfr120_gop250", ".mkv", Fraction(1, 120), (1,), 250, 2, frames=300),
    ClipRecipe("cfr120_gop1", ".mov", Fraction(1, 120), (1,), 1, 0),
    ClipRecipe("cfr240_gop24", ".mkv", Fraction(1, 240), (1,), 24, 2),
    ClipRecipe("cfr240_gop1", ".mp4", Fraction(1, 240), (1,), 1, 0),
    ClipRecipe("cfr240_gop250_ts", ".ts", Fraction(1, 240), (1,), 250, 2, frames=300),
    ClipRecipe("vfr_gop24", ".mkv", Fraction(1, 1000), _ROUGH, 24, 2),
    ClipRecipe("vfr_gop250", ".mov", _TICKS, _UNEVEN, 250, 2, frames=300),
    ClipRecipe("vfr_vp9", ".webm", Fraction(1, 1000), _ROUGH, 250, 0, codec="libvpx-vp9"),
    ClipRecipe("vfr_gop1", ".ts", _TICKS, _UNEVEN, 1, 0),
)
ODD = (
    ClipRecipe("ten_bit", ".mp4", _PAL, (1,), 24, 2, pixels="yuv420p10le"),
    ClipRecipe("interlaced", ".mp4", _PAL, (1,), 24, 2, extra=(("x264-params", "tff=1"),)),
    ClipRecipe("turned", ".mp4", _NTSC, (1,), 24, 2, rotation=90),
    ClipRecipe("hevc", ".mp4", _PAL, (1,), 24, 2, codec="libx265", extra=(("x265-params", "log-level=error"),)),
    ClipRecipe("open_groups", ".mkv", _PAL, (1,), 24, 3, extra=(("x264-params", "open-gop=1"),)),
    ClipRecipe("late_start", ".ts", _PAL, (1,), 24, 2, first_tick=250),
)
HD_LONG = ClipRecipe("hd_gop250_minute", ".mp4", Fraction(1, 24), (1,), 250, 2, frames=1464, size=_HD)
LARGE = (
    HD_LONG,
    ClipRecipe("hd_gop24", ".mkv", _PAL, (1,), 24, 2, frames=150, size=_HD),
    ClipRecipe("hd_gop1", ".mov", _NTSC, (1,), 1, 0, frames=90, size=_HD),
    ClipRecipe("hd_vfr", ".mp4", _TICKS, _UNEVEN, 120, 2, frames=240, size=_HD),
    ClipRecipe("uhd_gop24", ".mp4", Fraction(1, 24), (1,), 24, 0, frames=48, size=_UHD, extra=_FAST),
    ClipRecipe("uhd_gop1", ".mkv", _NTSC, (1,), 1, 0, frames=30, size=_UHD, extra=_FAST),
)
MATRIX = (*RECIPES, *HARD_RECIPES, *SMALL, *ODD, *LARGE)


@contextlib.contextmanager
def clip_folder() -> Iterator[Path]:
    """Where coded clips are made: kept in CHAI_BENCH_FOLDER where that is named, else deleted at the end."""
    kept = os.environ.get("CHAI_BENCH_FOLDER")
    if kept:
        yield Path(kept) / "coded-clips"
        return
    with tempfile.TemporaryDirectory(prefix="chai-bench-") as folder:
        yield Path(folder)
