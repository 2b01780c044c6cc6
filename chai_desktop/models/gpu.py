"""Which GPUs this process may use, and how much of their memory is free: asked of the driver, without loading CUDA."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
from dataclasses import dataclass

_log = logging.getLogger(__name__)

_LIMIT = 15.0  # seconds; a card that sleeps takes some to wake
_QUERY = ("--query-gpu=uuid,name,memory.total,memory.free", "--format=csv,noheader,nounits")
_MEBIBYTE = 1024 * 1024
_SLICE = "MIG-"  # a part of a card, which the list of cards does not name


@dataclass(frozen=True)
class Gpu:
    """``uuid`` is the card's (or slice's) own name, the same for every process. Bytes are 0 where not known."""

    uuid: str
    name: str
    total_bytes: int
    free_bytes: int


def visible_gpus() -> tuple[Gpu, ...]:
    """NVIDIA's cards by nvidia-smi, as CUDA_VISIBLE_DEVICES lets this process see them; none where the driver does not
    answer. Other makers' cards are not known here. Takes some 0.1 s, a sleeping card some more.
    """
    return _visible(_cards(), os.environ.get("CUDA_VISIBLE_DEVICES"))


def _cards() -> tuple[Gpu, ...]:
    program = shutil.which("nvidia-smi")
    if program is None:
        return ()
    try:
        done = subprocess.run([program, *_QUERY], capture_output=True, text=True, timeout=_LIMIT, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        _log.warning("nvidia-smi does not answer: %s", error)
        return ()
    lines = done.stdout.splitlines() if done.returncode == 0 else []
    return tuple(_card(line) for line in lines if line.count(",") == 3)


def _card(line: str) -> Gpu:
    uuid, name, total, free = (part.strip() for part in line.split(","))
    return Gpu(uuid, name, _bytes(total), _bytes(free))


def _bytes(mebibytes: str) -> int:
    return int(mebibytes) * _MEBIBYTE if mebibytes.isdigit() else 0  # "[N/A]" where memory is the machine's own


def _visible(cards: tuple[Gpu, ...], chosen: str | None) -> tuple[Gpu, ...]:
    """CUDA's rules: numbers or beginnings of UUIDs; the first that is none ends the list."""
    if chosen is None:
        return cards
    found: list[Gpu] = []
    for word in map(str.strip, chosen.split(",")):
        card = _called(cards, word)
        if card is None:
            break
        found.append(card)
    return tuple(found)


def _called(cards: tuple[Gpu, ...], word: str) -> Gpu | None:
    if word.isdigit():
        return cards[int(word)] if int(word) < len(cards) else None
    if word.startswith(_SLICE):
        return Gpu(word, "a slice of a GPU", 0, 0)
    return next((card for card in cards if word and card.uuid.startswith(word)), None)
