"""Writes a Qwen3-VL checkpoint as the two files that llama.cpp reads: the model, and its eyes (mmproj). float32 only.

    python -m tests.models.tiny.to_gguf CHECKPOINT_FOLDER FOLDER

Names of tensors and keys: the package gguf's own tables, of the architectures "qwen3vl" and "clip".
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gguf
import numpy as np
from safetensors.numpy import load_file

MODEL, EYES = "tiny.gguf", "mmproj-tiny.gguf"
_TEXT_LAYER = {
    "input_layernorm": "attn_norm",
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "self_attn.q_norm": "attn_q_norm",
    "self_attn.k_norm": "attn_k_norm",
    "post_attention_layernorm": "ffn_norm",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}
_EYES_LAYER = {
    "norm1": "ln1",
    "norm2": "ln2",
    "attn.qkv": "attn_qkv",
    "attn.proj": "attn_out",
    "mlp.linear_fc1": "ffn_up",
    "mlp.linear_fc2": "ffn_down",
}
_MERGER = {"linear_fc1": "mm.0", "linear_fc2": "mm.2", "norm": "v.post_ln"}
_TAP = {"linear_fc1": "fc1", "linear_fc2": "fc2", "norm": "norm"}


def write_tiny_gguf(checkpoint: Path, folder: Path, context: int = 262_144) -> tuple[Path, Path]:
    """Write both files into ``folder`` and return their paths: model, eyes."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = load_file(checkpoint / "model.safetensors")
    config = json.loads((checkpoint / "config.json").read_text("utf-8"))
    return _write_model(checkpoint, folder, weights, config, context), _write_eyes(checkpoint, folder, weights, config)


def _write_model(checkpoint: Path, folder: Path, weights: dict, config: dict, context: int) -> Path:
    text = config["text_config"]
    writer = gguf.GGUFWriter(folder / MODEL, "qwen3vl")
    writer.add_name("Tiny Qwen3-VL")
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    writer.add_context_length(context)
    writer.add_embedding_length(text["hidden_size"])
    writer.add_block_count(text["num_hidden_layers"])
    writer.add_feed_forward_length(text["intermediate_size"])
    writer.add_head_count(text["num_attention_heads"])
    writer.add_head_count_kv(text["num_key_value_heads"])
    writer.add_key_length(text["head_dim"])
    writer.add_value_length(text["head_dim"])
    writer.add_layer_norm_rms_eps(text["rms_norm_eps"])
    rope = text["rope_parameters"]
    writer.add_rope_freq_base(rope["rope_theta"])
    writer.add_rope_dimension_sections([*rope["mrope_section"], 0])
    writer.add_num_deepstack_layers(len(config["vision_config"]["deepstack_visual_indexes"]))
    _add_tokenizer(writer, checkpoint, text["vocab_size"])
    for name, tensor in sorted(weights.items()):
        if (target := _text_name(name)) is not None:
            writer.add_tensor(target, np.ascontiguousarray(tensor, np.float32))
    return _written(writer, folder / MODEL)


def _write_eyes(checkpoint: Path, folder: Path, weights: dict, config: dict) -> Path:
    vision, text = config["vision_config"], config["text_config"]
    taps = vision["deepstack_visual_indexes"]
    frames = json.loads((checkpoint / "video_preprocessor_config.json").read_text("utf-8"))
    side = int(vision["num_position_embeddings"] ** 0.5) * vision["patch_size"]
    writer = gguf.GGUFWriter(folder / EYES, "clip")
    writer.add_type(gguf.GGUFType.MMPROJ)
    writer.add_name("Tiny Qwen3-VL eyes")
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    writer.add_clip_has_vision_encoder(True)
    writer.add_clip_projector_type(gguf.VisionProjectorType.QWEN3VL)
    writer.add_vision_projection_dim(text["hidden_size"])
    writer.add_vision_image_size(side)
    writer.add_vision_patch_size(vision["patch_size"])
    writer.add_vision_embedding_length(vision["hidden_size"])
    writer.add_vision_feed_forward_length(vision["intermediate_size"])
    writer.add_vision_block_count(vision["depth"])
    writer.add_vision_head_count(vision["num_heads"])
    writer.add_vision_image_mean(frames["image_mean"])
    writer.add_vision_image_std(frames["image_std"])
    writer.add_vision_use_gelu(True)
    writer.add_vision_spatial_merge_size(vision["spatial_merge_size"])
    writer.add_vision_attention_layernorm_eps(text["rms_norm_eps"])
    writer.add_vision_is_deepstack_layers([layer in taps for layer in range(vision["depth"])])
    for name, tensor in sorted(weights.items()):
        for target, part in _eyes_tensors(name, tensor, taps):
            writer.add_tensor(target, np.ascontiguousarray(part, np.float32))
    return _written(writer, folder / EYES)


def _text_name(name: str) -> str | None:
    if name == "lm_head.weight":
        return "output.weight"
    _prefix, found, rest = name.partition("model.language_model.")
    if not found:
        return None
    if rest == "embed_tokens.weight":
        return "token_embd.weight"
    if rest == "norm.weight":
        return "output_norm.weight"
    _layers, number, part = rest.split(".", 2)
    return f"blk.{number}.{_TEXT_LAYER[part.removesuffix('.weight')]}.weight"


def _eyes_tensors(name: str, tensor: Any, taps: list[int]) -> Iterator[tuple[str, Any]]:
    _prefix, found, rest = name.partition("model.visual.")
    if not found:
        return
    kind, _dot, part = rest.partition(".")
    part, _dot, ending = part.rpartition(".")
    if rest == "patch_embed.proj.weight":  # (hidden, colours, frames, rows, columns): one file tensor for each frame
        yield "v.patch_embd.weight", tensor[:, :, 0]
        yield "v.patch_embd.weight.1", tensor[:, :, 1]
    elif kind == "patch_embed":
        yield f"v.patch_embd.{ending}", tensor
    elif kind == "pos_embed":
        yield "v.position_embd.weight", tensor
    elif kind == "merger":
        yield f"{_MERGER[part]}.{ending}", tensor
    elif kind == "blocks":
        number, _dot, part = part.partition(".")
        yield f"v.blk.{number}.{_EYES_LAYER[part]}.{ending}", tensor
    else:  # deepstack_merger_list
        number, _dot, part = part.partition(".")
        yield f"v.deepstack.{taps[int(number)]}.{_TAP[part]}.{ending}", tensor


def _add_tokenizer(writer: gguf.GGUFWriter, checkpoint: Path, rows: int) -> None:
    data = json.loads((checkpoint / "tokenizer.json").read_text("utf-8"))
    words = {number: word for word, number in data["model"]["vocab"].items()}
    kinds = dict.fromkeys(words, gguf.TokenType.NORMAL)
    for added in data["added_tokens"]:
        words[added["id"]] = added["content"]
        kinds[added["id"]] = gguf.TokenType.CONTROL if added["special"] else gguf.TokenType.USER_DEFINED
    ids = {word: number for number, word in words.items()}
    merges = data["model"]["merges"]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list([words.get(number, f"[PAD{number}]") for number in range(rows)])
    writer.add_token_types([kinds.get(number, gguf.TokenType.UNUSED) for number in range(rows)])
    writer.add_token_merges([merge if isinstance(merge, str) else " ".join(merge) for merge in merges])
    writer.add_eos_token_id(ids["<|im_end|>"])
    writer.add_pad_token_id(ids["<|endoftext|>"])
    writer.add_add_bos_token(False)
    writer.add_chat_template((checkpoint / "chat_template.jinja").read_text("utf-8"))


def _written(writer: gguf.GGUFWriter, path: Path) -> Path:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


if __name__ == "__main__":
    write_tiny_gguf(Path(sys.argv[1]), Path(sys.argv[2]))
