"""Reads the packets of a video track: their timestamps, and at which of them decoding can start."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from chai_desktop.errors import Cancelled
from chai_desktop.media.frame_index.entry_points import is_shown, starts_exactly
from chai_desktop.media.frame_index.first_pictures import FirstPictures

_CANCEL_EVERY = 512  # packets
_KEY, _CORRUPT = 1, 2
_RESUMED = 64  # times that reading goes on after a damaged place

Stamps = NDArray[np.int64]


@dataclass
class PacketTable:
    """The packets that become pictures, in the order in which they stand in the file. All columns are equally long.

    ``order`` is the decoding timestamp. ``array`` holds a number in 8 bytes, a list would need 40.
    """

    stamps: array[int] = field(default_factory=lambda: array("q"))
    order: array[int] = field(default_factory=lambda: array("q"))
    durations: array[int] = field(default_factory=lambda: array("q"))
    flags: array[int] = field(default_factory=lambda: array("b"))
    entries: array[int] = field(default_factory=lambda: array("q"))  # stamps of key packets, also of unshown ones
    count: int = 0  # of all packets, also of those that are never shown
    unstamped: int = 0
    false_keys: int = 0  # packets that are marked as key frames, but from which decoding is not exact
    broken: int = 0  # places at which the file could not be read

    def add(self, stamp: int, order: int, duration: int, is_key: bool, is_corrupt: bool) -> None:
        self.stamps.append(stamp)
        self.order.append(order)
        self.durations.append(duration)
        self.flags.append(_KEY * is_key | _CORRUPT * is_corrupt)


@dataclass(frozen=True)
class Frames:
    """The frames of a track by their timestamps, strictly rising, with what went wrong. Columns are equally long."""

    stamps: Stamps
    is_key: NDArray[np.bool_]
    durations: Stamps
    entries: Stamps  # of all key packets; of another length
    damaged: int = 0  # frames whose packets are damaged, but for those at the end that are left out
    undecodable: int = 0  # at the start: they need a key frame that is not in the file
    restarts: int = 0  # times that the timestamps begin again
    after_restart: int = 0  # frames that are left out for it
    key_delay: int = 0  # ticks by which a key frame is decoded before it is shown, at most
    open_groups: bool = False  # frames stand after a key frame that are shown before it
    doubles: int = 0  # frames with a timestamp that another one has, left out
    without_stamps: bool = False
    disordered: bool = False  # the decoder gives timestamps that do not rise


def read_packets(
    container: av.container.InputContainer,
    stream: av.VideoStream,
    pictures: FirstPictures,
    cancelled: Callable[[], bool],
) -> PacketTable:
    """One pass over the packets, the first of which are handed to ``pictures``. Raises Cancelled."""
    table = PacketTable()
    context = stream.codec_context
    for packet in _packets(container, stream, table):
        if not pictures.done:
            pictures.feed(packet)
        if packet.size == 0:  # the last of all, which flushes the decoder; before it AVI's "as the one before"
            table.count += packet.dts is not None
            continue
        table.count += 1
        if table.count % _CANCEL_EVERY == 0 and cancelled():
            raise Cancelled
        stamp = packet.pts
        is_key = packet.is_keyframe and starts_exactly(packet, context)
        if is_key and stamp is not None:
            table.entries.append(stamp)
        table.false_keys += packet.is_keyframe and not is_key
        # Outside the edit list: decoded for reference only, never shown.
        if packet.is_discard or not is_shown(packet, context.name):
            continue
        if stamp is None:
            table.unstamped += 1
            continue
        order = packet.dts
        table.add(stamp, stamp if order is None else order, packet.duration or 0, is_key, packet.is_corrupt)
    return table


def frames_of(table: PacketTable, first_shown: int | None, half_second: int | None) -> Frames:
    """The frames that can be shown and told apart, in the order of showing.

    ``first_shown`` is the timestamp of the first picture that the decoder gave; those before it cannot be had.
    ``half_second`` is in ticks: timestamps that fall back by more begin again; None in a container where they never do.
    """
    stamps, order, durations = (
        np.array(column, dtype=np.int64) for column in (table.stamps, table.order, table.durations)
    )
    flags = np.array(table.flags, dtype=np.int8)
    restarts = np.flatnonzero(np.diff(order) < -half_second) if half_second is not None else np.zeros(0, np.int64)
    kept = np.arange(stamps.size) < (restarts[0] + 1 if restarts.size else stamps.size)
    after_restart = int(stamps.size - kept.sum())
    kept[_sound_end(flags) :] = False
    unreached = kept & (stamps < first_shown) if first_shown is not None else np.zeros_like(kept)
    kept &= ~unreached
    unique, first = np.unique(stamps[kept], return_index=True)
    is_key = (flags[kept][first] & _KEY) > 0
    damaged = int(np.count_nonzero(flags & _CORRUPT)) + table.broken
    return Frames(
        stamps=unique,
        is_key=is_key,
        durations=durations[kept][first],
        # Where timestamps come twice, a seek may end in the wrong stretch: then only the start of the file is sure.
        entries=np.unique(np.array([] if restarts.size else table.entries, dtype=np.int64)),
        damaged=damaged,
        undecodable=int(unreached.sum()),
        restarts=int(restarts.size),
        after_restart=after_restart,
        key_delay=max(0, int((stamps - order)[kept & (flags & _KEY > 0)].max(initial=0))),
        open_groups=_has_open_groups(stamps[kept], flags[kept] & _KEY > 0),
        doubles=int(kept.sum()) - int(unique.size),
    )


def _has_open_groups(stamps: Stamps, is_key: NDArray[np.bool_]) -> bool:
    """Both columns in the order of the file."""
    lowest_from_here = np.minimum.accumulate(stamps[::-1])[::-1]
    return bool((is_key & (lowest_from_here < stamps)).any())


def decoded_frames(path: Path, track: int, without_stamps: bool, cancelled: Callable[[], bool]) -> Frames:
    """The frames as a decoder gives them, for a file whose packets do not say. Decodes it all. Raises Cancelled."""
    found: dict[int, tuple[bool, int]] = {}
    damaged, newest, disordered = 0, -(2**63), False
    with av.open(str(path)) as container:
        stream = container.streams.video[track]
        stream.thread_type = "AUTO"
        for packet in container.demux(stream):
            if cancelled():
                raise Cancelled
            try:
                frames = packet.decode()
            except av.error.InvalidDataError:
                damaged += 1
                continue
            for frame in frames:
                stamp = frame.pts if frame.pts is not None else frame.dts
                if stamp is not None:
                    found[stamp] = bool(frame.key_frame), frame.duration or 0
                    disordered, newest = disordered or stamp < newest, max(newest, stamp)
    stamps = sorted(found)
    return Frames(
        stamps=np.array(stamps, dtype=np.int64),
        is_key=np.array([found[stamp][0] for stamp in stamps], dtype=np.bool_),
        durations=np.array([found[stamp][1] for stamp in stamps], dtype=np.int64),
        entries=np.array([stamp for stamp in stamps if found[stamp][0]], dtype=np.int64),
        damaged=damaged,
        without_stamps=without_stamps,
        disordered=disordered,
    )


def _packets(
    container: av.container.InputContainer, stream: av.VideoStream, table: PacketTable
) -> Iterator[av.Packet[av.VideoStream]]:
    """All packets, and those after a damaged place too, where the container can find its way again."""
    before = -1
    while table.broken < _RESUMED and table.count > before:
        before = table.count
        try:
            yield from container.demux(stream)
            return
        except (av.error.InvalidDataError, av.error.EOFError):
            table.broken += 1


def _sound_end(flags: NDArray[np.int8]) -> int:
    """How many packets there are without the damaged ones at the end, which are cut off rather than scratched.

    If all are damaged, the first may still be a picture.
    """
    sound = np.flatnonzero((flags & _CORRUPT) == 0)
    return int(sound[-1]) + 1 if sound.size else min(1, flags.size)
