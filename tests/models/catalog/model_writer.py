"""Writes small real model files: GGUF and safetensors, whole or broken on purpose."""

from __future__ import annotations

import json
import math
import struct
from pathlib import Path

F32, F16, Q4_0 = 0, 1, 2
_BYTES = {F32: (1, 4), F16: (1, 2), Q4_0: (32, 18)}
_NUMPY = {"F32": 4, "BF16": 2, "F16": 2, "U8": 1}


def text(words: str) -> bytes:
    return struct.pack("<Q", len(words.encode())) + words.encode()


def pair(key: str, value: object) -> bytes:
    if isinstance(value, str):
        return text(key) + struct.pack("<I", 8) + text(value)
    if isinstance(value, list):
        return text(key) + struct.pack("<IIQ", 9, 8, len(value)) + b"".join(text(each) for each in value)
    return text(key) + struct.pack("<II", 4, value)


def write_gguf(path: Path, values: dict[str, object], tensors: dict[str, tuple[tuple[int, ...], int]]) -> Path:
    """``tensors``: name -> (sides as llama.cpp writes them, number of the type)."""
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(values))
    head += b"".join(pair(key, value) for key, value in values.items())
    offset = 0
    for name, (sides, kind) in tensors.items():
        head += text(name) + struct.pack("<I", len(sides)) + struct.pack(f"<{len(sides)}Q", *sides)
        head += struct.pack("<IQ", kind, offset)
        per, size = _BYTES[kind]
        offset += -(-(math.prod(sides) // per * size) // 32) * 32
    head += bytes(-len(head) % 32)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(head + bytes(offset))
    return path


def chat_values(architecture: str = "qwen3vl", width: int = 64, tokens: int = 8) -> dict[str, object]:
    return {
        "general.architecture": architecture,
        f"{architecture}.context_length": 4096,
        f"{architecture}.embedding_length": width,
        f"{architecture}.block_count": 4,
        f"{architecture}.attention.head_count": 4,
        f"{architecture}.attention.head_count_kv": 2,
        "general.file_type": 1,
        "tokenizer.ggml.tokens": [f"t{number}" for number in range(tokens)],
        "tokenizer.chat_template": "{{ messages }}",
    }


def write_chat(path: Path, architecture: str = "qwen3vl", width: int = 64, tokens: int = 8, rows: int = 8) -> Path:
    tensors = {"token_embd.weight": ((width, rows), F16), "blk.0.weight": ((width, 32), Q4_0)}
    return write_gguf(path, chat_values(architecture, width, tokens), tensors)


def write_eyes(path: Path, width: int = 64, kind: str = "qwen3vl_merger") -> Path:
    values = {"general.architecture": "clip", "clip.vision.projection_dim": width, "clip.projector_type": kind}
    return write_gguf(path, values, {"v.weight": ((width, 16), F16)})


def write_safetensors(path: Path, tensors: dict[str, tuple[str, tuple[int, ...]]]) -> Path:
    head: dict[str, object] = {"__metadata__": {"format": "pt"}}
    offset = 0
    for name, (kind, shape) in tensors.items():
        size = math.prod(shape) * _NUMPY[kind]
        head[name] = {"dtype": kind, "shape": list(shape), "data_offsets": [offset, offset + size]}
        offset += size
    words = json.dumps(head).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(struct.pack("<Q", len(words)) + words + bytes(offset))
    return path


CONFIG = {
    "model_type": "qwen3_vl",
    "architectures": ["Qwen3VLForConditionalGeneration"],
    "text_config": {
        "vocab_size": 8,
        "hidden_size": 64,
        "num_hidden_layers": 4,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "head_dim": 16,
        "max_position_embeddings": 4096,
    },
}


def write_folder(folder: Path, config: dict[str, object] | None = None, tokens: int = 8, sharded: bool = False) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config or CONFIG), "utf-8")
    vocabulary = {f"t{number}": number for number in range(tokens)}
    (folder / "tokenizer.json").write_text(json.dumps({"model": {"vocab": vocabulary}, "added_tokens": []}), "utf-8")
    (folder / "preprocessor_config.json").write_text("{}", "utf-8")
    if not sharded:
        write_safetensors(folder / "model.safetensors", {"a": ("BF16", (8, 64)), "b": ("BF16", (64,))})
        return folder
    first, second = (f"model-0000{number}-of-00002.safetensors" for number in (1, 2))
    write_safetensors(folder / first, {"a": ("BF16", (8, 64))})
    write_safetensors(folder / second, {"b": ("BF16", (64,))})
    index = {"metadata": {}, "weight_map": {"a": first, "b": second}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index), "utf-8")
    return folder


def write_snapshot(cache: Path, repository: str, files: dict[str, bytes]) -> Path:
    """A snapshot as huggingface_hub keeps one: links with the files' names to blobs named by their hash."""
    import hashlib

    root = cache / f"models--{repository.replace('/', '--')}"
    snapshot = root / "snapshots" / ("c" * 40)
    (root / "blobs").mkdir(parents=True)
    snapshot.mkdir(parents=True)
    for name, data in files.items():
        blob = root / "blobs" / hashlib.sha256(data).hexdigest()
        blob.write_bytes(data)
        (snapshot / name).symlink_to(Path("../../blobs") / blob.name)
    return snapshot
