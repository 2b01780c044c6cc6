"""Which token comes next: the likeliest, or one drawn by chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chai_desktop.models.captioning.language_model import Question
from chai_desktop.models.transformers.key_values import Tensor
from chai_desktop.models.transformers.library import torch


@dataclass(frozen=True)
class Sampling:
    """What the model's authors advise for drawing (generation_config.json): ``top_k`` 0 and ``top_p`` 1.0 for all."""

    top_k: int = 0
    top_p: float = 1.0


def sampling_from(config: Any) -> Sampling:
    """From transformers' GenerationConfig; what is not told there leaves all tokens."""
    return Sampling(int(config.top_k or 0), float(config.top_p or 1.0))


class Chooser:
    """For one answer. A drawn one takes its chances from a generator of its own, by its seed: so it is the same
    whatever else is written at once.
    """

    def __init__(self, question: Question, sampling: Sampling) -> None:
        self.greedy = question.temperature <= 0
        self._temperature = question.temperature
        self._sampling = sampling
        self._generator = torch.Generator().manual_seed(question.seed % 2**63)

    def choose(self, scores: Tensor) -> int:
        """``scores``: (vocabulary,), float32."""
        if self.greedy:
            return int(scores.argmax())
        likely, order = torch.softmax(scores / self._temperature, dim=-1).sort(descending=True, stable=True)
        whole = likely.cumsum(dim=-1)
        count = int((whole - likely < self._sampling.top_p).sum())
        count = max(1, min(count, self._sampling.top_k or count))
        chance = torch.rand(1, generator=self._generator).item() * float(whole[count - 1])
        return int(order[min(int((whole[:count] <= chance).sum()), count - 1)])


def choose(choosers: list[Chooser], scores: Tensor) -> list[int]:
    """One token for each row of ``scores``."""
    if all(chooser.greedy for chooser in choosers):
        likeliest: list[int] = scores.argmax(dim=-1).tolist()
        return likeliest
    return [chooser.choose(row) for chooser, row in zip(choosers, scores, strict=True)]
