"""What is known of a model without loading it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from chai_desktop.models.requests import Task


class ModelForm(StrEnum):
    """How a model lies on the disk."""

    GGUF = "gguf"  # one file, or several numbered ones
    FOLDER = "folder"  # config.json and safetensors
    ADAPTER = "adapter"  # a LoRA: a change to another model
    EYES = "eyes"  # the part of a GGUF model that sees (mmproj); it belongs to another file


@dataclass(frozen=True)
class FoundModel:
    """``path`` is what ``EngineChoice.model`` names: the first GGUF file, or the folder.

    ``parameters`` 0, ``precision`` '' and ``cache_bytes`` 0 where it is not known. ``cache_bytes``: memory that each
    token of a prompt takes while it is worked on, with 16-bit values. ``eyes``: the file that lets a GGUF model see.
    ``base``: the model that an adapter changes, as it names it. ``problem`` says why it cannot be
    used; '' where it can.
    """

    path: Path
    engine: str
    form: ModelForm
    name: str
    architecture: str = ""
    parameters: int = 0
    size_bytes: int = 0
    precision: str = ""
    context: int = 0  # tokens that it was made for
    width: int = 0  # length of one token's vector
    cache_bytes: int = 0
    sees: bool = False
    files: tuple[Path, ...] = ()
    eyes: Path | None = None
    base: str = ""
    from_package: str = ""
    about: str = ""
    problem: str = ""

    @property
    def tasks(self) -> frozenset[Task]:
        """What it could do for a person. Without eyes it writes from answers and judges texts; it cannot score."""
        if self.problem or self.form in (ModelForm.EYES, ModelForm.ADAPTER):
            return frozenset()
        return frozenset({Task.DRAFT, Task.CRITIQUE, Task.REVISE} | ({Task.SCORE} if self.sees else set()))
