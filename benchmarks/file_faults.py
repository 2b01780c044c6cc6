"""Ways to damage a project file and its log, for the fault runs of tests and benchmarks.

Each fault damages the file at ``path`` and the log beside it, in place, and names itself.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

PAGE = 4096
HEADER = 100
RATES = (1, 4, 16, 64, 256, 1024)  # bytes changed over a whole file


@dataclass(frozen=True)
class Fault:
    kind: str
    name: str
    damage: Callable[[Path], None] = field(repr=False)


def log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def header_faults() -> Iterator[Fault]:
    """Each byte of the header, all its bits turned over."""
    for offset in range(HEADER):
        yield Fault("header byte", f"byte {offset}", partial(_flip, places=[offset], mask=0xFF))


def random_byte_faults(size: int, dice: random.Random, runs: int) -> Iterator[Fault]:
    """Random bytes anywhere in a file of ``size`` bytes, at each of the growing rates."""
    for rate in RATES:
        for run in range(runs):
            places = [dice.randrange(size) for _ in range(rate)]
            mask = dice.randrange(1, 256)
            yield Fault(f"{rate} random bytes", f"run {run}", partial(_flip, places=places, mask=mask))


def page_faults(size: int, dice: random.Random, runs: int) -> Iterator[Fault]:
    """Pages that hold zeros: each one alone up to ``runs``, the first always, then some at once."""
    pages = range(size // PAGE)
    alone = [0, *dice.sample(pages[1:], min(runs, len(pages) - 1))]
    together = [dice.sample(pages, min(len(pages), count)) for count in (2, 5, 10)]
    for chosen in [[page] for page in alone] + together:
        yield Fault("zeroed pages", f"pages {chosen}", partial(_zero, pages=chosen))


def cut_faults(size: int, dice: random.Random, runs: int) -> Iterator[Fault]:
    """The file cut short: to nothing, within the header, within and between pages."""
    lengths = [0, 1, 16, 99, 100, PAGE, size // 2, size - PAGE, size - 1] + [dice.randrange(size) for _ in range(runs)]
    for length in lengths:
        yield Fault("cut file", f"{length} bytes", partial(_cut, length=length))


def cut_log_faults(size: int, dice: random.Random, runs: int) -> Iterator[Fault]:
    """The log cut short, ``size`` being its length."""
    lengths = [1, 31, 32, 55, 56, size // 2, size - PAGE, size - 1] + [dice.randrange(size) for _ in range(runs)]
    for length in lengths:
        yield Fault("cut log", f"{length} bytes", partial(_cut_log, length=length))


def log_byte_faults(size: int, dice: random.Random, runs: int) -> Iterator[Fault]:
    """Bytes of the log changed: each of its header, then random ones."""
    places = [[offset] for offset in range(32)]
    places += [[dice.randrange(size) for _ in range(dice.choice((1, 4, 64)))] for _ in range(runs)]
    for number, chosen in enumerate(places):
        yield Fault("log bytes", f"run {number}", partial(_flip_log, places=chosen, mask=0xFF))


def lost_file_faults(other_log: Path) -> Iterator[Fault]:
    """Files that are gone, or that do not belong together. ``other_log`` is the log of another project."""
    yield Fault("lost file", "the file is gone, its log is left", Path.unlink)
    yield Fault("lost file", "the file is empty, its log is left", partial(_cut, length=0))
    yield Fault("lost file", "the log is gone", _lose_log)
    yield Fault("lost file", "the log of another", partial(_swap_log, other_log=other_log))


def file_faults(path: Path, dice: random.Random, runs: int) -> Iterator[Fault]:
    """Every kind that strikes the file itself; ``runs`` says how many of the random ones of each kind."""
    size = path.stat().st_size
    yield from header_faults()
    yield from random_byte_faults(size, dice, runs)
    yield from page_faults(size, dice, runs)
    yield from cut_faults(size, dice, runs)


def log_faults(path: Path, other_log: Path, dice: random.Random, runs: int) -> Iterator[Fault]:
    """Every kind that strikes the log, or the two together."""
    size = log_of(path).stat().st_size
    yield from cut_log_faults(size, dice, runs)
    yield from log_byte_faults(size, dice, runs)
    yield from lost_file_faults(other_log)


def _flip(path: Path, places: list[int], mask: int) -> None:
    content = bytearray(path.read_bytes())
    for place in places:
        content[place] ^= mask
    path.write_bytes(content)


def _zero(path: Path, pages: list[int]) -> None:
    content = bytearray(path.read_bytes())
    for page in pages:
        content[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    path.write_bytes(content)


def _cut(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])


def _cut_log(path: Path, length: int) -> None:
    _cut(log_of(path), length)


def _flip_log(path: Path, places: list[int], mask: int) -> None:
    _flip(log_of(path), places, mask)


def _lose_log(path: Path) -> None:
    log_of(path).unlink()


def _swap_log(path: Path, other_log: Path) -> None:
    shutil.copyfile(other_log, log_of(path))
