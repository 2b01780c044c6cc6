"""A small copy of a clip in which every frame can be decoded alone: for dragging through footage that seeks slowly.

Motion JPEG in Matroska. It decodes as fast as H.264 made of key frames only, with FFmpeg's own encoder. Frame n of
the proxy is frame n of the index: its timestamp is the ordinal itself, in milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from types import TracebackType

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace
from numpy.typing import NDArray

from chai_desktop.errors import Cancelled, MediaError
from chai_desktop.media.colour_matrix import matrix_of
from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.media.unusable import explain_open_error, refuse_unreadable

HEIGHT = 540  # lines: enough to judge by eye while dragging
_QUALITY = 6  # FFmpeg's mjpeg scale, 2 (best) to 31
_TICK = Fraction(1, 1000)  # Matroska's own: one tick for each ordinal
_PROGRESS_EVERY = 8  # frames
_HD = 1920 * 1080  # pixels; above it one frame alone takes long to decode
_SLOW = 12_000_000  # pixels decoded for one random frame on average: some 40 ms on two cores
_MOST_FRAMES = 50_000  # some 2 GB of proxy: longer footage is split into clips first


def worth_a_proxy(index: FrameIndex) -> bool:
    """Whether dragging through the file itself would be slow, and a proxy would not be huge.

    On average half a group of frames is decoded to show a random one of it.
    """
    if index.frame_count > _MOST_FRAMES:
        return False
    pixels = index.width * index.height
    starts = np.concatenate([[0], index.key_frames, [index.frame_count]])
    longest_group = int(np.diff(starts).max())
    return pixels > _HD or (longest_group > 1 and pixels * longest_group / 2 > _SLOW)


def make_proxy(
    path: Path | str,
    index: FrameIndex,
    out: Path,
    progress: Callable[[float], None],
    cancelled: Callable[[], bool],
    height: int = HEIGHT,
) -> None:
    """Write the proxy of the frames of ``index`` to ``out``: upright, square pixels, at most ``height`` lines.

    A frame that cannot be decoded is the one before it once more (at the start, the first one that can be), so that
    ordinals never shift. Raises MediaError where nothing can be decoded or the proxy cannot be written, or Cancelled.
    """
    path = Path(path)
    refuse_unreadable(path)
    frames = _every_ordinal(_decoded(path, index, cancelled), index.frame_count)
    try:
        _write(frames, index, out, progress, height)
    except (av.error.FFmpegError, OSError) as error:
        if isinstance(error, av.error.InvalidDataError):
            raise explain_open_error(path, error) from error
        raise MediaError(
            f"The proxy of {path.name} could not be made ({error.strerror}).",
            "The clip can be used without it. Is the disk full?",
        ) from error


class ProxyReader:
    """Frames of a proxy by ordinal. For one thread at a time; opened once, and closed when it is not needed any more.

    Raises MediaError where the file is no proxy that can be read.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        refuse_unreadable(self.path)
        try:
            self._container = av.open(str(self.path), format="matroska")
        except (av.error.FFmpegError, OSError) as error:
            raise explain_open_error(self.path, error) from error
        self._stream = self._container.streams.video[0]
        self._stream.thread_type = "NONE"  # threads by frame would want the frames after it as well
        self._packets = self._container.demux(self._stream)
        self._next = 0

    def frame(self, n: int) -> NDArray[np.uint8]:
        """Frame ``n`` as (height, width, 3) RGB, upright. MediaError where the proxy has none."""
        try:
            found = self._frame(n)
        except (av.error.FFmpegError, OSError, StopIteration) as error:
            raise MediaError(f"{self.path.name} is damaged.", "Delete it: it is made anew from the clip.") from error
        if found is None:
            raise MediaError(f"{self.path.name} has no frame {n}.", "Delete it: it is made anew from the clip.")
        return np.asarray(found.to_ndarray(format="rgb24", src_colorspace=Colorspace.ITU601), dtype=np.uint8)

    def close(self) -> None:
        self._container.close()

    def __enter__(self) -> ProxyReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _frame(self, n: int) -> av.VideoFrame | None:
        if n < 0:
            return None
        if n != self._next:
            self._container.seek(n, stream=self._stream, backward=True)
            self._packets = self._container.demux(self._stream)
        self._next = -1  # until the frame was read, the place in the file is not known
        for packet in self._packets:
            if packet.pts is None or packet.pts > n:
                return None
            if packet.pts == n:
                frames = packet.decode()
                self._next = n + 1
                return frames[0] if frames else None
        return None


def _decoded(path: Path, index: FrameIndex, cancelled: Callable[[], bool]) -> Iterator[tuple[int, av.VideoFrame]]:
    """Each frame that can be decoded, with its ordinal, rising."""
    last = int(index.timestamps[-1])
    with av.open(str(path)) as container:
        stream = container.streams.video[index.track]
        stream.thread_type = "AUTO"
        for packet in container.demux(stream):
            if cancelled():
                raise Cancelled
            try:
                frames = packet.decode()
            except av.error.InvalidDataError:
                continue  # a damaged packet costs its own frame, not the ones after it
            for frame in frames:
                stamp = frame.pts if frame.pts is not None else frame.dts
                if stamp is None or stamp > last:
                    continue
                ordinal = int(np.searchsorted(index.timestamps, stamp))
                if index.timestamps[ordinal] == stamp:
                    yield ordinal, frame


def _every_ordinal(decoded: Iterator[tuple[int, av.VideoFrame]], count: int) -> Iterator[tuple[int, av.VideoFrame]]:
    """The same with the gaps filled: exactly one frame for each ordinal below ``count``; none where there is none."""
    due = 0
    before: av.VideoFrame | None = None
    for ordinal, frame in decoded:
        if ordinal < due:
            continue
        while due < ordinal:
            yield due, before or frame
            due += 1
        yield ordinal, frame
        due, before = ordinal + 1, frame
    while before is not None and due < count:
        yield due, before
        due += 1


def _write(
    frames: Iterator[tuple[int, av.VideoFrame]],
    index: FrameIndex,
    out: Path,
    progress: Callable[[float], None],
    height: int,
) -> None:
    width, height = _size(index, height)
    written = 0
    with av.open(str(out), "w", format="matroska") as container:
        # Huffman tables fitted to each picture would save a little room and cost half of the speed.
        stream = container.add_stream("mjpeg", rate=25, options={"huffman": "default"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuvj420p"
        stream.time_base = stream.codec_context.time_base = _TICK
        stream.codec_context.qmin = stream.codec_context.qmax = _QUALITY
        for ordinal, frame in frames:
            small = _upright(frame, index, width, height)
            small.pts, small.time_base = ordinal, _TICK
            container.mux(stream.encode(small))
            written += 1
            if ordinal % _PROGRESS_EVERY == 0:
                progress(ordinal / index.frame_count)
        container.mux(stream.encode(None))
    if written != index.frame_count:
        raise MediaError(f"Not one frame of the {index.frame_count} can be decoded.", "The file is damaged.")
    progress(1.0)


def _size(index: FrameIndex, height: int) -> tuple[int, int]:
    """Width and height of the proxy, both even: never larger than the picture itself."""
    shown_width, shown_height = index.shown_size
    high = min(height, shown_height)
    return max(2, round(shown_width * high / shown_height / 2) * 2), max(2, high // 2 * 2)


def _upright(frame: av.VideoFrame, index: FrameIndex, width: int, height: int) -> av.VideoFrame:
    """The frame in a JPEG's colours (BT.601, full range), in this size; mirrored and turned as it is to be seen."""
    rotation = index.rotation
    wide, high = (width, height) if rotation in (0, 180) else (height, width)
    small = frame.reformat(
        wide,
        high,
        "yuvj420p",
        src_colorspace=matrix_of(frame),
        dst_colorspace=Colorspace.ITU601,
        dst_color_range=ColorRange.JPEG,
        interpolation="AREA",
    )
    if not rotation and not index.mirrored:
        return small
    luma, blue, red = np.split(small.to_ndarray().reshape(-1), [wide * high, wide * high * 5 // 4])
    planes = [plane.reshape(-1, columns) for plane, columns in ((luma, wide), (blue, wide // 2), (red, wide // 2))]
    if index.mirrored:  # left to right, before it is turned
        planes = [plane[:, ::-1] for plane in planes]
    turned = np.concatenate([np.rot90(plane, -(rotation // 90)).reshape(-1) for plane in planes])
    return av.VideoFrame.from_ndarray(turned.reshape(-1, width), format="yuvj420p")
