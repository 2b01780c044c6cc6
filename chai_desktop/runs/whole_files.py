"""Small files that are there whole, or as they were before; and values that are read back with their types."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pydantic.fields  # noqa: F401 - else it comes later, in pieces, and Qt's import hook stumbles over half of it
from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")


def write_whole(path: Path, value: Any) -> None:
    """Write a dataclass or plain value as JSON: beside the place, flushed to the disk, then moved there. OSError."""
    content = json.dumps(
        asdict(value) if hasattr(value, "__dataclass_fields__") else value, ensure_ascii=False, indent=1
    )
    draft = path.with_name(f"{path.name}.new-{os.getpid()}")
    with draft.open("wb") as file:
        file.write(content.encode("utf-8", "surrogatepass"))
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)
    flush_folder(path.parent)


def read_whole(path: Path, kind: type[T]) -> T | None:
    """None where there is no such file, or it holds something else: a torn file is no file.

    Fields that a newer version added are left out.
    """
    try:
        data = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
        return typed(kind, data)
    except (OSError, ValueError):
        return None


def typed(kind: type[T], data: Any) -> T:
    """Plain data as the dataclass ``kind``; unknown fields are left out. ValueError that names the field."""
    if not isinstance(data, dict):
        raise ValueError("it is no object")
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    of: Any = kind
    try:
        value: T = _adapter(of).validate_python({name: each for name, each in data.items() if name in known})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ValueError(f"“{where}”: {first['msg']}") from error
    return value


def flush_folder(folder: Path) -> None:
    """Have the names in a folder on the disk too, where the system can do that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
