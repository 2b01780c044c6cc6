"""What a model has read of a clip before any question: system and video, with the place where reading goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chai_desktop.models.transformers.decoder import Decoder, Seen
from chai_desktop.models.transformers.key_values import KeyValues, Tensor
from chai_desktop.models.transformers.library import torch

READ_AT_ONCE = {"cuda": 4096, "cpu": 256}  # tokens; between two parts a person can stop it
SEEN_AT_ONCE = {"cuda": 65_536, "cpu": 2048}  # patches, at least one pair of frames

Told = Callable[[float, str], None]  # fraction of reading the prefix, plain words; may raise Cancelled


@dataclass(frozen=True)
class Prefix:
    """Nobody writes to ``cache``: it is copied for each use. ``position``: of the next token (its rope state).
    ``notes``: in plain sentences, what of the clip could not be shown as planned.
    """

    cache: KeyValues
    position: int
    notes: tuple[str, ...] = ()

    @property
    def tokens(self) -> int:
        return self.cache.used


@dataclass(frozen=True, eq=False)
class VideoInput:
    """``patches`` and ``grid`` as in ``Decoder.see``; ``token``: id that stands for a token of the video."""

    patches: NDArray[np.float32]
    grid: tuple[int, int, int]
    token: int


def no_prefix(decoder: Decoder) -> Prefix:
    return Prefix(decoder.key_values(1, 0), 0)


def read_prefix(decoder: Decoder, ids: list[int], video: VideoInput, told: Told) -> Prefix:
    """Read ``ids``, a prompt from its beginning to the end of its video."""
    seen = _see(decoder, video, told)
    positions = decoder.positions(ids, video.token, video.grid)
    tokens = torch.tensor([ids], device=decoder.device)
    embedded = decoder.embed(tokens)
    places = tokens == video.token
    embedded[places] = seen.tokens.to(embedded.dtype)
    cache = decoder.key_values(1, len(ids))
    step = READ_AT_ONCE[decoder.device.type]
    for start in range(0, len(ids), step):
        told(0.5 + 0.5 * start / len(ids), f"Reads the clip: {start:,} of {len(ids):,} tokens")
        end = min(start + step, len(ids))
        before = int(places[0, :start].sum())
        inside = int(places[0, start:end].sum())
        taps = [tap[before : before + inside] for tap in seen.taps]
        mask = _mask(start, end, decoder) if start else None
        part = embedded[:, start:end], positions[:, :, start:end]
        decoder.run(cache, *part, mask, places[:, start:end], taps)
        cache.used = end
    return Prefix(cache, int(positions.max()) + 1)


def _see(decoder: Decoder, video: VideoInput, told: Told) -> Seen:
    pairs, rows, columns = video.grid
    at_once = max(1, SEEN_AT_ONCE[decoder.device.type] // (rows * columns))
    parts = []
    for first in range(0, pairs, at_once):
        told(0.5 * first / pairs, f"Looks at the clip: {2 * first} of {2 * pairs} frames")
        count = min(at_once, pairs - first)
        patches = torch.from_numpy(video.patches[first * rows * columns : (first + count) * rows * columns])
        parts.append(decoder.see(patches, (count, rows, columns)))
    taps = zip(*(part.taps for part in parts), strict=True)
    return Seen(torch.cat([part.tokens for part in parts]), tuple(torch.cat(tap) for tap in taps))


def _mask(start: int, end: int, decoder: Decoder) -> Tensor:
    columns = torch.arange(end, device=decoder.device)
    return (columns <= columns[start:, None])[None, None]
