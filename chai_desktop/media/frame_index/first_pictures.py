"""Decodes the first pictures of a track, which tell what the packets do not: rotation, fields, colours."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

import av
from av.sidedata.sidedata import Type

from chai_desktop.media.side_data import side_data_bytes

_CLOSE_LOOK = 6  # pictures after which packets of single fields, or invented timestamps, have shown themselves


@dataclass
class FirstPictures:
    """Takes packets until enough pictures came out of the decoder: one, or some where packets may not say the truth."""

    look_close: bool = False

    first: av.VideoFrame | None = None
    stamps: list[int] = field(default_factory=list)
    done: bool = False

    def feed(self, packet: av.Packet[av.VideoStream]) -> None:
        """Decode one packet; an empty one asks the decoder for what it still holds."""
        try:
            frames = packet.decode()
        except av.error.FFmpegError:  # a damaged packet costs its own picture
            return
        for frame in frames:
            self.first = self.first or frame
            if frame.pts is not None:
                self.stamps.append(frame.pts)
            self.look_close = self.look_close or self.first.interlaced_frame
            if not self.look_close or len(self.stamps) >= _CLOSE_LOOK:
                self.done = True
                return


def rotation_of(frame: av.VideoFrame) -> tuple[int, bool]:
    """Degrees clockwise by which the picture is turned for showing, and whether it is mirrored left to right first.

    From the display matrix of ISO/IEC 14496-12, 6.2.2: its upper left 2 x 2 part turns, and mirrors where its
    determinant is negative.
    """
    data = side_data_bytes(frame, Type.DISPLAYMATRIX)
    if len(data) < struct.calcsize("=9i"):
        return 0, False
    a, b, _u, c, d, *_rest = struct.unpack_from("=9i", data)
    mirrored = a * d - b * c < 0
    if mirrored:
        a, b = -a, -b
    turn = {(1, 0): 0, (0, 1): 90, (-1, 0): 180, (0, -1): 270}
    return turn.get((_sign(a, b), _sign(b, a)), 0), mirrored


def _sign(number: int, other: int) -> int:
    """-1, 0 or 1; 0 where the other one outweighs it, so that a slightly skew matrix still means a quarter turn."""
    return 0 if abs(number) < abs(other) or number == 0 else (1 if number > 0 else -1)
