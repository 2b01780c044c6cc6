"""What the first bytes of a coded picture say: whether decoding can start there exactly, whether it is ever shown."""

from __future__ import annotations

from collections.abc import Iterator

import av

_IDR, _SLICES, _SEI = 5, (1, 2, 3, 4), 6  # ITU-T H.264, table 7-1
_RECOVERY_POINT = 6  # ITU-T H.264, annex D.1
_HEAD = 4096  # bytes: parameter sets and messages come before the picture


def starts_exactly(packet: av.Packet[av.VideoStream], context: av.VideoCodecContext) -> bool:
    """Whether decoding that starts at this key packet gives it, and all pictures shown after it, exactly.

    Of the codecs at hand only H.264 knows key packets that do not: with intra refresh the picture is whole only some
    frames later, and an I picture without a recovery point promises nothing about those that follow.
    """
    if context.name != "h264" or "Intra" in (context.profile or ""):
        return True
    for kind, content in _units(bytes(memoryview(packet)[:_HEAD]), context.extradata):
        if kind == _IDR:
            return True
        if kind in _SLICES:
            return False
        if kind == _SEI and _recovers_at_once(content):
            return True
    return False


def is_shown(packet: av.Packet[av.VideoStream], codec: str) -> bool:
    """False for VP8's reference pictures that are in the file but never on the screen (RFC 6386, 9.1: show_frame)."""
    return codec != "vp8" or bool(memoryview(packet)[0] >> 4 & 1)


def _units(head: bytes, extradata: bytes | None) -> Iterator[tuple[int, bytes]]:
    """The NAL units of a packet's head: type and content, the last one perhaps cut off."""
    if extradata and extradata[0] == 1 and len(extradata) > 4:  # MP4 and Matroska: each unit after its length
        size_bytes = (extradata[4] & 3) + 1
        at = 0
        while at + size_bytes < len(head):
            size = int.from_bytes(head[at : at + size_bytes], "big")
            at += size_bytes
            yield head[at] & 31, head[at + 1 : at + size]
            at += size
        return
    for unit in head.split(b"\0\0\1")[1:]:  # MPEG-TS: each unit after a start code
        if unit:
            yield unit[0] & 31, unit[1:]


def _recovers_at_once(messages: bytes) -> bool:
    """Whether a recovery point stands among the SEI messages with a recovery_frame_cnt of 0, coded as one set bit."""
    at = 0
    while at + 2 < len(messages):
        kind, at = _long_number(messages, at)
        size, at = _long_number(messages, at)
        if kind == _RECOVERY_POINT:
            return at < len(messages) and bool(messages[at] & 0x80)
        at += size
    return False


def _long_number(messages: bytes, at: int) -> tuple[int, int]:
    """A number written as bytes of 255 and a last smaller one, and where it ends."""
    number = 0
    while at < len(messages) and messages[at] == 255:
        number, at = number + 255, at + 1
    return (number + messages[at], at + 1) if at < len(messages) else (number, at)
