"""The first look at a model file: what is none, or is not whole, is told before native code sees it."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chai_desktop.errors import EngineError
from chai_desktop.models.gguf.gguf_file import GgufFacts, look_at


def text(words: str) -> bytes:
    return struct.pack("<Q", len(words.encode())) + words.encode()


def pair(key: str, kind: int, value: bytes) -> bytes:
    return text(key) + struct.pack("<I", kind) + value


PAIRS = [
    pair("general.architecture", 8, text("llama")),
    pair("tokenizer.list", 9, struct.pack("<IQ", 8, 2) + text("a") + text("b")),
    pair("llama.numbers", 9, struct.pack("<IQ", 4, 3) + bytes(12)),
    pair("llama.context_length", 4, struct.pack("<I", 8192)),
    pair("general.name", 8, text("A model")),
]


def head(version: int = 3, tensors: int = 1, pairs: list[bytes] = PAIRS) -> bytes:
    return b"GGUF" + struct.pack("<IQQ", version, tensors, len(pairs)) + b"".join(pairs)


def look_at_written(folder: Path, data: bytes) -> GgufFacts:
    path = folder / "model.gguf"
    path.write_bytes(data)
    return look_at(path)


def test_a_good_head_is_read(tmp_path: Path) -> None:
    facts = look_at_written(tmp_path, head())
    assert (facts.architecture, facts.name) == ("llama", "A model")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "not a GGUF"),
        (b"PK\x03\x04 a zip", "not a GGUF"),
        (b"<!DOCTYPE html><html>", "not a GGUF"),
        (head(version=1), "version 1"),
        (head()[:40], "cut off or damaged"),
        (head(pairs=[pair("x", 77, b"")]), "cut off or damaged"),
        (b"GGUF" + struct.pack("<IQQ", 3, 1, 1 << 60), "cut off or damaged"),
        (head(pairs=[struct.pack("<Q", 1 << 62)]), "cut off or damaged"),
        (head(pairs=[pair("x", 9, struct.pack("<IQ", 9, 1) + struct.pack("<IQ", 9, 1))]), "cut off or damaged"),
        (head(pairs=PAIRS[1:]), "what kind of model"),
    ],
)
def test_anything_else_is_told_by_name(tmp_path: Path, data: bytes, why: str) -> None:
    with pytest.raises(EngineError, match=rf"model\.gguf .*{why}"):
        look_at_written(tmp_path, data)


@given(st.integers(0, len(head())), st.binary(max_size=40))
def test_damage_ends_in_a_sentence(tmp_path_factory: pytest.TempPathFactory, at: int, noise: bytes) -> None:
    whole = head()
    data = whole[:at] + noise + whole[at + len(noise) :]
    try:
        facts = look_at_written(tmp_path_factory.getbasetemp(), data)
    except EngineError:
        return
    assert facts.architecture
