"""The same library's plain calls: ``generate`` or one forward pass of the whole prompt, inputs at hand."""

from __future__ import annotations

import math
from typing import Any

from benchmarks.engine_speed.random_model import as_text
from chai_desktop.media.sampling.patches import patches_of
from chai_desktop.media.sampling.sampled_video import sample
from chai_desktop.models.captioning.language_model import Shared
from chai_desktop.models.transformers.library import torch
from chai_desktop.models.transformers.loading import Loaded


class PlainCalls:
    """What the engine has to do beside it (decoding and scaling frames, cutting texts) is not counted for these."""

    def __init__(self, loaded: Loaded, shared: Shared) -> None:
        self._loaded = loaded
        self._device = loaded.model.device
        footage = shared.footage
        assert footage is not None
        video = sample(footage.path, footage.first_frame, footage.last_frame, shared.sampling)
        self._opening = loaded.words.opening(shared.system, video.plan)
        patches = torch.from_numpy(patches_of(video, loaded.mean, loaded.std))
        self._pixels = patches.to(self._device, loaded.model.dtype)
        self._grid = torch.tensor([video.plan.grid], device=self._device)

    def inputs(self, system: str, question: str, with_video: bool) -> dict[str, Any]:
        words = self._loaded.words
        ids = [*self._opening, *words.closing(question)] if with_video else words.whole(system, question)
        tokens = torch.tensor([ids], device=self._device)
        given = {"input_ids": tokens, "attention_mask": torch.ones_like(tokens)}
        if with_video:
            kinds = (tokens == words.marks.video).int() * 2
            given |= {"pixel_values_videos": self._pixels, "video_grid_thw": self._grid, "mm_token_type_ids": kinds}
        return given

    def answer(self, system: str, question: str, length: int, with_video: bool = True) -> str:
        """Greedy, of exactly that many tokens."""
        given = self.inputs(system, question, with_video)
        with torch.inference_mode():
            ids = self._loaded.model.generate(**given, max_new_tokens=length, do_sample=False)
        return as_text(ids[0, given["input_ids"].shape[1] :].tolist()).strip()

    def score(self, system: str, question: str, words: tuple[int, int]) -> float:
        """The log-odds of two words."""
        with torch.inference_mode():
            given = self.inputs(system, question, with_video=True)
            scores = self._loaded.model(**given, logits_to_keep=1).logits[0, -1].float()
        return float(scores[words[0]] - scores[words[1]])

    def margin(self, system: str, question: str, answer: str, other: str, with_video: bool) -> float:
        """Where two answers part: how far the two tokens' scores lie apart, in standard deviations of all scores."""
        mine, theirs = answer.split(), other.split()
        place = next((n for n, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), None)
        if place is None:
            return math.inf
        given = self.inputs(system, question, with_video)
        written = torch.tensor([[int(token) for token in mine[:place]]], dtype=torch.long, device=self._device)
        given["input_ids"] = torch.cat([given["input_ids"], written], dim=1)
        given["attention_mask"] = torch.ones_like(given["input_ids"])
        if with_video:
            kinds = torch.zeros_like(written, dtype=torch.int)
            given["mm_token_type_ids"] = torch.cat([given["mm_token_type_ids"], kinds], dim=1)
        with torch.inference_mode():
            scores = self._loaded.model(**given, logits_to_keep=1).logits[0, -1].float()
        first, second = float(scores[int(mine[place])]), float(scores[int(theirs[place])])
        return abs(first - second) / float(scores.std())
