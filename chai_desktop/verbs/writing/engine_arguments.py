"""The arguments that choose an engine, and the engine that they choose."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chai_desktop.errors import EngineError
from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.engine import Engine
from chai_desktop.models.opening import open_engine
from chai_desktop.models.process.client import EngineProcess
from chai_desktop.models.registry import known_engines
from chai_desktop.places import engine_log


def add_engine(parser: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    engines = tuple(known_engines())
    parser.add_argument("--engine", choices=engines, default="rules", help="what writes (default: rules)")
    parser.add_argument("--model", default="", help="its model: a .gguf file, or a name that the server knows")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a setting of the engine, such as url=http://127.0.0.1:8080/v1 or threads=4; may be repeated",
    )


def engine_choice(parsed: argparse.Namespace) -> EngineChoice:
    """EngineError where a setting is none."""
    return EngineChoice(parsed.engine, parsed.model, _settings(parsed.set))


@contextmanager
def chosen_engine(parsed: argparse.Namespace) -> Iterator[Engine]:
    """The engine of the arguments; its process, if it has one, ends with the block."""
    engine = open_engine(engine_choice(parsed), engine_log())
    try:
        yield engine
    finally:
        if isinstance(engine, EngineProcess):
            engine.unload()


def _settings(pairs: list[str]) -> dict[str, Any]:
    settings = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name:
            raise EngineError(f"“{pair}” is no setting.", "Write it as NAME=VALUE.")
        settings[name] = _value(value)
    return settings


def _value(text: str) -> Any:
    """Numbers, true and false as such; everything else is text."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if isinstance(value, bool | int | float) else text
