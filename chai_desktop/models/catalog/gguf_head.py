"""The whole head of a GGUF file: what it says of itself, and where its tensors lie. Nothing in it is trusted.

The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from chai_desktop.errors import EngineError
from chai_desktop.models.catalog.regular_file import open_regular

_VERSIONS = (2, 3)
_STRING, _ARRAY = 8, 9
_PLAIN = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_MOST_PAIRS, _MOST_TENSORS, _MOST_DIMENSIONS = 4096, 65_536, 4
_LONGEST_HEAD = 64 << 20  # bytes; vocabularies of a quarter million words take some 15 MB
_LONGEST_TEXT = 1 << 20
_STEP = 1 << 20
_ALIGNMENT = 32
_TOKENS = "token_embd.weight"

# Values in a block, and bytes of a block, by the number of the type (ggml.h).
_BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 9: (32, 40),
    10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292),
    16: (256, 66), 17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110), 22: (256, 82),
    23: (256, 136), 24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8), 28: (1, 8), 29: (256, 56), 30: (1, 2),
    34: (256, 54), 35: (256, 66), 39: (32, 17),
}  # fmt: skip
_TYPES = {
    0: "F32", 1: "F16", 2: "Q4_0", 3: "Q4_1", 6: "Q5_0", 7: "Q5_1", 8: "Q8_0", 10: "Q2_K", 11: "Q3_K", 12: "Q4_K",
    13: "Q5_K", 14: "Q6_K", 16: "IQ2_XXS", 17: "IQ2_XS", 18: "IQ3_XXS", 19: "IQ1_S", 20: "IQ4_NL", 21: "IQ3_S",
    22: "IQ2_S", 23: "IQ4_XS", 29: "IQ1_M", 30: "BF16", 39: "MXFP4",
}  # fmt: skip

Value = str | int | float | bool


@dataclass(frozen=True)
class GgufHead:
    """``values``: texts and numbers by their key; of lists only their length, under ``KEY.count``.

    ``needed_bytes``: how long the file has to be to hold all its tensors; 0 where a type is not known here.
    """

    values: Mapping[str, Value]
    tensors: int
    parameters: int
    needed_bytes: int
    main_type: str  # of most of the bytes, as llama.cpp writes it
    vocabulary: int = 0  # rows of the table of tokens; 0 where there is none

    def text(self, key: str) -> str:
        found = self.values.get(key)
        return found if isinstance(found, str) else ""

    def number(self, key: str) -> int:
        found = self.values.get(key)
        return found if isinstance(found, int) and not isinstance(found, bool) and found >= 0 else 0


def read_gguf_head(path: Path) -> GgufHead:
    """EngineError, naming the file and the way out, where it is no GGUF file or its head makes no sense."""
    try:
        with open_regular(path) as file:
            return _Reader(file, path).head()
    except OSError as error:
        raise EngineError(f"{path.name} cannot be read: {error.strerror}.", "Check that it is still there.") from error
    except (struct.error, ValueError) as error:
        raise EngineError(
            f"{path.name} is cut off or damaged: its head cannot be read.", "Copy or download it again."
        ) from error


class _Reader:
    """Reads forward, never more of the file than the longest head that makes sense."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self._file, self._path = file, path
        self._data = b""
        self._at = 0

    def head(self) -> GgufHead:
        self._need(4)
        if self._data[:4] != b"GGUF":
            raise EngineError(f"{self._path.name} is not a GGUF model file.", "Choose a file that ends in .gguf.")
        self._at = 4
        version, tensors, pairs = self._unpack("<IQQ")
        if version not in _VERSIONS:
            raise EngineError(
                f"{self._path.name} is of GGUF version {version}, which is not known here.", "Convert it anew."
            )
        if tensors > _MOST_TENSORS or pairs > _MOST_PAIRS:
            raise ValueError("numbers that no model has")
        values: dict[str, Value] = {}
        for _ in range(pairs):
            self._pair(values)
        return self._tensors(tensors, values)

    def _pair(self, values: dict[str, Value]) -> None:
        key = self._text()
        (kind,) = self._unpack("<I")
        if kind == _STRING:
            values[key] = self._text()
        elif kind == _ARRAY:
            values[f"{key}.count"] = self._pass_list()
        elif kind in _PLAIN:
            values[key] = self._unpack("<" + _PLAIN[kind])[0]
        else:
            raise ValueError(f"a value of kind {kind}")

    def _pass_list(self) -> int:
        inner, count = self._unpack("<IQ")
        if inner in _PLAIN:
            self._skip(struct.calcsize("<" + _PLAIN[inner]) * count)
        elif inner == _STRING:
            for _ in range(count):
                (length,) = self._unpack("<Q")
                self._skip(length)
        else:
            raise ValueError("a list of lists")
        return int(count)

    def _tensors(self, tensors: int, values: dict[str, Value]) -> GgufHead:
        parameters, ends, bytes_of = 0, [0], dict[str, int]()
        known, vocabulary = True, 0
        for _ in range(tensors):
            name = self._text()
            (dimensions,) = self._unpack("<I")
            if dimensions > _MOST_DIMENSIONS:
                raise ValueError("a tensor that no model has")
            sides = self._unpack(f"<{dimensions}Q")
            vocabulary = sides[-1] if name == _TOKENS and sides else vocabulary
            count = math.prod(sides)
            kind, offset = self._unpack("<IQ")
            parameters += count
            per_block, block_bytes = _BLOCKS.get(kind, (1, 0))
            known = known and block_bytes > 0
            size = count // per_block * block_bytes
            ends.append(offset + size)
            bytes_of[_TYPES.get(kind, "")] = bytes_of.get(_TYPES.get(kind, ""), 0) + size
        alignment = values.get("general.alignment", _ALIGNMENT)
        if not isinstance(alignment, int) or not 0 < alignment <= 1 << 20:
            raise ValueError("an alignment that no file has")
        start = -(-self._at // alignment) * alignment
        needed = start + max(ends) if known else 0
        main = max(bytes_of, key=lambda name: bytes_of[name], default="")
        return GgufHead(values, tensors, parameters, needed, main, vocabulary)

    def _text(self) -> str:
        (length,) = self._unpack("<Q")
        if length > _LONGEST_TEXT:
            raise ValueError("a text that no model has")
        self._need(length)
        found = self._data[self._at : self._at + length].decode("utf-8", "replace")
        self._at += length
        return found

    def _unpack(self, form: str) -> tuple[int, ...]:
        size = struct.calcsize(form)
        self._need(size)
        found = struct.unpack_from(form, self._data, self._at)
        self._at += size
        return found

    def _skip(self, count: int) -> None:
        self._need(count)
        self._at += count

    def _need(self, count: int) -> None:
        missing = self._at + count - len(self._data)
        if missing <= 0:
            return
        if self._at + count > _LONGEST_HEAD:
            raise ValueError("a head that no model has")
        self._data += self._file.read(max(missing, _STEP))
        if self._at + count > len(self._data):
            raise ValueError("the file ends")
