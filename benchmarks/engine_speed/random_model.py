"""A Qwen3-VL of a real shape with random weights, as the engine loads one; its words are numbers of tokens."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from tokenizers import Tokenizer, models

from benchmarks.engine_speed.shapes import config_of
from chai_desktop.models.transformers.choosing import Sampling
from chai_desktop.models.transformers.library import torch, transformers
from chai_desktop.models.transformers.loading import Loaded
from chai_desktop.models.transformers.words import Marks, Words

_GAIN = 1.6  # of each layer: answers do not fall into a loop
_MARKS = Marks(start=5, end=6, vision_start=1, video=2, vision_end=3)


class NumberWords(Words):
    """Texts are the tokens' numbers: " 17 99" is two tokens. What the layout adds in words is a token a character."""

    def __init__(self) -> None:
        nothing = Tokenizer(models.BPE())
        super().__init__(nothing, nothing, _MARKS, frozenset())

    def encode(self, text: str) -> list[int]:
        parts = text.split()
        if parts and all(part.isdecimal() for part in parts):
            return [int(part) for part in parts]
        return [ord(character) % 128 + 8 for character in text]

    def piece(self, token: int) -> bytes:
        return f" {token}".encode()


def as_text(tokens: Iterable[int]) -> str:
    return "".join(f" {token}" for token in tokens)


def random_model(shape: str, device: str, dtype: Any, layers: int | None = None) -> Loaded:
    """Made on the device, in ``dtype``. Nothing ends an answer but its limit."""
    config = transformers.Qwen3VLConfig(**config_of(shape, layers))
    before = torch.get_default_dtype()
    torch.set_default_dtype(dtype)
    try:
        with torch.device(device):
            torch.manual_seed(0)
            model = transformers.Qwen3VLForConditionalGeneration(config)
            for weight in model.parameters():
                _fill(weight)
    finally:
        torch.set_default_dtype(before)
    model.eval().requires_grad_(requires_grad=False)
    model.generation_config.eos_token_id = None
    model.generation_config.pad_token_id = 0
    half = (0.5, 0.5, 0.5)
    return Loaded(model, NumberWords(), frozenset(), Sampling(), half, half, "")


def _fill(weight: Any) -> None:
    with torch.no_grad():
        if weight.ndim == 1:
            return  # norms are ones and biases zeros already
        weight.normal_(0.0, _GAIN / math.sqrt(weight[0].numel()))
