"""The keys and values of what a model has read: in room that is taken once, and that only its owner writes to."""

from __future__ import annotations

from typing import Any

from chai_desktop.models.transformers.library import torch

Tensor = Any  # torch.Tensor; torch is read as untyped


class KeyValues:
    """For several rows of tokens at once, all of the same length: for each layer keys and values of the shape
    (rows, heads, capacity, head size), of which the first ``used`` columns are filled.

    Stands in for transformers' own Cache in a model's forward pass (``update`` and the three questions behind it). No
    state of the model belongs to it: positions and masks are given with each pass.
    """

    def __init__(self, config: Any, rows: int, capacity: int, dtype: Any, device: Any) -> None:
        heads, size = config.num_key_value_heads, config.head_dim
        shape = (rows, heads, capacity, size)
        # Zeros: what is masked is still multiplied by nothing, and nothing times whatever memory held may be no number.
        self.rows, self.capacity, self.used = rows, capacity, 0
        self.keys = [torch.zeros(shape, dtype=dtype, device=device) for _ in range(config.num_hidden_layers)]
        self.values = [torch.zeros(shape, dtype=dtype, device=device) for _ in range(config.num_hidden_layers)]
        self._config, self._dtype, self._device = config, dtype, device

    @property
    def bytes(self) -> int:
        return sum(tensor.numel() * tensor.element_size() for tensor in (*self.keys, *self.values))

    def update(self, keys: Tensor, values: Tensor, layer: int, *_others: Any, **_named: Any) -> tuple[Tensor, Tensor]:
        """Write the new columns behind the used ones; all columns up to their end. ``used`` moves after the pass."""
        end = self.used + keys.shape[2]
        self.keys[layer][:, :, self.used : end] = keys
        self.values[layer][:, :, self.used : end] = values
        return self.keys[layer][:, :, :end], self.values[layer][:, :, :end]

    def get_seq_length(self, _layer: int = 0) -> int:
        return self.used

    def get_query_offset(self, _layer: int = 0) -> int:
        return self.used

    def get_mask_sizes(self, queries: int, _layer: int = 0) -> tuple[int, int]:
        return self.used + queries, 0

    def copied(self, capacity: int, rows: int = 1) -> KeyValues:
        """The same columns in new, larger room, for ``rows`` rows that are all this one's."""
        other = KeyValues(self._config, rows, capacity, self._dtype, self._device)
        for mine, theirs in zip((*self.keys, *self.values), (*other.keys, *other.values), strict=True):
            theirs[:, :, : self.used] = mine[:, :, : self.used]
        other.used = self.used
        return other

    def copy_columns(self, row: int, at: int, source: KeyValues, start: int, end: int) -> None:
        """Copy the columns ``start``..``end`` of a one-row source into a row, from column ``at`` on."""
        for mine, theirs in zip((*self.keys, *self.values), (*source.keys, *source.values), strict=True):
            mine[row, :, at : at + end - start] = theirs[0, :, start:end]

    def keep_rows(self, rows: list[int]) -> None:
        """Go on with these rows only; layer by layer, so that little room is needed on the way."""
        index = torch.tensor(rows, device=self._device)
        for tensors in (self.keys, self.values):
            for layer in range(len(tensors)):
                tensors[layer] = tensors[layer][index]
        self.rows = len(rows)
