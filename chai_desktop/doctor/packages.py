"""Python and its packages: looked up in their metadata, never imported."""

from __future__ import annotations

import importlib.util
import platform
import sys
from importlib import metadata

from chai_desktop.doctor.finding import Finding, State

OLDEST_PYTHON = (3, 11)

# Distribution name -> module. The same names as in pyproject.toml; a test holds the two together.
CORE = {
    "pyside6-essentials": "PySide6",
    "pyqtgraph": "pyqtgraph",
    "mpv": "mpv",
    "sqlite-utils": "sqlite_utils",
    "av": "av",
    "numpy": "numpy",
    "pyspellchecker": "spellchecker",
    "pydantic": "pydantic",
    "platformdirs": "platformdirs",
    "pyyaml": "yaml",
    "psutil": "psutil",
    "httpx2": "httpx2",
    "keyring": "keyring",
    "opencv-python-headless": "cv2",
}
EXTRAS = {
    "gguf": {"llama-cpp-python": "llama_cpp"},
    "gpu": {
        "torch": "torch",
        "transformers": "transformers",
        "accelerate": "accelerate",
        "peft": "peft",
        "bitsandbytes": "bitsandbytes",
    },
    "train": {"trl": "trl", "peft": "peft", "diffusers": "diffusers", "accelerate": "accelerate"},
}


def examine_python() -> list[Finding]:
    version = platform.python_version()
    if sys.version_info < OLDEST_PYTHON:
        how = "Install Python 3.11 or newer, delete the folder .venv and start ./chai again."
        return [Finding("Python", "Python", State.MISSING, f"{version} is too old", how)]
    return [Finding("Python", "Python", State.OK, f"{version}, {platform.machine()}, {sys.executable}")]


def examine_core() -> list[Finding]:
    return [_core_package(name, module) for name, module in CORE.items()]


def examine_extras() -> list[Finding]:
    return [_extra(extra, packages) for extra, packages in EXTRAS.items()]


def is_installed(module: str) -> bool:
    """Whether a module can be found; it is not imported."""
    return importlib.util.find_spec(module) is not None


def _core_package(name: str, module: str) -> Finding:
    if not is_installed(module):
        return Finding(
            "Python", name, State.MISSING, "not installed", "Start ./chai again: it installs what is missing."
        )
    return Finding("Python", name, State.OK, _version(name))


def _extra(extra: str, packages: dict[str, str]) -> Finding:
    absent = [name for name, module in packages.items() if not is_installed(module)]
    present = [f"{name} {_version(name)}" for name in packages if name not in absent]
    what = f"extra '{extra}'"
    if not absent:
        return Finding("Python", what, State.OK, ", ".join(present))
    how = f".venv/bin/pip install {' '.join(absent)}"
    detail = f"not installed: {', '.join(absent)}" + (f"; installed: {', '.join(present)}" if present else "")
    return Finding("Python", what, State.OPTIONAL, detail, how)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "of an unknown version"
