"""Decodes frames of one open file in order, and always knows which frame it holds.

Going on forward needs no seek. Everything that a container can get wrong about seeking is answered here: what is
handed out are frames that were decoded from a key frame at or before the first one wanted, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain, takewhile
from pathlib import Path
from types import TracebackType

import av
import numpy as np

from chai_desktop.errors import MediaError
from chai_desktop.media.frame_index import FrameIndex

_STEPS_BACK = (1, 4, 16, 64)  # seconds before the place asked for, where a container seeks past it
_NEVER = -(2**62)  # a stamp before all others
_CHEAPER_THAN_A_SEEK = 12  # frames that are decoded on the way to a key frame ahead rather than seeking to it


def _never() -> bool:
    return False


class FrameReader:
    """Reads the frames of ``index`` (of a file, or of a part of it) from ``path``.

    Holds the file open until ``close``. Raises MediaError where the file cannot be opened or read. Not for use from
    several threads at once.
    """

    def __init__(self, path: Path | str, index: FrameIndex) -> None:
        self.path, self.index = Path(path), index
        self._container: av.container.InputContainer | None = None
        self._decoded: Iterator[tuple[int, av.VideoFrame] | None] = iter(())
        self._next: int | None = None  # no frame before this ordinal can come without a seek; None: nowhere yet
        self._open()

    def __enter__(self) -> FrameReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._decoded, self._next = iter(()), None
        if self._container is not None:
            self._container.close()
            self._container = None

    def frames(self, first: int, last: int, stop: Callable[[], bool] = _never) -> Iterator[tuple[int, av.VideoFrame]]:
        """(ordinal, frame as stored) of the frames ``first``..``last`` in order. Damaged ones are left out.

        ``stop`` is asked before each packet, also on the way to the first frame; True ends the reading.
        """
        if not 0 <= first <= last < self.index.frame_count:
            raise ValueError(f"no frames {first}..{last} in a clip of {self.index.frame_count}")
        stopped = False

        def halt() -> bool:
            nonlocal stopped
            stopped = stopped or stop()
            return stopped

        try:
            yield from self._frames(first, last, halt)
        except (av.error.FFmpegError, OSError) as error:
            self._decoded, self._next = iter(()), None
            raise MediaError(
                f"{self.path.name} cannot be read ({error.strerror}).", "Check that it is still there and whole."
            ) from error

    def begins_at(self, first: int) -> int:
        """The frame with which decoding begins when ``first`` is asked for next: those between come at no more cost."""
        if self._next is not None and self._goes_on_to(first):
            return self._next
        return self.index.key_frame_before(first)

    def frame(self, n: int, stop: Callable[[], bool] = _never) -> av.VideoFrame | None:
        """Frame ``n`` as stored, or None where it is damaged."""
        return next((frame for _, frame in self.frames(n, n, stop)), None)

    # --- inside ------------------------------------------------------------------------------------

    def _frames(self, first: int, last: int, stop: Callable[[], bool]) -> Iterator[tuple[int, av.VideoFrame]]:
        self._go_to(first, stop)
        for n, frame in self._coming(stop):
            if n > last:
                self._give_back(n, frame)
                return
            if n >= first:
                yield n, frame
            if n == last:
                return

    def _go_to(self, first: int, stop: Callable[[], bool]) -> None:
        """Bring the decoder to ``first``, so that the next frame is that one, or the first sound one after it."""
        if self._goes_on_to(first):
            return
        entry = self.index.entry_before(first)
        self._seek(first, entry)
        came = next(((n, frame) for n, frame in self._coming(stop) if n >= first), None)
        if came is not None and came[0] > first and entry is not None:
            self._seek(first, self._entry_before(entry))  # the key frame is damaged: begin at the one before it
        elif came is not None:
            self._give_back(*came)

    def _entry_before(self, entry: int) -> int | None:
        at = int(np.searchsorted(self.index.entries, entry)) - 1
        return int(self.index.entries[at]) if at >= 0 else None

    def _coming(self, stop: Callable[[], bool]) -> Iterator[tuple[int, av.VideoFrame]]:
        for came in self._decoded:
            if came is not None:
                self._next = came[0] + 1
                yield came
            elif stop():
                return

    def _goes_on_to(self, first: int) -> bool:
        if self._next is None or self._next > first:
            return False
        return self.index.key_frame_before(first) <= self._next + _CHEAPER_THAN_A_SEEK

    def _give_back(self, n: int, frame: av.VideoFrame) -> None:
        self._decoded, self._next = chain([(n, frame)], self._decoded), n

    def _open(self) -> None:
        self.close()
        try:
            self._container = av.open(str(self.path))
            self._stream = self._container.streams.video[self.index.track]
        except (av.error.FFmpegError, OSError, IndexError) as error:
            self.close()
            raise MediaError(
                f"{self.path.name} cannot be opened ({getattr(error, 'strerror', error)}).",
                "Check that it is still there and whole.",
            ) from error
        self._stream.thread_type = "AUTO"

    def _seek(self, first: int, entry: int | None) -> None:
        """Set the decoder on the packet ``entry``, or on an earlier one where the container cannot give that.

        Where the index knows of none (None), decoding begins at the start of the file.
        """
        wanted, second = int(self.index.timestamps[first]), round(1 / self.index.time_base)
        for back in (0, *_STEPS_BACK) if entry is not None else ():
            packets = self._packets_from((entry or 0) - back * second)
            near = takewhile(lambda packet: _stamp(packet) <= wanted + second, packets)
            found = next((packet for packet in near if packet.size and self.index.is_entry(_stamp(packet))), None)
            if found is not None and _stamp(found) <= wanted:
                self._decode(found, packets)
                return
        self._open()
        assert self._container is not None
        self._decoded, self._next = self._decoding(self._container.demux(self._stream), _NEVER), 0

    def _packets_from(self, stamp: int) -> Iterator[av.Packet[av.VideoStream]]:
        assert self._container is not None
        try:
            self._container.seek(stamp, stream=self._stream, backward=True)
        except (av.error.FFmpegError, OSError):
            return iter(())  # some containers refuse to go before their first frame
        return _until_the_end(self._container.demux(self._stream))

    def _decode(self, key_packet: av.Packet[av.VideoStream], packets: Iterator[av.Packet[av.VideoStream]]) -> None:
        self._decoded = self._decoding(chain([key_packet], packets), _stamp(key_packet))
        self._next = int(np.searchsorted(self.index.timestamps, _stamp(key_packet)))

    def _decoding(
        self, packets: Iterator[av.Packet[av.VideoStream]], sound_from: int
    ) -> Iterator[tuple[int, av.VideoFrame] | None]:
        """Frames with their ordinals, rising, and None after each packet. ``sound_from`` is the key frame's stamp.

        Frames shown before the key frame but stored after it lean on pictures that were not decoded ("leading" frames
        of an open group); those outside the index are of no clip.
        """
        lowest = -1
        for frame in self._pictures(packets):
            if frame is None:
                yield None
                continue
            n = self.index.ordinal(_stamp(frame))
            if n is not None and n > lowest and _stamp(frame) >= sound_from:
                lowest = n
                yield n, frame

    def _pictures(self, packets: Iterator[av.Packet[av.VideoStream]]) -> Iterator[av.VideoFrame | None]:
        for packet in _until_the_end(packets):
            with suppress(av.error.InvalidDataError):  # a damaged packet costs its own frame, not the ones after it
                yield from packet.decode()
            yield None
        with suppress(av.error.InvalidDataError, av.error.EOFError):
            yield from self._stream.codec_context.decode(None)  # what it still holds where the file is cut off


def _until_the_end(packets: Iterator[av.Packet[av.VideoStream]]) -> Iterator[av.Packet[av.VideoStream]]:
    """The packets, to where the file ends or is cut off."""
    try:
        yield from packets
    except (av.error.InvalidDataError, av.error.EOFError):
        return


def _stamp(of: av.Packet[av.VideoStream] | av.VideoFrame) -> int:
    stamp = of.pts if of.pts is not None else of.dts
    return _NEVER if stamp is None else int(stamp)
