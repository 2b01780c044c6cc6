"""Files of JSON Lines: written whole, and read back with every field of every line checked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from chai_desktop.errors import ChaiError
from chai_desktop.exchange.whole_file import write_whole

Line = TypeVar("Line", bound=BaseModel)


def write_lines(path: Path, lines: Iterable[BaseModel]) -> int:
    """Gives their number; for none, no file is written. Raises ChaiError, naming the file."""
    written = [line.model_dump_json() + "\n" for line in lines]
    if written:
        write_whole(path, "".join(written).encode())
    return len(written)


def read_lines(path: Path, kind: type[Line], what: str) -> list[Line]:
    """``what`` the file should hold, in a word. Raises ChaiError that names file, line and field."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ChaiError(f"{path} cannot be read as {what}: {error}.", "Is it an exported .jsonl file?") from error
    lines = enumerate(text.split("\n"), start=1)
    return [_read(path, number, line, kind, what) for number, line in lines if line]


def _read(path: Path, number: int, line: str, kind: type[Line], what: str) -> Line:
    try:
        return kind.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the line"
        raise ChaiError(
            f"{path.name}, line {number}: {field}: {first['msg']}.", f"Export the {what} again, or mend that line."
        ) from error
