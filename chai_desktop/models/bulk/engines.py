"""The engines of a run: each choice once, loaded before the first clip, made anew after it died."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.engine import Engine, Listener
from chai_desktop.models.opening import open_engine
from chai_desktop.models.process.client import EngineProcess


class Engines:
    """``log`` takes what the engines' processes write to their error output."""

    def __init__(self, choices: Sequence[EngineChoice], log: Path) -> None:
        """EngineError where there is no engine of that name."""
        self._log = log
        self._choices = {_key(choice): choice for choice in choices}
        self._engines = {key: open_engine(choice, log) for key, choice in self._choices.items()}

    def load(self, listener: Listener) -> None:
        """Load all of them: what cannot be loaded fails the run at once, and not at every clip.

        Raises EngineError and Cancelled.
        """
        for engine in self._engines.values():
            if isinstance(engine, EngineProcess):
                engine.load(listener)

    def of(self, choice: EngineChoice) -> Engine:
        return self._engines[_key(choice)]

    def has_died(self, choice: EngineChoice) -> bool:
        """Whether its process is gone, by a crash or because it had too little memory. Rules have no process."""
        engine = self.of(choice)
        return isinstance(engine, EngineProcess) and engine.pid is None

    def renew(self) -> None:
        """Forget the failures of those that died: the next clip may well be one that they can do."""
        for key, choice in self._choices.items():
            if self.has_died(choice):
                self._engines[key] = open_engine(choice, self._log)

    def unload(self) -> None:
        for engine in self._engines.values():
            if isinstance(engine, EngineProcess):
                engine.unload()


def _key(choice: EngineChoice) -> str:
    return json.dumps(asdict(choice), sort_keys=True, default=str)
