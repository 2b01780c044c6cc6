"""Real video files for the media tests: coded clips, and the ways in which files are broken."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from benchmarks.coded_clips import HARD_RECIPES, RECIPES, ClipRecipe, make_clip

ALL_RECIPES = {recipe.name: recipe for recipe in (*RECIPES, *HARD_RECIPES)}
REAL_CLIPS = Path(__file__).parents[2] / ".." / "shared" / "data" / "clips"


@pytest.fixture(scope="session")
def clip(tmp_path_factory) -> Callable[[str], tuple[Path, ClipRecipe]]:
    """Makes a coded clip by its recipe's name, once in a session."""
    folder = tmp_path_factory.mktemp("coded")

    def make(name: str) -> tuple[Path, ClipRecipe]:
        return make_clip(ALL_RECIPES[name], folder), ALL_RECIPES[name]

    return make


@pytest.fixture
def real_clip() -> Callable[[str], Path]:
    def find(name: str) -> Path:
        path = REAL_CLIPS / name
        if not path.exists():
            pytest.skip(f"the real footage {name} is not at ../shared/data/clips")
        return path

    return find


@pytest.fixture
def remux(tmp_path) -> Callable[..., Path]:
    """Copies a clip's packets into a new file: turned, shifted in time, the first ones only, index in front."""

    def copy(source: Path, name: str, *, rotate: int = 0, shift: int = 0, keep: int = 10**9, **options: str) -> Path:
        path = tmp_path / name
        with av.open(str(source)) as original, av.open(str(path), "w", options=options) as target:
            old = original.streams.video[0]
            new = target.add_stream_from_template(old)
            if rotate:
                new.set_display_rotation(rotate)
            for number, packet in enumerate(p for p in original.demux(old) if p.size):
                if number < keep:
                    packet.pts, packet.dts, packet.stream = packet.pts + shift, packet.dts + shift, new
                    target.mux(packet)
            target.start_encoding()
        return path

    return copy


@pytest.fixture
def sound_file(tmp_path) -> Callable[..., Path]:
    """A file with a second of sound; on demand with a cover picture, or with a video track that stays empty."""

    def make(*, cover: bool = False, hollow_track_of: Path | None = None) -> Path:
        path = tmp_path / ("sound.mkv" if hollow_track_of else "sound.mp4")
        with av.open(str(path), "w") as container:
            if hollow_track_of is not None:
                with av.open(str(hollow_track_of)) as model:
                    container.add_stream_from_template(model.streams.video[0])
            track = container.add_stream("aac", rate=44100)
            picture = container.add_stream("mjpeg", rate=1) if cover else None
            packets = list(_cover_packets(picture)) if picture is not None else []
            samples = av.AudioFrame.from_ndarray(np.zeros((1, 44100), np.float32), format="fltp", layout="mono")
            samples.sample_rate, samples.pts = 44100, 0
            container.mux([*packets, *track.encode(samples), *track.encode(None)])
        return path

    return make


def _cover_packets(picture: av.VideoStream) -> Iterator[av.Packet]:
    picture.width, picture.height, picture.pix_fmt = 64, 64, "yuvj420p"
    picture.disposition = av.stream.Disposition.attached_pic
    frame = av.VideoFrame.from_ndarray(np.full((96, 64), 128, np.uint8), format="yuv420p")
    yield from picture.encode(frame.reformat(format="yuvj420p"))
    yield from picture.encode(None)


@pytest.fixture
def as_nobody() -> Iterator[None]:
    """Runs the test without the super-user's rights, which know no forbidden file."""
    if os.name != "posix":
        pytest.skip("file permissions of POSIX systems")
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield
    if user == 0:
        os.seteuid(0)
