"""The shapes of the models and of the work that is measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Work:
    """Lengths in tokens. For real models the middle lengths of the public corpus, for the tiny one a quarter of them.

    ``answers``: of the five aspects. ``draft``: of the pre-caption that is revised.
    """

    frame: tuple[int, int]  # width and height of the clip in pixels; it has 5.0 s at 24 frames per second
    instruction: int
    answers: tuple[int, ...]
    caption: int
    revision_prompt: int
    draft: int


REAL_WORK = Work((1920, 1080), 830, (107, 111, 55, 132, 50), 130, 300, 115)
TINY_WORK = Work((480, 270), 200, (27, 28, 14, 33, 13), 32, 75, 60)
CANDIDATES = 8


def work_of(shape: str) -> Work:
    return TINY_WORK if shape == "tiny" else REAL_WORK


# Source of the real ones: config.json of the published Qwen3-VL-2B, -4B and -8B. (hidden, layers, heads, inner)
_TEXT = {
    "tiny": (64, 4, 4, 128),
    "2b": (2048, 28, 16, 6144),
    "4b": (2560, 36, 32, 9728),
    "8b": (4096, 36, 32, 12288),
}
_SMALL_TOWER = {
    "depth": 24,
    "hidden_size": 1024,
    "intermediate_size": 4096,
    "num_heads": 16,
    "deepstack_visual_indexes": [5, 11, 17],
}
_LARGE_TOWER = {
    "depth": 27,
    "hidden_size": 1152,
    "intermediate_size": 4304,
    "num_heads": 16,
    "deepstack_visual_indexes": [8, 16, 24],
}
_TINY_TOWER = {
    "depth": 3,
    "hidden_size": 64,
    "intermediate_size": 128,
    "num_heads": 4,
    "deepstack_visual_indexes": [0, 1],
    "num_position_embeddings": 64,
}
_TOWER = {"tiny": _TINY_TOWER, "2b": _SMALL_TOWER, "4b": _SMALL_TOWER, "8b": _LARGE_TOWER}
SHAPES = tuple(_TEXT)


def config_of(shape: str, layers: int | None = None) -> dict[str, Any]:
    """For Qwen3VLConfig. ``layers``: only so many of the text part's. Embeddings and last layer are never tied here:
    tied random ones repeat one token for ever.
    """
    hidden, depth, heads, inner = _TEXT[shape]
    tiny = shape == "tiny"
    text = {
        "vocab_size": 2048 if tiny else 151_936,
        "hidden_size": hidden,
        "intermediate_size": inner,
        "num_hidden_layers": layers or depth,
        "num_attention_heads": heads,
        "num_key_value_heads": 2 if tiny else 8,
        "head_dim": 32 if tiny else 128,
        "max_position_embeddings": 262_144,
        "rope_parameters": {
            "rope_type": "default",
            "rope_theta": 5_000_000.0,
            "mrope_section": [6, 5, 5] if tiny else [24, 20, 20],
            "mrope_interleaved": True,
        },
    }
    marks = {"vision_start_token_id": 1, "video_token_id": 2, "vision_end_token_id": 3, "image_token_id": 4}
    return {
        "text_config": text,
        "vision_config": {**_TOWER[shape], "out_hidden_size": hidden},
        "tie_word_embeddings": False,
        **marks,
    }
