"""One step of decoding: a token for each row in, the scores of all that may follow out.

On a GPU a step by torch is bound by starting some two thousand small kernels, not by their work. ``RecordedStep`` has
the GPU record a step once (a CUDA graph) and plays it back. What it gains is measured on a GPU by
``python -m benchmarks.engine_speed --device cuda``; without one only ``FixedStep``, which it records, can be tested.
"""

from __future__ import annotations

import logging
from typing import Any, Protocol

from chai_desktop.models.transformers.answer_rows import AnswerRows
from chai_desktop.models.transformers.decoder import Decoder
from chai_desktop.models.transformers.key_values import KeyValues, Tensor
from chai_desktop.models.transformers.library import torch

_log = logging.getLogger(__name__)
_WARM_UPS = 2  # passes before recording, in which libraries choose their kernels and take their room
_ROUND = 512  # columns: rows that are nearly as long share a record


class Step(Protocol):
    """``shrinks``: whether rows may be taken out of it between two steps."""

    shrinks: bool

    def __call__(self, tokens: list[int]) -> Tensor:
        """``tokens``: the next one of each row. Scores (rows, vocabulary), float32."""
        ...


class PlainStep:
    """As it comes: every kernel started by itself."""

    shrinks = True

    def __init__(self, decoder: Decoder, rows: AnswerRows) -> None:
        self._decoder, self._rows = decoder, rows

    def __call__(self, tokens: list[int]) -> Tensor:
        rows = self._rows
        used = rows.cache.used + 1
        mask = rows.seen[:, None, None, :used] if rows.padded else None
        embedded = self._decoder.embed(torch.tensor(tokens, device=self._decoder.device)[:, None])
        hidden = self._decoder.run(rows.cache, embedded, rows.positions.expand(3, -1)[..., None], mask)
        rows.cache.used = used
        rows.positions = rows.positions + 1
        return self._decoder.logits(hidden[:, -1])


class FixedStep:
    """A step whose every tensor keeps its place and shape, so that it can be recorded: all columns are looked at, under
    a mask, and where to write stands in a tensor.
    """

    shrinks = False

    def __init__(self, decoder: Decoder, rows: AnswerRows) -> None:
        self._decoder = decoder
        self.cache = rows.cache
        count = rows.cache.rows
        self._tokens = torch.zeros((count, 1), dtype=torch.long, device=decoder.device)
        self._at = torch.zeros(1, dtype=torch.long, device=decoder.device)
        self._mask = torch.zeros((count, 1, 1, rows.cache.capacity), dtype=torch.bool, device=decoder.device)
        self._positions = torch.zeros((3, count, 1), dtype=torch.long, device=decoder.device)
        self.begin(rows)

    def begin(self, rows: AnswerRows) -> None:
        """Go on from these rows, which must be in the cache that it was made with."""
        used = rows.cache.used
        self._at.fill_(used)
        self._mask.zero_()
        self._mask[:, 0, 0, :used] = rows.seen[:, :used]
        self._positions.copy_(rows.positions.expand(3, -1)[..., None])

    def __call__(self, tokens: list[int]) -> Tensor:
        self._tokens.copy_(torch.tensor(tokens)[:, None])
        return self._pass()

    def _pass(self) -> Tensor:
        self._mask.index_fill_(3, self._at, value=True)
        written = _InPlace(self.cache, self._at)
        hidden = self._decoder.run(written, self._decoder.embed(self._tokens), self._positions, self._mask)
        self._at.add_(1)
        self._positions.add_(1)
        return self._decoder.logits(hidden[:, -1])


class RecordedStep(FixedStep):
    """Played back from a CUDA graph. RuntimeError where it cannot be recorded."""

    def __init__(self, decoder: Decoder, rows: AnswerRows) -> None:
        super().__init__(decoder, rows)
        aside = torch.cuda.Stream()
        aside.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(aside):
            for _ in range(_WARM_UPS):
                self._pass()
                self.begin(rows)  # what a trial wrote lies in columns that are written again before they are seen
        torch.cuda.current_stream().wait_stream(aside)
        self._graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self._graph):
            self._scores = self._pass()
        self.begin(rows)

    def __call__(self, tokens: list[int]) -> Tensor:
        self._tokens.copy_(torch.tensor(tokens)[:, None])
        self._graph.replay()
        return self._scores


class Steps:
    """Makes the step for some rows: recorded on a GPU, where that works; its record is used again while it fits."""

    def __init__(self, decoder: Decoder, graphs: bool) -> None:
        self._decoder = decoder
        self.records = graphs and decoder.device.type == "cuda"
        self._last: RecordedStep | None = None

    def room(self, rows: int, columns: int) -> KeyValues | None:
        """Where the rows are to be laid, so that a record can be used again; None where that plays no part."""
        if not self.records:
            return None
        last = self._last
        if last is not None and last.cache.rows == rows and columns <= last.cache.capacity <= 2 * columns:
            return last.cache
        self._last = None
        return self._decoder.key_values(rows, -(-columns // _ROUND) * _ROUND)

    def step(self, rows: AnswerRows) -> Step:
        if not self.records:
            return PlainStep(self._decoder, rows)
        if self._last is not None and self._last.cache is rows.cache:
            self._last.begin(rows)
            return self._last
        try:
            self._last = RecordedStep(self._decoder, rows)
        except torch.OutOfMemoryError:
            raise
        except (RuntimeError, NotImplementedError) as error:
            _log.warning("decoding cannot be recorded on this GPU and goes on step by step: %s", error)
            self.records = False
            return PlainStep(self._decoder, rows)
        return self._last

    def clear(self) -> None:
        self._last = None


class _InPlace:
    """The cache as ``Decoder.run`` wants it: written at a column that stands in a tensor, all columns handed out."""

    def __init__(self, cache: KeyValues, at: Tensor) -> None:
        self._cache, self._at = cache, at

    def update(self, keys: Tensor, values: Tensor, layer: int, *_others: Any, **_named: Any) -> tuple[Tensor, Tensor]:
        self._cache.keys[layer].index_copy_(2, self._at, keys)
        self._cache.values[layer].index_copy_(2, self._at, values)
        return self._cache.keys[layer], self._cache.values[layer]
