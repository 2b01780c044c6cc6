"""Messages over a pipe: four bytes of length (big endian), then that many bytes of JSON in UTF-8."""

from __future__ import annotations

import json
import struct
from typing import IO, Any

LONGEST = 64 * 1024 * 1024  # bytes; no caption and no critique comes near it

_LENGTH = struct.Struct(">I")


class FramingError(Exception):
    """What came over the pipe is no message."""


def write_message(stream: IO[bytes], message: dict[str, Any]) -> None:
    """Write one message whole. OSError where the other side is gone; ValueError where it is too long."""
    body = json.dumps(message, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode(
        "utf-8", "surrogatepass"
    )
    if len(body) > LONGEST:
        raise ValueError(f"a message of {len(body)} bytes")
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


def read_message(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next message, or None at the end of the stream. FramingError where the stream holds something else."""
    head = _read_exactly(stream, _LENGTH.size)
    if not head:
        return None
    length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else -1
    if not 0 <= length <= LONGEST:
        raise FramingError("the length of a message is not one")
    body = _read_exactly(stream, length)
    if len(body) < length:
        raise FramingError("a message was cut off")
    try:
        message = json.loads(body.decode("utf-8", "surrogatepass"))
    except ValueError as error:
        raise FramingError("a message is not JSON") from error
    if not isinstance(message, dict):
        raise FramingError("a message is not an object")
    return message


def _read_exactly(stream: IO[bytes], count: int) -> bytes:
    parts: list[bytes] = []
    while count > 0:
        part = stream.read(count)
        if not part:
            break
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
