"""NumPy archives (.npz) in the media cache, read so that a damaged one is as good as none."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def read_arrays(path: Path, version: int) -> dict[str, NDArray[Any]] | None:
    """All arrays of the archive; None where it is missing, damaged or of another ``version`` (an array of its own).

    The file is opened here because numpy leaves one that it cannot understand open.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        return arrays if int(arrays["version"]) == version else None
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile, zlib.error, AttributeError):
        return None
