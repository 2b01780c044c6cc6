"""A neutral picture: the colours on the screen are those that the file's matrix and range say, by both picture paths,
from libmpv and from the stills that lie over it."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from benchmarks.playback.screen import as_array

# 75 % colour bars and two greys, in RGB; what each becomes in YUV follows from ITU-R BT.601 (3.5) and BT.709 (3.3).
BARS = (
    (191, 191, 191),
    (191, 191, 0),
    (0, 191, 191),
    (0, 191, 0),
    (191, 0, 191),
    (191, 0, 0),
    (0, 0, 191),
    (40, 40, 40),
)
WEIGHTS = {"601": (0.299, 0.114), "709": (0.2126, 0.0722)}  # of red and of blue
TAGS = {"601": 6, "709": 1}  # AVCOL_SPC_SMPTE170M, AVCOL_SPC_BT709
NEAR = 6  # levels of 255


def yuv_of(rgb: tuple[int, int, int], matrix: str, full: bool) -> tuple[int, int, int]:
    red, blue = WEIGHTS[matrix]
    r, g, b = (level / 255 for level in rgb)
    luma = red * r + (1 - red - blue) * g + blue * b
    cb, cr = (b - luma) / (2 - 2 * blue), (r - luma) / (2 - 2 * red)
    if full:
        return round(255 * luma), round(128 + 255 * cb), round(128 + 255 * cr)
    return round(16 + 219 * luma), round(128 + 224 * cb), round(128 + 224 * cr)


def bars_file(path: Path, matrix: str, full: bool, tagged: bool = True, size: tuple[int, int] = (640, 360)) -> Path:
    """Eight upright bars, losslessly coded but for the halved colour planes."""
    width, height = size
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25, options={"preset": "ultrafast", "qp": "0"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        planes = [np.zeros((height // by, width // by), np.uint8) for by in (1, 2, 2)]
        for bar, rgb in enumerate(BARS):
            for plane, level in zip(planes, yuv_of(rgb, matrix, full), strict=True):
                plane[:, bar * plane.shape[1] // 8 : (bar + 1) * plane.shape[1] // 8] = level
        for number in range(6):
            joined = np.concatenate([plane.reshape(-1) for plane in planes]).reshape(-1, width)
            frame = av.VideoFrame.from_ndarray(joined, format="yuv420p")
            frame.pts = number
            if tagged:
                for told in (stream.codec_context, frame):
                    told.colorspace, told.color_range = TAGS[matrix], 2 if full else 1
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def colours_on_screen(view) -> np.ndarray:
    """The middle of each bar as the screen shows it: (8, 3) RGB."""
    surface = view.surface
    corner = surface.mapToGlobal(surface.rect().topLeft())
    grabbed = view.screen().grabWindow(0, corner.x(), corner.y(), surface.width(), surface.height())
    picture = as_array(grabbed.toImage())[..., 2::-1]
    height, width = picture.shape[:2]
    return np.array([picture[height // 2, int((bar + 0.5) * width / 8)] for bar in range(8)], dtype=int)


def agree(view) -> bool:
    return bool(np.abs(colours_on_screen(view) - np.array(BARS)).max() <= NEAR)


@pytest.mark.parametrize(("matrix", "full"), [("601", False), ("601", True), ("709", False), ("709", True)])
def test_the_screen_shows_the_colours_that_the_file_means(qtbot, opened, go, tmp_path, matrix, full):
    view = opened(path=bars_file(tmp_path / "bars.mp4", matrix, full))
    qtbot.waitUntil(lambda: agree(view), timeout=5_000)
    qtbot.wait(300)  # the frames around are decoded
    go(view, view.step_forward)
    go(view, view.step_back)
    first = colours_on_screen(view)  # of the still that comes before libmpv's picture, where it is still there
    assert np.abs(first - np.array(BARS)).max() <= NEAR, first.tolist()
    qtbot.wait(500)
    assert np.abs(colours_on_screen(view) - first).max() <= NEAR  # and nothing jumps when libmpv's comes


@pytest.mark.parametrize(("size", "matrix"), [((640, 360), "601"), ((1280, 720), "709")])
def test_a_file_without_tags_is_taken_as_players_take_it(qtbot, opened, go, tmp_path, size, matrix):
    view = opened(path=bars_file(tmp_path / "bars.mp4", matrix, full=False, tagged=False, size=size))
    qtbot.waitUntil(lambda: agree(view), timeout=5_000)
    qtbot.wait(300)
    go(view, view.step_forward)
    assert np.abs(colours_on_screen(view) - np.array(BARS)).max() <= NEAR
