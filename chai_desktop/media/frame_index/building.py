"""Makes the frame index of a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.stream import Discard, Disposition

from chai_desktop.errors import MediaError
from chai_desktop.media.colour_tags import read_colour_tags
from chai_desktop.media.frame_index.first_pictures import FirstPictures, rotation_of
from chai_desktop.media.frame_index.index import FrameIndex
from chai_desktop.media.frame_index.notes import notes_on, why_inexact
from chai_desktop.media.frame_index.packets import Frames, PacketTable, decoded_frames, frames_of, read_packets
from chai_desktop.media.frame_rate import average_rate, is_variable
from chai_desktop.media.unusable import explain_open_error, refuse_unreadable

_TIMESTAMPS_MAY_RESTART = 0x200  # AVFMT_TS_DISCONT: transport and program streams


def build_frame_index(path: Path | str, cancelled: Callable[[], bool] = lambda: False) -> FrameIndex:
    """Read the packets of the first real video track (a cover picture is none) and list its frames.

    Decodes the first picture, to learn the rotation and the colours and to be sure that the video can be decoded at
    all; some more of an interlaced video, whose packets may be single fields. A file whose packets do not tell its
    frames (some AVI) is decoded once in full. Raises MediaError with the reason in plain words, or Cancelled.
    """
    path = Path(path)
    refuse_unreadable(path)
    try:
        with av.open(str(path)) as container:
            return _index_of(container, path, cancelled)
    except (av.error.FFmpegError, OSError) as error:
        raise explain_open_error(path, error) from error


def video_track(container: av.container.InputContainer, path: Path) -> av.VideoStream:
    """The first video track that is not a cover picture; MediaError where there is none."""
    tracks = [s for s in container.streams.video if not s.disposition & Disposition.attached_pic]
    if tracks:
        return tracks[0]
    if container.streams.audio:
        raise MediaError(f"{path.name} has sound but no picture.", "Choose the file that holds the video.")
    raise MediaError(f"{path.name} holds no video track.", "Choose a file that holds video.")


def _index_of(container: av.container.InputContainer, path: Path, cancelled: Callable[[], bool]) -> FrameIndex:
    stream = video_track(container, path)
    if stream.codec_context is None:
        raise MediaError(
            f"{path.name} is coded in a way that cannot be decoded here.",
            "Convert it to H.264, for example with FFmpeg or HandBrake.",
        )
    for other in container.streams:
        if other.index != stream.index:
            other.discard = Discard.all  # sound need not even be read
    is_avi = container.format.name == "avi"  # it stores no timestamps, FFmpeg makes them up
    pictures = FirstPictures(look_close=is_avi)
    table = read_packets(container, stream, pictures, cancelled)
    if not table.count:
        raise MediaError(f"{path.name} has a video track without a single frame.", "Record or export it again.")
    first = pictures.first
    if first is None:
        raise MediaError(
            f"Not one frame of {path.name} can be decoded.", "The file is damaged; copy or export it again."
        )
    time_base = stream.time_base or Fraction(1, 1000)
    track = [s.index for s in container.streams.video].index(stream.index)
    may_restart = bool(container.format.flags & _TIMESTAMPS_MAY_RESTART)
    frames = _frames(table, pictures, round(Fraction(1, 2) / time_base) if may_restart else None)
    if frames is None:
        frames = decoded_frames(path, track, table.unstamped > 0, cancelled)
    if is_avi and stream.codec_context.has_b_frames:
        frames = replace(frames, without_stamps=True)
    if frames.disordered or not frames.stamps.size:
        raise MediaError(
            f"{path.name} stores no timestamps{', and its frames out of order' if frames.disordered else ''}: "
            "no frame of it can be named for certain.",
            "Convert it to MP4, for example with FFmpeg or HandBrake, and take that.",
        )
    rate = average_rate(frames.stamps, time_base, stream.average_rate or stream.guessed_rate)
    last_duration = int(frames.durations[-1]) or round(1 / (rate * time_base))
    ends = float((int(frames.stamps[-1]) + last_duration) * time_base)
    lasts = ends - float(int(frames.stamps[0]) * time_base)
    context = stream.codec_context
    rotation, mirrored = rotation_of(first)
    return FrameIndex(
        timestamps=frames.stamps,
        key_frames=np.flatnonzero(frames.is_key).astype(np.int64),
        time_base=time_base,
        average_rate=rate,
        variable_rate=is_variable(frames.stamps, time_base),
        last_duration=last_duration,
        width=context.width,
        height=context.height,
        pixel_aspect=stream.sample_aspect_ratio or Fraction(1),
        rotation=rotation,
        codec=context.name,
        container=container.format.name,
        has_audio=bool(container.streams.audio),
        track=track,
        notes=notes_on(frames, _promised(stream), table.count, _stated_duration(container, stream), lasts, ends),
        colour=read_colour_tags(first, context.field_order),
        profile=context.profile or "",
        mirrored=mirrored,
        entries=frames.entries,
        bad_seeks=may_restart or table.false_keys > 0 or is_avi,
        lead=float(_lead(stream, frames) * time_base),
        inexact=why_inexact(path.name, frames),
    )


def _frames(table: PacketTable, pictures: FirstPictures, half_second: int | None) -> Frames | None:
    """The frames by what the packets say; None where what the decoder gives does not agree with it."""
    if table.unstamped or not pictures.stamps:
        return None
    frames = frames_of(table, pictures.stamps[0], half_second)
    shown = frames.stamps[: len(pictures.stamps)].tolist()
    return frames if shown == pictures.stamps[: len(shown)] and shown else None


def _lead(stream: av.VideoStream, frames: Frames) -> int:
    """By how many ticks a player must begin earlier. MP4 is sought by the time of decoding.

    libmpv takes the usual delay between decoding and showing into account, but not the longer one of open groups, and
    none in a file of fragments, whose header says nothing of its frames.
    """
    is_sought_by_decoding = "mov" in stream.container.format.name
    return frames.key_delay if is_sought_by_decoding and (frames.open_groups or not stream.frames) else 0


def _promised(stream: av.VideoStream) -> int:
    """How many packets the header promises. An edit list may leave out or repeat some: then its own index counts."""
    return len(stream.index_entries) if "mov" in stream.container.format.name else stream.frames


def _stated_duration(container: av.container.InputContainer, stream: av.VideoStream) -> float | None:
    """Seconds of video by the header; None where it says nothing of the video alone."""
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    if container.duration is not None and len(container.streams) == 1:
        return container.duration / av.time_base
    return None
