"""How a sampled video stands in a prompt of Qwen3-VL, as text with marks."""

from __future__ import annotations

from chai_desktop.media.sampling.plan import SamplingPlan, time_words

START, PAD, END = "<|vision_start|>", "<|video_pad|>", "<|vision_end|>"


def video_text(plan: SamplingPlan) -> str:
    """For each pair of frames its time, a start mark, one pad for each token, an end mark; nothing around it all.

    That is what the published checkpoints were trained with (their authors' processor of transformers 4.57 put this in
    place of the chat template's ``<|vision_start|><|video_pad|><|vision_end|>``). Since its version 5 the library
    replaces the inner mark alone, so that a start and an end mark of no picture stay around the whole video.
    """
    pads = PAD * plan.pair_tokens
    return "".join(f"{time_words(time)}{START}{pads}{END}" for time in plan.times)
