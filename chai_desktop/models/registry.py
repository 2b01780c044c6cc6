"""Which engines there are, and how to make one: in this process, or in one of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module, metadata
from importlib.util import find_spec
from typing import Any

from chai_desktop.errors import EngineError
from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.engine import Engine
from chai_desktop.models.installing import how_to_install

OF_ALL = ("sampling", "prompts")  # settings that the window says for every engine
ENTRY_POINTS = "chai_desktop.engines"  # the group under which another package offers an EngineKind


@dataclass(frozen=True)
class EngineKind:
    """``module``:``factory`` is loaded by name on first use and called with ``(model, settings)``.

    ``needs`` names the packages that have to be installed. ``own_process`` says that it loads native code or weights:
    then the window never makes it, but asks a child process for it. ``uses_gpu``: unless its settings say otherwise it
    loads weights on a GPU, so that its process takes the lease of it first (``gpu_lease.py``). ``settings``: the names
    of its own ones; None where they are not known here.
    """

    name: str
    title: str  # what it is, in a few words
    module: str
    factory: str
    needs: tuple[str, ...] = ()
    own_process: bool = True
    uses_gpu: bool = False
    settings: tuple[str, ...] | None = None

    def unknown(self, names: Iterable[str]) -> list[str]:
        """Those of the names that are settings neither of this engine nor of all."""
        return [] if self.settings is None else [name for name in names if name not in (*self.settings, *OF_ALL)]

    def missing(self) -> tuple[str, ...]:
        """The packages that are not installed; nothing is imported to find out."""
        return tuple(name for name in self.needs if find_spec(name) is None)


BUILT_IN = (
    EngineKind(
        name="rules",
        title="captions by rule, without a model",
        module="chai_desktop.models.rules.rules_engine",
        factory="make",
        own_process=False,
        settings=(),
    ),
    EngineKind(
        name="gguf",
        title="chat models in GGUF files, by llama.cpp",
        module="chai_desktop.models.gguf.gguf_engine",
        factory="make",
        needs=("llama_cpp",),
        uses_gpu=True,
        settings=("threads", "gpu_layers", "context", "mmproj"),
    ),
    EngineKind(
        name="transformers",
        title="Qwen3-VL, which sees the video, by torch",
        module="chai_desktop.models.transformers.transformers_engine",
        factory="make",
        needs=("torch", "transformers"),
        uses_gpu=True,
        settings=(
            "device",
            "precision",
            "adapter",
            "attention",
            "kept_clips",
            "allow_pickle",
            "threads",
            "graphs",
        ),
    ),
    EngineKind(
        name="endpoint",
        title="a server that speaks the OpenAI protocol",
        module="chai_desktop.models.endpoint.endpoint_engine",
        factory="make",
        needs=("httpx2",),
        settings=("url", "consent", "frames", "judges", "image", "parallel", "silence", "megabytes", "body"),
    ),
)


def known_engines() -> dict[str, EngineKind]:
    """Every engine by name: the built-in ones first, then those that installed packages offer.

    A package that takes a name which is taken, or that cannot be loaded, is left out.
    """
    kinds = {kind.name: kind for kind in BUILT_IN}
    for point in metadata.entry_points(group=ENTRY_POINTS):
        kind = _offered(point)
        if kind is not None:
            kinds.setdefault(kind.name, kind)
    return kinds


def kind_named(name: str) -> EngineKind:
    """EngineError where there is no engine of that name."""
    built_in = next((kind for kind in BUILT_IN if kind.name == name), None)
    if built_in is not None:  # found without a look at every installed package
        return built_in
    kinds = known_engines()
    if name not in kinds:
        raise EngineError(f"There is no engine called “{name}”.", f"Use one of: {', '.join(kinds)}.")
    return kinds[name]


def make_engine(choice: EngineChoice) -> Engine:
    """Make the engine here, in this process. EngineError where it cannot be had."""
    kind = kind_named(choice.engine)
    missing = kind.missing()
    if missing:
        raise EngineError(
            f"The engine “{kind.name}” needs packages that are not installed: {', '.join(missing)}.",
            f"Install them with: {how_to_install(missing)}",
        )
    factory: Any = getattr(import_module(kind.module), kind.factory)
    engine: Engine = factory(choice.model, choice.settings)
    return engine


def _offered(point: metadata.EntryPoint) -> EngineKind | None:
    try:
        kind = point.load()
    except (ImportError, AttributeError):
        return None
    return kind if isinstance(kind, EngineKind) else None
