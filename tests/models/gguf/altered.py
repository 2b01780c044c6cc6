"""A GGUF file again, with something in it changed: what a person may be handed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import gguf
import numpy as np

_ARCHITECTURE = "general.architecture"


def altered(
    source: Path,
    target: Path,
    value: Callable[[str, Any], Any] = lambda _key, value: value,
    tensor: Callable[[str, Any], Any] = lambda _name, data: data,
) -> Path:
    """Values and tensors for which None comes back are left out."""
    reader = gguf.GGUFReader(source)
    writer = gguf.GGUFWriter(target, value(_ARCHITECTURE, reader.fields[_ARCHITECTURE].contents()))
    for key, field in reader.fields.items():
        if key.startswith("GGUF.") or key == _ARCHITECTURE:
            continue
        new, kind = value(key, field.contents()), field.types[0]
        if new is not None:
            writer.add_key_value(key, new, kind, field.types[-1] if kind is gguf.GGUFValueType.ARRAY else None)
    for each in reader.tensors:
        data = tensor(each.name, each.data)
        if data is not None:
            writer.add_tensor(each.name, np.ascontiguousarray(data))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return target
