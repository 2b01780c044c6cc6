"""Asking an engine for all texts of a clip at once, and in smaller portions where that was too much for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chai_desktop.errors import EngineError
from chai_desktop.models.bulk.engines import Engines
from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.engine import Listener
from chai_desktop.models.requests import DraftRequest, EngineText

Answer = EngineText | EngineError


@dataclass
class Drafting:
    """``deaths`` counts how often the engine's process died on this clip."""

    engines: Engines
    choice: EngineChoice
    listener: Listener
    deaths: int = 0

    def draft(self, requests: Sequence[DraftRequest]) -> list[Answer]:
        """One answer for each request. Cancelled as it is.

        All at once, so that what they share is computed once. Where that is refused or is too much, one by one; an
        engine that dies a second time on the clip is not asked about the rest of it.
        """
        together = self._ask(requests)
        if not isinstance(together, EngineError):
            return list(together)
        if len(requests) == 1 and not self.deaths:
            return [together]
        answers: list[Answer] = []
        for request in requests:
            answer = together if self.deaths > 1 else self._ask([request])
            if isinstance(answer, EngineError):
                together = answer
                answers.append(answer)
            else:
                answers.append(answer[0])
        return answers

    def _ask(self, requests: Sequence[DraftRequest]) -> tuple[EngineText, ...] | EngineError:
        try:
            return self.engines.of(self.choice).draft(requests, self.listener)
        except EngineError as error:
            if self.engines.has_died(self.choice):
                self.deaths += 1
            return error
