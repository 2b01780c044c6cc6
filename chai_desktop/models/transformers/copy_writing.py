"""Greedy writing of an answer that is mostly copied: the cache of one row as ``decoding.greedy`` wants it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chai_desktop.models.transformers.decoder import Decoder
from chai_desktop.models.transformers.key_values import KeyValues, Tensor
from chai_desktop.models.transformers.library import torch


class CopyingRow:
    """Implements ``decoding.greedy.TokenModel``: a row that reads on, several tokens a pass, and can forget its end.

    ``position``: of the next token. ``before_pass`` may raise Cancelled.
    """

    def __init__(
        self,
        decoder: Decoder,
        cache: KeyValues,
        position: int,
        ends: frozenset[int],
        before_pass: Callable[[], None],
    ) -> None:
        self._decoder, self._cache, self._position = decoder, cache, position
        self._ends, self._before_pass = ends, before_pass

    def feed(self, tokens: Sequence[int], last_only: bool = False) -> list[int]:
        self._before_pass()
        count, used = len(tokens), self._cache.used
        device = self._decoder.device
        embedded = self._decoder.embed(torch.tensor([list(tokens)], device=device))
        positions = torch.arange(self._position, self._position + count, device=device).expand(3, 1, -1)
        hidden = self._decoder.run(self._cache, embedded, positions, self._mask(used, count))
        self._cache.used += count
        self._position += count
        scores = self._decoder.logits(hidden[:, -1:] if last_only else hidden)
        likeliest: list[int] = scores[0].argmax(dim=-1).tolist()
        return likeliest

    def forget(self, count: int) -> None:
        self._cache.used -= count
        self._position -= count

    def is_end(self, token: int) -> bool:
        return token in self._ends

    def _mask(self, used: int, count: int) -> Tensor | None:
        if count == 1:
            return None
        columns = torch.arange(used + count, device=self._decoder.device)
        return (columns <= columns[used:, None])[None, None]
