"""Reading JSON Lines row by row, so that one bad line does not cost the rest."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class JsonRow:
    """Line ``number`` (from 1): an object in ``data``, or in ``problem`` the sentence that says why there is none."""

    number: int
    data: Mapping[str, Any]
    problem: str = ""


def read_json_rows(path: Path) -> Iterator[JsonRow]:
    """Every line that is not blank; OSError where the file cannot be read."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            raw = line.removeprefix(_BOM).strip()
            if raw:
                yield _row(number, raw)


def _row(number: int, raw: bytes) -> JsonRow:
    try:
        data = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return JsonRow(number, {}, "This line is not UTF-8 text.")
    except (json.JSONDecodeError, RecursionError) as failure:
        return JsonRow(number, {}, f"This line is not JSON ({failure}).")
    if not isinstance(data, dict):
        return JsonRow(number, {}, "This line holds no JSON object.")
    return JsonRow(number, data)
