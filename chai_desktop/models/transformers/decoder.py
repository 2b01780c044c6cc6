"""The two parts of a Qwen3-VL as plain functions: what sees, and what reads and writes.

The model's own forward pass keeps the rope offset of the last prompt in itself (``rope_deltas``), so that what was
computed for one clip is silently wrong after another. Here every pass is told its positions, and nothing is remembered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chai_desktop.models.transformers.key_values import KeyValues, Tensor
from chai_desktop.models.transformers.library import torch


@dataclass(frozen=True)
class Seen:
    """``tokens``: (video tokens, hidden size), what stands at the video's places in a prompt. ``taps``: for each of the
    first layers what is added at the same places (deep stack).
    """

    tokens: Tensor
    taps: tuple[Tensor, ...]


class Decoder:
    """``model``: a Qwen3VLForConditionalGeneration, an adapter's layers among its own."""

    def __init__(self, model: Any) -> None:
        self._whole = model.model
        self._reader = model.model.language_model
        self._head = model.lm_head
        self._config = model.config
        self.embed = self._reader.get_input_embeddings()
        self.device = self.embed.weight.device
        self.dtype = self.embed.weight.dtype

    def key_values(self, rows: int, capacity: int) -> KeyValues:
        return KeyValues(self._config.text_config, rows, capacity, self.dtype, self.device)

    def token_bytes(self) -> int:
        """Of the keys and values of one token."""
        return self.key_values(1, 1).bytes

    def see(self, patches: Tensor, grid: tuple[int, int, int]) -> Seen:
        """``patches``: (pairs * rows * columns, 1536), laid out by ``media.sampling.patches``; ``grid``: those three.

        Each pair of frames is seen by itself: so many pairs may be given in parts.
        """
        seen = self._whole.get_video_features(
            patches.to(self.device), torch.tensor([grid], device=self.device), return_dict=True
        )
        return Seen(torch.cat(seen.pooler_output), tuple(torch.cat(tap) for tap in seen.deepstack_features))

    def positions(self, ids: list[int], video: int, grid: tuple[int, int, int]) -> Tensor:
        """(3, 1, tokens): time, height and width of each token of a prompt with one video."""
        tokens = torch.tensor([ids])
        kinds = (tokens == video).int() * 2  # 2 is a video's token, 0 a text's
        found, _offset = self._whole.get_rope_index(tokens, kinds, video_grid_thw=torch.tensor([grid]))
        return found.to(self.device)

    def run(
        self,
        cache: Any,
        embedded: Tensor,
        positions: Tensor,
        mask: Tensor | None,
        places: Tensor | None = None,
        taps: list[Tensor] | None = None,
    ) -> Tensor:
        """Read on: the last layer's output, (rows, new tokens, hidden size). The cache takes keys and values.

        ``embedded``: (rows, new tokens, hidden size). ``positions``: (3, rows, new tokens). ``mask``: True where a new
        token may look at a column, (rows, 1, new tokens, columns); None where each sees all before it. ``places``:
        (rows, new tokens), where ``taps`` are added.
        """
        read = self._reader(
            inputs_embeds=embedded,
            position_ids=positions,
            attention_mask=mask,
            past_key_values=cache,
            use_cache=True,
            visual_pos_masks=places,
            deepstack_visual_embeds=taps,
        )
        return read.last_hidden_state

    def logits(self, hidden: Tensor) -> Tensor:
        """(..., vocabulary), float32."""
        return self._head(hidden).float()
