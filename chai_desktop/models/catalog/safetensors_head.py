"""The head of a safetensors file: which tensors it holds, and whether it is whole. Nothing in it is trusted.

The format: https://github.com/huggingface/safetensors#format
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chai_desktop.errors import EngineError
from chai_desktop.models.catalog.regular_file import open_regular

_LONGEST_HEAD = 32 << 20  # bytes; the format allows 100 MB, a model of 8 billion parameters needs some 100 KB
_BITS = {
    "F64": 64, "I64": 64, "U64": 64, "F32": 32, "I32": 32, "U32": 32, "F16": 16, "BF16": 16, "I16": 16, "U16": 16,
    "F8_E4M3": 8, "F8_E5M2": 8, "F8_E8M0": 8, "I8": 8, "U8": 8, "BOOL": 8, "F4": 4, "F6_E2M3": 6, "F6_E3M2": 6,
}  # fmt: skip
_MOST_SIDES, _LONGEST_SIDE = 8, 1 << 40  # of a tensor; without bounds their product could take hours
_AGAIN = "Copy or download it again."


@dataclass(frozen=True)
class SafetensorsHead:
    """``shapes`` by the tensors' names; ``bytes_of`` by type ("BF16"); ``needed_bytes``: how long the file
    has to be.
    """

    shapes: Mapping[str, tuple[int, ...]]
    parameters: int
    bytes_of: Mapping[str, int]
    needed_bytes: int


def read_safetensors_head(path: Path) -> SafetensorsHead:
    """EngineError, naming the file and the way out, where it is no safetensors file or its head makes no sense."""
    try:
        size = path.stat().st_size
        with open_regular(path) as file:
            length = int.from_bytes(file.read(8), "little")
            if size < 8 or length > min(_LONGEST_HEAD, size - 8):
                raise ValueError("a head that no model has")
            data = json.loads(file.read(length))
        return _head(data, 8 + length)
    except OSError as error:
        raise EngineError(f"{path.name} cannot be read: {error.strerror}.", "Check that it is still there.") from error
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise EngineError(f"{path.name} is cut off or damaged: its head cannot be read.", _AGAIN) from error


def _head(data: Any, start: int) -> SafetensorsHead:
    if not isinstance(data, dict):
        raise TypeError("no table of tensors")
    shapes: dict[str, tuple[int, ...]] = {}
    bytes_of: dict[str, int] = {}
    end = 0
    for name, entry in data.items():
        if name == "__metadata__":
            continue
        shape = tuple(int(side) for side in entry["shape"][: _MOST_SIDES + 1])
        first, last = (int(offset) for offset in entry["data_offsets"])
        kind = str(entry["dtype"])
        if len(shape) > _MOST_SIDES or not all(0 <= side <= _LONGEST_SIDE for side in shape) or not 0 <= first <= last:
            raise ValueError("a tensor that cannot be")
        if kind in _BITS and (last - first) * 8 != math.prod(shape) * _BITS[kind]:
            raise ValueError("a tensor whose size is not its shape's")
        shapes[name] = shape
        bytes_of[kind] = bytes_of.get(kind, 0) + last - first
        end = max(end, last)
    return SafetensorsHead(shapes, sum(math.prod(shape) for shape in shapes.values()), bytes_of, start + end)
