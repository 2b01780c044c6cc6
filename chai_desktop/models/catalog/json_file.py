"""Small JSON files beside weights, which nobody has checked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from chai_desktop.errors import EngineError
from chai_desktop.models.catalog.regular_file import open_regular


def read_json(path: Path, most_bytes: int = 8 << 20) -> dict[str, Any]:
    """EngineError, naming the file, where it is missing, too long, or holds no table."""
    try:
        with open_regular(path) as file:
            data = file.read(most_bytes + 1)
        if len(data) > most_bytes:
            raise ValueError("too long")
        found = json.loads(data)
    except OSError as error:
        raise EngineError(f"{path.name} cannot be read: {error.strerror}.", "Copy or download it again.") from error
    except (ValueError, RecursionError) as error:
        raise EngineError(f"{path.name} is damaged: it is no JSON.", "Copy or download it again.") from error
    if not isinstance(found, dict):
        raise EngineError(f"{path.name} is damaged: it holds no table.", "Copy or download it again.")
    return found
