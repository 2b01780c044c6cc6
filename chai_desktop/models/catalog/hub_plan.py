"""What could be downloaded from a repository of the hub, with sizes, before anything is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chai_desktop.errors import EngineError
from chai_desktop.models.catalog.folder_models import PICKLES

_NAME = re.compile(r"^[\w.-]{1,96}/[\w.-]{1,96}$")
_PIECE = re.compile(r"-\d{5}-of-\d{5}\.gguf$")
_BESIDE = (".json", ".jinja", ".txt", ".model", ".md")  # small files beside weights: tokenizer, template, licence


@dataclass(frozen=True)
class HubFile:
    """``size`` in bytes."""

    name: str
    size: int


@dataclass(frozen=True)
class DownloadChoice:
    """One thing to be had: the whole model as safetensors, or one GGUF with what belongs to it."""

    title: str
    files: tuple[HubFile, ...]

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)


@dataclass(frozen=True)
class DownloadPlan:
    """``revision`` is the commit, so that what is shown is what is downloaded. ``licence`` '' where none is named."""

    repository: str
    revision: str
    licence: str
    choices: tuple[DownloadChoice, ...]


def read_repository(text: str) -> str:
    """ "owner/name" of what a person typed or pasted, a page's address included. EngineError where it is none."""
    name = re.sub(r"^(https?://)?(www\.)?huggingface\.co/", "", text.strip()).strip("/")
    name = "/".join(name.split("?")[0].split("/")[:2])
    if not _NAME.match(name) or ".." in name:
        raise EngineError(f"“{text.strip()}” is no name of a model on the hub.", "It looks like this: owner/name")
    return name


def choices_of(repository: str, files: Sequence[HubFile]) -> tuple[DownloadChoice, ...]:
    """EngineError where there is nothing that would be loaded."""
    safe = [file for file in files if "/" not in file.name]  # nested folders hold other forms of the same weights
    gguf = [file for file in files if file.name.endswith(".gguf")]
    weights = [file for file in safe if file.name.endswith(".safetensors")]
    choices = [_gguf_choice(title, pieces, gguf) for title, pieces in _sets(gguf).items()]
    if weights and any(file.name in ("config.json", "adapter_config.json") for file in safe):
        beside = [file for file in safe if file.name.endswith(_BESIDE)]
        choices.insert(0, DownloadChoice("The whole model (safetensors)", (*weights, *beside)))
    if not choices:
        if any(file.name.endswith(PICKLES) for file in files):
            raise EngineError(
                f"{repository} has its weights only as pickles, which can run any program when they are opened.",
                "Look for the same model with safetensors or as GGUF.",
            )
        raise EngineError(f"{repository} holds no model that could be loaded here.", "Choose another one.")
    return tuple(choices)


def _sets(gguf: Sequence[HubFile]) -> dict[str, list[HubFile]]:
    """Numbered pieces together; what sees is given to the others."""
    sets: dict[str, list[HubFile]] = {}
    for file in gguf:
        if not _is_eyes(file):
            sets.setdefault(_PIECE.sub(".gguf", file.name), []).append(file)
    return sets


def _gguf_choice(title: str, pieces: list[HubFile], gguf: Sequence[HubFile]) -> DownloadChoice:
    """With one file of eyes where there are some: at 16 bits, since fine cues of the camera die in fewer."""
    eyes = sorted((file for file in gguf if _is_eyes(file)), key=_eyes_order)
    choice = DownloadChoice(title, tuple(pieces))
    return replace(choice, title=f"{title}, with its mmproj", files=(*pieces, eyes[0])) if eyes else choice


def _is_eyes(file: HubFile) -> bool:
    return "mmproj" in file.name.lower()


def _eyes_order(file: HubFile) -> tuple[bool, int]:
    name = file.name.lower()
    return not any(word in name for word in ("f16", "bf16")), file.size
