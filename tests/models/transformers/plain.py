"""The library's plain way: the model's own processor, and one ``generate`` or forward pass of the full prompt each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
import transformers

from chai_desktop.media.sampling.sampled_video import sample
from chai_desktop.models.captioning.language_model import Shared

RATE = 24.0  # frames per second of the tests' clips
_TRIPLE, _PAD = "<|vision_start|><|video_pad|><|vision_end|>", "<|video_pad|>"


class Plain:
    def __init__(self, folder: Path, model: Any = None) -> None:
        self.processor = transformers.AutoProcessor.from_pretrained(folder)
        self.model = model or transformers.Qwen3VLForConditionalGeneration.from_pretrained(folder).eval()

    def inputs(self, shared: Shared, question: str) -> dict[str, torch.Tensor]:
        """Without the two marks around the whole video, as the processor that the model was trained with had it."""
        parts = [{"type": "text", "text": question}]
        if shared.footage is not None:
            parts.insert(0, {"type": "video", "video": "clip"})
        chat = [{"role": "system", "content": shared.system}, {"role": "user", "content": parts}]
        text = self.processor.apply_chat_template(chat, add_generation_prompt=True, tokenize=False)
        return self.processor(text=[text.replace(_TRIPLE, _PAD)], return_tensors="pt", **_video(shared))

    def answer(self, shared: Shared, question: str, limit: int) -> list[int]:
        """The answer's tokens without the end."""
        given = self.inputs(shared, question)
        with torch.inference_mode():
            written = self.model.generate(**given, max_new_tokens=limit, do_sample=False)
        ids = written[0, given["input_ids"].shape[1] :].tolist()
        ends = set(self.model.generation_config.eos_token_id)
        return ids[:-1] if ids[-1] in ends else ids

    def text(self, shared: Shared, question: str, limit: int) -> str:
        ids = self.answer(shared, question, limit)
        return self.processor.tokenizer.decode(
            ids, skip_special_tokens=True, clean_up_tokenization_spaces=False
        ).strip()

    def chances(self, shared: Shared, question: str, words: list[str]) -> list[float]:
        """The logarithms of the words' probabilities as the first token of the answer."""
        with torch.inference_mode():
            scores = self.model(**self.inputs(shared, question)).logits[0, -1].float()
        ids = [self.processor.tokenizer.encode(word)[0] for word in words]
        return torch.log_softmax(scores, -1)[ids].tolist()


def _video(shared: Shared) -> dict[str, Any]:
    footage = shared.footage
    if footage is None:
        return {}
    from transformers.video_utils import VideoMetadata  # loads torchvision, which tests make importable first

    video = sample(footage.path, footage.first_frame, footage.last_frame, shared.sampling)
    places = [ordinal - footage.first_frame for ordinal in video.plan.frames]
    places += places[-1:] * (len(places) % 2)
    metadata = VideoMetadata(total_num_frames=max(places) + 1, fps=RATE, frames_indices=places)
    return {
        "videos": [np.ascontiguousarray(video.frames)],
        "video_metadata": [metadata],
        "do_sample_frames": False,
        "do_resize": False,
        "cap_pixels_per_frame": True,
    }
