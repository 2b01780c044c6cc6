"""The arguments that choose an engine, and the engine that they choose."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chai_desktop.errors import EngineError
from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.endpoint.address import what_leaves
from chai_desktop.models.endpoint.settings import read_settings
from chai_desktop.models.engine import Engine, Listener
from chai_desktop.models.opening import open_engine
from chai_desktop.models.process.client import EngineProcess
from chai_desktop.models.registry import OF_ALL, known_engines
from chai_desktop.places import engine_log
from chai_desktop.verbs.progress import show_progress

_SERVER = "endpoint"


def add_engine(parser: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    engines = tuple(known_engines())
    parser.add_argument("--engine", choices=engines, default="rules", help="what writes (default: rules)")
    parser.add_argument(
        "--model",
        default="",
        help="its model: a .gguf file, a folder with safetensors, or a name that the server knows",
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a setting of the engine, such as url=http://127.0.0.1:8080/v1 or sampling.fps=4; may be repeated",
    )


def engine_choice(parsed: argparse.Namespace) -> EngineChoice:
    """EngineError where a setting is none, or the engine has none of that name: else it would change nothing."""
    settings, kind = _settings(parsed.set), known_engines()[parsed.engine]
    if unknown := kind.unknown(settings):
        known = ", ".join((*(kind.settings or ()), *OF_ALL))
        raise EngineError(f"The engine “{kind.name}” has no setting “{unknown[0]}”.", f"It has: {known}.")
    return EngineChoice(parsed.engine, parsed.model, settings)


@contextmanager
def chosen_engine(parsed: argparse.Namespace) -> Iterator[Engine]:
    """The engine of the arguments; its process, if it has one, ends with the block."""
    choice = engine_choice(parsed)
    _tell_what_leaves(choice)
    engine = open_engine(choice, engine_log())
    try:
        yield engine
    finally:
        if isinstance(engine, EngineProcess):
            engine.unload()


def telling(clip: str) -> Listener:
    """Shows in a terminal how far an engine is with a clip."""
    return Listener(progress=lambda share, words: show_progress(share, f"{clip}: {words}" if clip else words))


def _tell_what_leaves(choice: EngineChoice) -> None:
    """Whoever asks a server on another machine is told each time. EngineError where nobody agreed to it."""
    if choice.engine == _SERVER:
        own = read_settings(choice.settings)
        leaves = what_leaves(own.address, frames=own.frames != "none")
        sys.stderr.write(f"{leaves}\n" if leaves else "")


def _settings(pairs: list[str]) -> dict[str, Any]:
    """``A.B=VALUE`` is the setting B within A, such as sampling.fps."""
    settings: dict[str, Any] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        *outer, last = name.split(".")
        if not sign or not all((*outer, last)):
            raise EngineError(f"“{pair}” is no setting.", "Write it as NAME=VALUE.")
        place = settings
        for part in outer:
            place = place.setdefault(part, {})
            if not isinstance(place, dict):
                raise EngineError(f"“{part}” is set twice: as a value, and with parts.", "Leave one of them out.")
        place[last] = _value(value)
    return settings


def _value(text: str) -> Any:
    """Numbers, true and false as such; everything else is text."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if isinstance(value, bool | int | float) else text
