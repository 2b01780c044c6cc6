"""Heads of files that nobody checked: what is none, or is not whole, is told; nothing else happens."""

from __future__ import annotations

import contextlib
import json
import math
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chai_desktop.errors import EngineError
from chai_desktop.models.catalog.gguf_head import read_gguf_head
from chai_desktop.models.catalog.safetensors_head import read_safetensors_head
from tests.models.catalog.model_writer import text, write_chat, write_safetensors


def test_a_gguf_head_knows_how_long_its_file_has_to_be(tmp_path):
    path = write_chat(tmp_path / "a.gguf")
    head = read_gguf_head(path)
    assert head.needed_bytes == path.stat().st_size
    assert (head.tensors, head.vocabulary, head.main_type) == (2, 8, "Q4_0")
    assert head.number("tokenizer.ggml.tokens.count") == 8


def hostile_gguf(pairs: int = 0, tensors: int = 0, body: bytes = b"") -> bytes:
    return b"GGUF" + struct.pack("<IQQ", 3, tensors, pairs) + body


@pytest.mark.parametrize(
    "data",
    [
        hostile_gguf(pairs=1 << 60),
        hostile_gguf(tensors=1 << 60),
        hostile_gguf(pairs=1, body=struct.pack("<Q", 1 << 62)),
        hostile_gguf(pairs=1, body=text("x") + struct.pack("<IIQ", 9, 8, 1 << 62)),
        hostile_gguf(pairs=1, body=text("x") + struct.pack("<IIQ", 9, 4, 1 << 62)),
        hostile_gguf(pairs=1, body=text("x") + struct.pack("<IIQ", 9, 9, 1)),
        hostile_gguf(pairs=1, body=text("x") + struct.pack("<I", 77)),
        hostile_gguf(tensors=1, body=text("x") + struct.pack("<I", 1 << 30)),
        hostile_gguf(pairs=1, body=text("general.alignment") + struct.pack("<II", 4, 0)),
    ],
)
def test_hostile_gguf_heads_are_refused(tmp_path, data):
    path = tmp_path / "bad.gguf"
    path.write_bytes(data)
    with pytest.raises(EngineError, match=r"bad\.gguf is cut off or damaged"):
        read_gguf_head(path)


@given(st.data())
def test_any_cut_or_changed_gguf_head_is_read_or_refused(tmp_path_factory, data):
    good = write_chat(tmp_path_factory.getbasetemp() / "good.gguf").read_bytes()
    at = data.draw(st.integers(0, len(good) - 1))
    broken = good[:at] + data.draw(st.binary(max_size=9)) + good[at + data.draw(st.integers(0, 9)) :]
    path = tmp_path_factory.getbasetemp() / "broken.gguf"
    path.write_bytes(broken)
    with contextlib.suppress(EngineError):
        assert read_gguf_head(path).parameters >= 0


def test_a_safetensors_head_knows_how_long_its_file_has_to_be(tmp_path):
    path = write_safetensors(tmp_path / "a.safetensors", {"x": ("BF16", (4, 8)), "y": ("F32", ())})
    head = read_safetensors_head(path)
    assert head.needed_bytes == path.stat().st_size
    assert (head.parameters, head.bytes_of) == (33, {"BF16": 64, "F32": 4})


def entry(**changes: object) -> bytes:
    words = json.dumps({"x": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]} | changes}).encode()
    return struct.pack("<Q", len(words)) + words + bytes(8)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"short",
        struct.pack("<Q", 1 << 60) + b"{}",
        struct.pack("<Q", 2) + b"[]",
        struct.pack("<Q", 60_000) + b"[" * 60_000,
        entry(shape=[-2]),
        entry(shape=["many"]),
        entry(shape=[3]),
        entry(shape=[math.inf]),
        entry(shape=[(1 << 63) - 1] * 100_000),
        entry(data_offsets=[0, math.inf]),
        entry(data_offsets=[8, 0]),
        entry(data_offsets=[0]),
        entry(dtype=None, shape=None),
    ],
)
def test_hostile_safetensors_heads_are_refused(tmp_path, data):
    path = tmp_path / "bad.safetensors"
    path.write_bytes(data)
    with pytest.raises(EngineError, match=r"bad\.safetensors is cut off or damaged"):
        read_safetensors_head(path)


def test_a_head_longer_than_any_is_not_read_to_its_end(tmp_path):
    """A hole of a gigabyte that says it is a list of texts."""
    path = Path(tmp_path / "hole.gguf")
    with path.open("wb") as file:
        file.write(hostile_gguf(pairs=1, body=text("x") + struct.pack("<IIQ", 9, 0, 1 << 29)))
        file.truncate(1 << 30)
    with pytest.raises(EngineError, match="cut off or damaged"):
        read_gguf_head(path)
