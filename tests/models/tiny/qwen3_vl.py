"""A tiny Qwen3-VL with random weights: the real architecture and the real files, in a folder as a checkpoint has them.

    python -m tests.models.tiny.qwen3_vl FOLDER

Its answers mean nothing, but they vary: greedy ones do not fall into a loop, and end by themselves now and then.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

import torch
import transformers

from tests.models.tiny.film_tokenizer import film_tokenizer
from tests.torchvision_operators import make_torchvision_importable

VOCABULARY = 1024  # rows of the embedding: as in Qwen's models more than the tokenizer has tokens
HIDDEN = 64
TEXT_LAYERS = 4  # more than there are taps, or the model cannot be converted to GGUF
TAPS = [0, 1]

VIDEO_PROCESSOR = {
    "size": {"longest_edge": 25165824, "shortest_edge": 4096},
    "patch_size": 16,
    "temporal_patch_size": 2,
    "merge_size": 2,
    "image_mean": [0.5, 0.5, 0.5],
    "image_std": [0.5, 0.5, 0.5],
    "processor_class": "Qwen3VLProcessor",
    "video_processor_type": "Qwen3VLVideoProcessor",
}
IMAGE_PROCESSOR = {
    "size": {"longest_edge": 16777216, "shortest_edge": 65536},
    "patch_size": 16,
    "temporal_patch_size": 2,
    "merge_size": 2,
    "image_mean": [0.5, 0.5, 0.5],
    "image_std": [0.5, 0.5, 0.5],
    "processor_class": "Qwen3VLProcessor",
    "image_processor_type": "Qwen2VLImageProcessorFast",
}


def save_tiny_qwen3_vl(folder: Path, seed: int = 0) -> Path:
    """Write the checkpoint into ``folder`` (made where it is not there) and return it. Some 0.8 million weights."""
    make_torchvision_importable()
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = film_tokenizer()
    special = tokenizer.get_added_vocab()
    model = tiny_model(special, silent_tokens(tokenizer), seed)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    (folder / "video_preprocessor_config.json").write_text(json.dumps(VIDEO_PROCESSOR, indent=2), "utf-8")
    (folder / "preprocessor_config.json").write_text(json.dumps(IMAGE_PROCESSOR, indent=2), "utf-8")
    return folder


def tiny_config(special: dict[str, int]) -> transformers.Qwen3VLConfig:
    text = {
        "vocab_size": VOCABULARY,
        "hidden_size": HIDDEN,
        "intermediate_size": 2 * HIDDEN,
        "num_hidden_layers": TEXT_LAYERS,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "head_dim": 32,
        "max_position_embeddings": 262144,
        "rms_norm_eps": 1e-6,
        "rope_parameters": {
            "rope_type": "default",
            "rope_theta": 5_000_000.0,
            "mrope_section": [6, 5, 5],
            "mrope_interleaved": True,
        },
        "eos_token_id": special["<|im_end|>"],
        "bos_token_id": special["<|endoftext|>"],
    }
    vision = {
        "depth": 3,
        "hidden_size": HIDDEN,
        "intermediate_size": 2 * HIDDEN,
        "num_heads": 4,
        "out_hidden_size": HIDDEN,
        "num_position_embeddings": 64,
        "deepstack_visual_indexes": TAPS,
    }
    return transformers.Qwen3VLConfig(
        text_config=text,
        vision_config=vision,
        image_token_id=special["<|image_pad|>"],
        video_token_id=special["<|video_pad|>"],
        vision_start_token_id=special["<|vision_start|>"],
        vision_end_token_id=special["<|vision_end|>"],
        tie_word_embeddings=False,
    )


def silent_tokens(tokenizer: Any) -> list[int]:
    """What an answer never holds: special tokens, control characters, rows that stand for no token."""
    control = [ids[0] for byte in (*range(32), 127) if (ids := tokenizer.encode(chr(byte)))]
    return [*control, *range(min(tokenizer.get_added_vocab().values()), VOCABULARY)]


def tiny_model(
    special: dict[str, int], silent: list[int], seed: int = 0
) -> transformers.Qwen3VLForConditionalGeneration:
    model = transformers.Qwen3VLForConditionalGeneration(tiny_config(special)).eval()
    generator = torch.Generator().manual_seed(seed)
    end = special["<|im_end|>"]
    with torch.no_grad():
        for name, weight in sorted(model.named_parameters()):
            _fill(name, weight, generator)
        head = model.lm_head.weight
        head[silent] = 0.0
        head[end] = torch.randn(head.shape[1], generator=generator) * END / math.sqrt(HIDDEN)
    model.generation_config.do_sample = False
    model.generation_config.eos_token_id = [end, special["<|endoftext|>"]]
    model.generation_config.pad_token_id = special["<|endoftext|>"]
    return model


END = 2.6  # the end of the turn, against GAIN of the words: it comes after some dozens of tokens
GAIN = 1.6  # of every layer: enough that each token moves all that follow


def _fill(name: str, weight: torch.Tensor, generator: torch.Generator) -> None:
    """Weights by the size of their inputs; norms near 1, biases near 0."""
    noise = torch.randn(weight.shape, generator=generator)
    if "norm" in name and name.endswith("weight"):
        weight.copy_(1.0 + 0.1 * noise)
    elif weight.ndim == 1:
        weight.copy_(0.1 * noise)
    elif "embed_tokens" in name or "pos_embed" in name:
        weight.copy_(noise)
    else:
        weight.copy_(noise * GAIN / math.sqrt(weight[0].numel()))


if __name__ == "__main__":
    save_tiny_qwen3_vl(Path(sys.argv[1]))
