"""Reading the log (``NAME.chai-wal``): what SQLite would take from it, and what else is whole in it.

SQLite stops at the first frame whose checksum is wrong, and says nothing about what comes after. Each checksum goes on
from the frame before it, so a later frame can still be checked against what its neighbour says of itself.
"""

from __future__ import annotations

import mmap
import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chai_desktop.store.sqlite_format.checksum import Sums, checksum
from chai_desktop.store.sqlite_format.layout import PAGE

HEADER = 32
FRAME_HEADER = 24
FRAME = FRAME_HEADER + PAGE
MAGIC = {0x377F0682: False, 0x377F0683: True}  # whether the words of the checksums are big-endian
VERSION = 3007000
WHOLE_FILE = 0x43484149  # "CHAI" as the number of the round, which SQLite leaves free: this log holds a whole file
Salts = tuple[int, int]


@dataclass(frozen=True)
class Frame:
    """One page as a change left it. ``pages_after`` is the file's length in pages where a change ends, else 0."""

    number: int
    page: int
    pages_after: int
    whole: bool

    @property
    def content_at(self) -> int:
        return HEADER + self.number * FRAME + FRAME_HEADER


@dataclass(frozen=True)
class Log:
    """The frames of the newest round of a log, in order, and how many of them SQLite would use."""

    frames: tuple[Frame, ...]
    used: int  # ends with the last change that is whole without a gap before it
    usable: int  # ends with the last frame that is whole and ends a change, whatever is broken before it
    rest: int  # bytes after the last frame, or all of them where nothing can be read
    is_whole_file: bool = False  # written by ``write_full_log``: it makes any file the one that it holds

    def newest(self, mended: bool = False) -> dict[int, Frame]:
        """For each page the frame that counts: of what SQLite would use, or of everything that is whole."""
        frames = self.frames[: self.usable if mended else self.used]
        return {frame.page: frame for frame in frames if frame.whole}

    def length(self, mended: bool = False) -> int:
        """How many pages the file has after the log; 0 where the log changes nothing."""
        end = self.usable if mended else self.used
        return self.frames[end - 1].pages_after if end else 0

    def doubt(self, mended: bool = False) -> str:
        """What may be lost with what cannot be read of the log, or '' where nothing is known to be missing."""
        end = self.usable if mended else self.used
        newest = self.newest(mended)
        unread = [f for f in self.frames[:end] if not f.whole and newest.get(f.page, f).number <= f.number]
        unread += self.frames[end:]
        if unread:
            return f"{len(unread)} page(s) of changes in the log could not be read"
        if self.rest:
            return f"the last {self.rest} bytes of the log are no whole change"
        return ""


EMPTY = Log((), 0, 0, 0)


def read_log(path: Path) -> Log:
    """Read the log file at ``path``; a file that is not there is an empty log."""
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        return EMPTY
    if size < HEADER + FRAME:
        return Log((), 0, 0, size)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return _read_any(content)


def _read_any(content: mmap.mmap) -> Log:
    sound, big_endian = _header(content)
    candidates = [big_endian] if sound else [False, True]
    return max((_read(content, sound, order) for order in candidates), key=lambda log: sum(f.whole for f in log.frames))


def _header(content: mmap.mmap) -> tuple[bool, bool]:
    magic, version, page_size = struct.unpack_from(">III", content)
    if magic not in MAGIC or (version, page_size) != (VERSION, PAGE):
        return False, False
    big_endian = MAGIC[magic]
    return checksum(content[:24], big_endian) == struct.unpack_from(">II", content, 24), big_endian


def _read(content: mmap.mmap, sound: bool, big_endian: bool) -> Log:
    count = (len(content) - HEADER) // FRAME
    salts = struct.unpack_from(">II", content, 16) if sound else _usual_salts(content, count)
    frames = tuple(_frames(content, count, salts, big_endian))
    unbroken = 0
    while sound and unbroken < len(frames) and frames[unbroken].whole:
        unbroken += 1
    ended = len(frames) == count  # else an older round of the log follows, which is no loss
    rest = len(content) - HEADER - count * FRAME if ended else 0
    used = _last_change(frames[:unbroken])
    marked = sound and struct.unpack_from(">I", content, 12)[0] == WHOLE_FILE
    return Log(frames, used, _last_change(frames), rest, bool(marked and used and used == frames[used - 1].pages_after))


def _usual_salts(content: mmap.mmap, count: int) -> Salts:
    found = Counter(struct.unpack_from(">II", content, HEADER + number * FRAME + 8) for number in range(count))
    return found.most_common(1)[0][0]


def _frames(content: mmap.mmap, count: int, salts: Salts, big_endian: bool) -> Iterator[Frame]:
    """The frames of this round. Those after them are left from an older one: both of its salts differ."""
    before: list[Sums] = [struct.unpack_from(">II", content, 24)]
    ours = [number for number in range(count) if _is_ours(content, number, salts)]
    for number in range(max(ours, default=-1) + 1):
        start = HEADER + number * FRAME
        page, pages_after, first, second, *said = struct.unpack_from(">IIIIII", content, start)
        summed = content[start : start + 8] + content[start + FRAME_HEADER : start + FRAME]
        sums = [checksum(summed, big_endian, known) for known in before]
        whole = (said[0], said[1]) in sums and (first, second) == salts and page > 0
        yield Frame(number, page, pages_after, whole)
        before = [(said[0], said[1])]
        if not whole:  # its content or its checksum may be what is broken: the next one may go on from either
            before.append(sums[0])


def _is_ours(content: mmap.mmap, number: int, salts: Salts) -> bool:
    first, second = struct.unpack_from(">II", content, HEADER + number * FRAME + 8)
    return bool(first == salts[0] or second == salts[1])


def _last_change(frames: tuple[Frame, ...]) -> int:
    """How many frames there are up to the end of the last whole change."""
    return max((frame.number + 1 for frame in frames if frame.whole and frame.pages_after), default=0)
