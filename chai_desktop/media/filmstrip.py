"""Small pictures of a clip, evenly spread, each of a known frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from chai_desktop.errors import Cancelled
from chai_desktop.media.decoding import upright_rgb
from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.media.stored_arrays import read_arrays
from chai_desktop.media.thumbnail import encode_jpeg
from chai_desktop.media.unusable import explain_open_error

VERSION = 1  # of the stored file
MOST = 160  # pictures
HEIGHT = 72  # pixels
_ALL_FRAMES = 12  # frames decoded for one picture kept: up to here, one pass over the clip is quicker than seeking
_ENOUGH = 40  # pictures of key frames
_PATIENCE = 400  # packets after a seek within which the key frame has to come

Tell = Callable[[float], None]


@dataclass(frozen=True, eq=False)
class Filmstrip:
    """``frames``: ordinals of the clip, rising; ``pictures``: their JPEGs, upright, ``HEIGHT`` pixels high.

    ``frame_count`` is that of the clip: a strip of other frames is told by it.
    """

    frame_count: int
    frames: NDArray[np.int64]
    pictures: tuple[bytes, ...]


def make_filmstrip(
    path: Path | str,
    index: FrameIndex,
    progress: Tell = lambda _fraction: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Filmstrip:
    """Up to ``MOST`` pictures of the frames of ``index``. A long clip gives key frames alone, which cost a seek each.

    A frame that cannot be decoded is left out. Raises MediaError where the file cannot be read, Cancelled.
    """
    path = Path(path)
    try:
        found = _by_key_frames(path, index, progress, cancelled) if _is_long(index) else {}
        if len(found) < min(_ENOUGH, index.frame_count):
            found = _by_one_pass(path, index, progress, cancelled)
    except (av.error.FFmpegError, OSError) as error:
        raise explain_open_error(path, error) from error
    frames = sorted(found)
    return Filmstrip(index.frame_count, np.array(frames, dtype=np.int64), tuple(found[n] for n in frames))


def save_filmstrip(strip: Filmstrip, path: Path) -> None:
    """Write it as a NumPy archive (.npz): the JPEGs one after the other, and their lengths."""
    with path.open("wb") as file:
        np.savez(
            file,
            version=np.int64(VERSION),
            frame_count=np.int64(strip.frame_count),
            frames=strip.frames,
            lengths=np.array([len(picture) for picture in strip.pictures], dtype=np.int64),
            data=np.frombuffer(b"".join(strip.pictures), dtype=np.uint8),
        )


def load_filmstrip(path: Path) -> Filmstrip | None:
    """What ``save_filmstrip`` wrote; None where the file is damaged or of another version."""
    stored = read_arrays(path, VERSION)
    if stored is None:
        return None
    data, ends = stored["data"].tobytes(), np.cumsum(stored["lengths"])
    pictures = tuple(data[end - length : end] for end, length in zip(ends, stored["lengths"], strict=True))
    return Filmstrip(int(stored["frame_count"]), stored["frames"], pictures)


def _is_long(index: FrameIndex) -> bool:
    return index.frame_count > MOST * _ALL_FRAMES


def _spread(count: int) -> NDArray[np.int64]:
    """The ordinals of the pictures wanted of ``count`` frames: the first of each of equal stretches."""
    number = min(MOST, count)
    return np.arange(number, dtype=np.int64) * count // number


def _by_key_frames(path: Path, index: FrameIndex, progress: Tell, cancelled: Callable[[], bool]) -> dict[int, bytes]:
    if not index.key_frames.size:
        return {}
    wanted = _spread(index.frame_count)
    nearest = np.searchsorted(index.key_frames, wanted, side="right") - 1
    keys = sorted({int(index.key_frames[max(0, at)]) for at in nearest})
    found: dict[int, bytes] = {}
    if len(keys) < _ENOUGH:
        return found
    with av.open(str(path)) as container:
        stream = container.streams.video[index.track]
        for number, key in enumerate(keys):
            if cancelled():
                raise Cancelled
            frame = _key_frame(container, stream, int(index.timestamps[key]))
            if frame is not None:
                found[key] = _picture(frame, index)
            progress((number + 1) / len(keys))
    return found


def _key_frame(container: av.container.InputContainer, stream: av.VideoStream, stamp: int) -> av.VideoFrame | None:
    """The key frame with this timestamp, from its own packet alone."""
    container.seek(stamp, stream=stream, backward=True)
    for number, packet in enumerate(container.demux(stream)):
        if number > _PATIENCE:
            return None
        if packet.pts != stamp:
            continue
        try:
            frames = [*packet.decode(), *stream.codec_context.decode(None)]
        except av.error.InvalidDataError:
            return None
        return next((frame for frame in frames if frame.pts == stamp), None)
    return None


def _by_one_pass(path: Path, index: FrameIndex, progress: Tell, cancelled: Callable[[], bool]) -> dict[int, bytes]:
    wanted = {int(index.timestamps[n]): int(n) for n in _spread(index.frame_count)}
    found: dict[int, bytes] = {}
    last = int(index.timestamps[-1])
    for frame in _decoded(path, index):
        stamp = frame.pts if frame.pts is not None else frame.dts
        if cancelled():
            raise Cancelled
        if stamp in wanted:
            found[wanted[stamp]] = _picture(frame, index)
            progress((wanted[stamp] + 1) / index.frame_count)
        if stamp is not None and stamp >= last:
            break
    return found


def _decoded(path: Path, index: FrameIndex) -> Iterator[av.VideoFrame]:
    with av.open(str(path)) as container:
        stream = container.streams.video[index.track]
        stream.thread_type = "AUTO"
        entry = index.entry_before(0)
        if entry is not None and "mpegts" not in index.container:  # which seeks badly: better from the start
            container.seek(entry, stream=stream, backward=True)
        packets = container.demux(stream)
        while True:
            try:
                yield from next(packets).decode()
            except StopIteration:
                return
            except av.error.InvalidDataError:
                continue


def _picture(frame: av.VideoFrame, index: FrameIndex) -> bytes:
    width, height = index.shown_size
    return encode_jpeg(
        upright_rgb(frame, index.rotation, (max(2, round(width * HEIGHT / height)), HEIGHT), index.mirrored)
    )
