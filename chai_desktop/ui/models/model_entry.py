"""The rows of the Models page, without Qt: engines that need no file, models that were found, servers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from chai_desktop.models.catalog.fit import gigabytes
from chai_desktop.models.catalog.found_model import FoundModel, ModelForm
from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.installing import how_to_install
from chai_desktop.models.registry import EngineKind
from chai_desktop.ui.models.kept_models import KeptModels, choice_with, key_of

RULES, ENDPOINT = "rules", "endpoint"
NO_EYES = "none"  # the setting of a model that could see but is not to
_OF_FILES = {"gguf", "transformers"}


@dataclass(frozen=True)
class ModelEntry:
    """``choice`` is what a role is given. ``server``: number among the kept ones. ``problem``: why it cannot be used,
    '' where it can.
    """

    title: str
    choice: EngineChoice
    kind_title: str
    found: FoundModel | None = None
    server: int | None = None
    problem: str = ""
    about: str = ""
    has_process: bool = True  # False: it works in the window, and has nothing to load

    @property
    def key(self) -> str:
        """Stays the same while settings change."""
        if self.server is not None:
            return key_of(ENDPOINT, str(self.server))
        return key_of(self.choice.engine, str(self.found.path) if self.found else self.choice.model)

    @property
    def can_be_loaded(self) -> bool:
        return not self.problem and (self.found is None or self.found.form is not ModelForm.ADAPTER)

    @property
    def size(self) -> str:
        return gigabytes(self.found.size_bytes) if self.found and self.found.size_bytes else ""

    @property
    def sees(self) -> str:
        """In a word; a server is asked when it is loaded. '' where there is nothing to load."""
        if not self.can_be_loaded:
            return ""
        if self.server is not None:
            return "asked"
        return "video" if self.found is not None and self.found.sees else "text"


def entries(found: Iterable[FoundModel], kept: KeptModels, kinds: Mapping[str, EngineKind]) -> tuple[ModelEntry, ...]:
    """The rules first, then engines of other packages, models (good ones first), servers."""
    plain = [
        ModelEntry(
            _title(name),
            choice_with(name, "", {}),
            name,
            problem=lacks(kind),
            about=kind.title,
            has_process=kind.own_process,
        )
        for name, kind in kinds.items()
        if name not in _OF_FILES and name != ENDPOINT
    ]
    files = [_of_file(model, kept, kinds) for model in found if model.form is not ModelForm.EYES]
    servers = [_of_server(number, kept, kinds) for number in range(len(kept.servers))]
    return (*plain, *sorted(files, key=lambda entry: (bool(entry.problem), entry.title.lower())), *servers)


def _title(engine: str) -> str:
    """Of an engine without a file; another package's engine has only its name."""
    return "Rules" if engine == RULES else engine


def lacks(kind: EngineKind | None) -> str:
    """What has to be installed first, in a sentence; '' where nothing has."""
    if kind is None:
        return "This program has no engine for it."
    missing = kind.missing()
    return f"The engine {kind.name} lacks a package. Install it with: {how_to_install(missing)}" if missing else ""


def _of_file(model: FoundModel, kept: KeptModels, kinds: Mapping[str, EngineKind]) -> ModelEntry:
    if model.form is ModelForm.ADAPTER:
        return ModelEntry(model.name, choice_with(model.engine, "", {}), "adapter", model, problem=model.problem)
    choice = choice_with(model.engine, str(model.path), _with_eyes(model, kept))
    if choice.settings.get("mmproj") == "":
        model = replace(model, sees=False)  # as the person wants it
    problem = model.problem or lacks(kinds.get(model.engine))
    return ModelEntry(model.name, choice, model.engine, model, None, problem)


def _with_eyes(model: FoundModel, kept: KeptModels) -> dict[str, Any]:
    """The model's own settings. Its eyes are named always: '' lets the engine take none."""
    own = dict(kept.own.get(key_of(model.engine, str(model.path)), {}))
    if model.eyes is not None:
        own["mmproj"] = "" if own.get("mmproj") == NO_EYES else str(model.eyes)
    return own


def _of_server(number: int, kept: KeptModels, kinds: Mapping[str, EngineKind]) -> ModelEntry:
    server = kept.servers[number]
    title = server.model or "the server's only model"
    choice = choice_with(ENDPOINT, server.model, server.settings)
    return ModelEntry(f"{title} at {server.url}", choice, "server", None, number, lacks(kinds.get(ENDPOINT)))


def adapters_of(found: Iterable[FoundModel]) -> tuple[FoundModel, ...]:
    """Those that could be put onto a model of the engine transformers."""
    return tuple(model for model in found if model.form is ModelForm.ADAPTER and not model.problem)
