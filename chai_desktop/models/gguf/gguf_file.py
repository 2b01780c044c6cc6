"""A first look at a GGUF file, before native code reads it: is it one, of which version, is it whole."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from chai_desktop.errors import EngineError

# The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_STRING, _ARRAY = 8, 9
_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}  # bytes of each plain value type
_MOST_PAIRS, _MOST_TENSORS, _LONGEST = 4096, 65_536, 1 << 24  # beyond these nobody's model lies
_WANTED = ("general.architecture", "general.name", "general.size_label")
_AGAIN = "Copy or download it again."


@dataclass(frozen=True)
class GgufFacts:
    """``architecture`` as llama.cpp names it ("llama", "qwen3vl", "clip" for the part that sees)."""

    path: Path
    size_bytes: int
    architecture: str
    name: str
    size_label: str


def look_at(path: Path) -> GgufFacts:
    """Read the head of the file. EngineError, naming the file and what to do, where it is no usable GGUF file."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            found = _read_head(file, path)
    except OSError as error:
        raise EngineError(f"{path.name} cannot be read: {error.strerror}.", "Check that it is still there.") from error
    except (struct.error, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise EngineError(f"{path.name} is cut off or damaged: its head cannot be read.", _AGAIN) from error
    architecture, name, label = (found.get(key, "") for key in _WANTED)
    if not architecture:
        raise EngineError(f"{path.name} does not say what kind of model it holds.", _AGAIN)
    return GgufFacts(path, size, architecture, name or path.stem, label)


def _read_head(file: IO[bytes], path: Path) -> dict[str, str]:
    magic = file.read(4)
    if magic != _MAGIC:
        raise EngineError(f"{path.name} is not a GGUF model file.", "Choose a file that ends in .gguf.")
    version, tensors, pairs = struct.unpack("<IQQ", _exactly(file, 20))
    if version not in _VERSIONS:
        raise EngineError(f"{path.name} is of GGUF version {version}, which is not known here.", "Convert it anew.")
    if tensors > _MOST_TENSORS or pairs > _MOST_PAIRS:
        raise ValueError("numbers that no model has")
    found: dict[str, str] = {}
    for _ in range(pairs):
        key = _text(file)
        value = _value(file, struct.unpack("<I", _exactly(file, 4))[0])
        if key in _WANTED and isinstance(value, str):
            found[key] = value
        if len(found) == len(_WANTED):
            break  # the vocabulary, which is long, comes later
    return found


def _value(file: IO[bytes], kind: int, depth: int = 0) -> str | None:
    """A text; other values are passed over."""
    if kind == _STRING:
        return _text(file)
    if kind == _ARRAY:
        if depth:
            raise ValueError("an array of arrays")
        inner, count = struct.unpack("<IQ", _exactly(file, 12))
        if count > _LONGEST:
            raise ValueError("an array that no model has")
        if inner in _SIZES:
            _exactly(file, _SIZES[inner] * count)
        else:
            for _ in range(count):
                _value(file, inner, depth + 1)
        return None
    _exactly(file, _SIZES[kind]) if kind in _SIZES else _unknown(kind)
    return None


def _unknown(kind: int) -> None:
    raise ValueError(f"a value of kind {kind}")


def _text(file: IO[bytes]) -> str:
    (length,) = struct.unpack("<Q", _exactly(file, 8))
    if length > _LONGEST:
        raise ValueError("a text that no model has")
    return _exactly(file, length).decode("utf-8", "replace")


def _exactly(file: IO[bytes], count: int) -> bytes:
    read = file.read(count)
    if len(read) < count:
        raise ValueError("the file ends")
    return read
