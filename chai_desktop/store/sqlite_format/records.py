"""Decoding one record (format, sections 2.1 and 2.2): a row of a table, or an entry of an index."""

from __future__ import annotations

import struct

Value = None | int | float | str | bytes
_INTEGER_SIZES = (0, 1, 2, 3, 4, 6, 8)
_FLOAT, _ZERO, _ONE, _BLOB, _TEXT = 7, 8, 9, 12, 13


class BadBytes(Exception):
    """The bytes are not what they would have to be. Stays inside this folder and the salvage."""


class MendedText(str):
    """A text some bytes of which are no text; U+FFFD stands in their place."""

    __slots__ = ()


def varint(content: bytes, at: int) -> tuple[int, int]:
    """The number of one to nine bytes at ``at``, as signed 64 bits, and where it ends."""
    if at < len(content) and content[at] < 0x80:  # nearly always
        return content[at], at + 1
    value = 0
    for count in range(9):
        if at >= len(content):
            raise BadBytes("a number is cut off")
        byte = content[at]
        at += 1
        if count == 8:
            value = value << 8 | byte
            break
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return value - (1 << 64) if value >= 1 << 63 else value, at


def decode(record: bytes) -> list[Value]:
    """The values of a record that fills ``record`` to the last byte. Raises BadBytes."""
    length, at = varint(record, 0)
    if not at <= length <= len(record):
        raise BadBytes("a record's list of types is longer than the record")
    values: list[Value] = []
    content = length
    while at < length:
        kind, at = varint(record, at)
        value, content = _value(record, content, kind)
        values.append(value)
    if at != length or content != len(record):
        raise BadBytes("a record's values do not fill it")
    return values


def _value(record: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (_ZERO, _ONE):
        return kind - _ZERO, at
    size = _size(kind)
    content = record[at : at + size]
    if len(content) < size:
        raise BadBytes("a value is cut off")
    if kind < _FLOAT:
        return int.from_bytes(content, "big", signed=True), at + size
    if kind == _FLOAT:
        return struct.unpack(">d", content)[0], at + size
    if kind % 2 == 0:
        return content, at + size
    return _text(content), at + size


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return MendedText(content.decode("utf-8", errors="replace"))


def _size(kind: int) -> int:
    if 0 < kind < _FLOAT:
        return _INTEGER_SIZES[kind]
    if kind == _FLOAT:
        return 8
    if kind >= _BLOB:
        return (kind - (_TEXT if kind % 2 else _BLOB)) // 2
    raise BadBytes(f"there is no type {kind}")
