from __future__ import annotations

import locale
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from chai_desktop.media.colour_tags import ColourTags, LightLevel, MasteringDisplay
from chai_desktop.media.frame_index import build_frame_index

MakeFilm = Callable[..., Path]
_HDR10 = (
    "log-level=0:hdr10=1:max-cll=1000,400:"
    "master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1)"
)


@pytest.fixture
def film(tmp_path: Path) -> MakeFilm:
    """A film of six grey frames with the tags that are asked for."""

    def make(
        suffix: str = ".mp4",
        codec: str = "libx264",
        pixels: str = "yuv420p",
        size: tuple[int, int] = (320, 180),
        options: dict[str, str] | None = None,
        **tags: int,
    ) -> Path:
        path = tmp_path / f"film{suffix}"
        grey = np.full((size[1] * 3 // 2, size[0]), 128, np.uint8)
        with av.open(str(path), "w") as container:
            stream = container.add_stream(codec, rate=25, options=options or {})
            stream.width, stream.height = size
            stream.pix_fmt = pixels
            for name, number in tags.items():
                setattr(stream.codec_context, name, number)
            for number in range(6):
                frame = av.VideoFrame.from_ndarray(grey, format="yuv420p").reformat(format=pixels)
                for name, tag in tags.items():
                    setattr(frame, name, tag)
                frame.pts = number
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        return path

    return make


def tags_of(path: Path) -> ColourTags:
    return build_frame_index(path).colour


def test_a_film_that_says_all_is_told_as_it_says(film):
    tags = tags_of(film(color_range=1, colorspace=1, color_primaries=1, color_trc=1))
    assert (tags.matrix, tags.range, tags.primaries, tags.transfer) == ("BT.709", "limited", "BT.709", "BT.709")
    assert (tags.bit_depth, tags.chroma, tags.scan, tags.hdr) == (8, "4:2:0", "progressive", "")
    assert tags.summary() == "BT.709, limited range"
    assert tags.words() == (
        "Matrix: BT.709",
        "Range: limited",
        "Primaries: BT.709",
        "Transfer: BT.709",
        "Picture: 8 bit, 4:2:0, progressive",
    )


def test_a_film_without_tags_says_what_is_shown_instead(film):
    tags = tags_of(film(size=(1280, 720)))
    assert (tags.matrix, tags.range) == ("", "")
    assert tags.summary() == "not tagged: shown as BT.709, limited range"
    assert "Matrix: not tagged, shown as BT.709" in tags.words()


@pytest.mark.parametrize("size", [(320, 180), (720, 480), (720, 576), (1280, 720), (1024, 578)])
def test_what_is_taken_for_a_missing_tag_is_what_mpv_takes(film, size):
    mpv = pytest.importorskip("mpv")
    locale.setlocale(locale.LC_NUMERIC, "C")
    path = film(size=size)
    player = mpv.MPV(vo="null", ao="null", pause=True)
    try:
        player.loadfile(str(path))
        player.wait_for_property("video-params", lambda value: "colormatrix" in (value or {}), timeout=20)
        shown = dict(player.video_params)
    finally:
        player.terminate()
    names = {"bt.601-525": "bt.601 (525 lines)", "bt.601-625": "bt.601 (625 lines)"}
    tags = tags_of(path)
    assert tags.assumed_matrix.lower() == shown["colormatrix"]
    assert tags.assumed_range == shown["colorlevels"]
    assert tags.assumed_primaries.lower() == names.get(shown["primaries"], shown["primaries"])
    assert tags.assumed_transfer.lower() == shown["gamma"]


def test_hdr10_with_its_display_and_light_levels(film):
    tags = tags_of(
        film(
            ".mkv", "libx265", "yuv420p10le", options={"x265-params": _HDR10},
            color_range=1, colorspace=9, color_primaries=9, color_trc=16,
        )
    )  # fmt: skip
    assert (tags.matrix, tags.primaries, tags.transfer, tags.hdr, tags.bit_depth) == (
        *("BT.2020", "BT.2020", "PQ", "PQ"),
        10,
    )
    assert tags.mastering == MasteringDisplay(darkest=0.0001, brightest=1000)
    assert tags.light == LightLevel(1000, 400)
    assert tags.words()[-1] == (
        "HDR: PQ, made on a display of 0.0001 to 1000 cd/m², brightest pixel 1000 cd/m², "
        "brightest frame 400 cd/m² on average"
    )


def test_hlg_is_hdr_without_a_display(film):
    tags = tags_of(
        film(
            ".mp4", "libx265", "yuv420p10le", options={"x265-params": "log-level=0"},
            color_range=1, colorspace=9, color_primaries=9, color_trc=18,
        )
    )  # fmt: skip
    assert (tags.hdr, tags.mastering, tags.light) == ("HLG", None, None)
    assert tags.summary() == "BT.2020, limited range, HLG"


@pytest.mark.parametrize(
    ("codec", "pixels", "options", "depth", "chroma"),
    [
        ("prores_ks", "yuv422p10le", {}, 10, "4:2:2"),
        ("ffv1", "yuv444p", {}, 8, "4:4:4"),
        ("ffv1", "yuv411p", {}, 8, "4:1:1"),
        ("ffv1", "gray", {}, 8, ""),
        ("libx264", "yuv422p", {}, 8, "4:2:2"),
    ],
)
def test_bit_depth_and_chroma_of_what_cameras_and_editors_write(film, codec, pixels, options, depth, chroma):
    tags = tags_of(film(".mov" if codec == "prores_ks" else ".mkv", codec, pixels, options=options))
    assert (tags.bit_depth, tags.chroma) == (depth, chroma)


def test_full_range_is_seen_by_tag_and_by_name(film):
    assert tags_of(film(color_range=2, colorspace=1)).range == "full"
    assert tags_of(film(".mov", "mjpeg", "yuvj420p")).range == "full"


def test_an_rgb_picture_needs_no_matrix(film):
    tags = tags_of(film(".mkv", "ffv1", "bgr0"))
    assert (tags.matrix, tags.assumed_range, tags.assumed_transfer, tags.chroma) == ("RGB", "full", "sRGB", "")


@pytest.mark.parametrize(("order", "scan"), [("tff", "top field first"), ("bff", "bottom field first")])
def test_which_field_comes_first(film, order, scan):
    path = film(".mkv", options={"x264-params": f"{order}=1", "flags": "+ildct"})
    index = build_frame_index(path)
    assert index.interlaced
    assert index.frame_count == 6
    assert index.colour.scan == scan
    assert f"Picture: 8 bit, 4:2:0, interlaced, {scan}" in index.colour.words()
