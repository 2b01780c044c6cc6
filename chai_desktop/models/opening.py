"""An engine to work with, wherever it lives."""

from __future__ import annotations

from pathlib import Path

from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.engine import Engine
from chai_desktop.models.process.client import EngineProcess
from chai_desktop.models.registry import kind_named, make_engine


def open_engine(choice: EngineChoice, log: Path) -> Engine:
    """The engine in this process where it holds no native code, else one that asks a child process.

    ``log`` is the file that takes what the child writes to its error output. EngineError where there is none.
    """
    return EngineProcess(choice, log) if kind_named(choice.engine).own_process else make_engine(choice)
