"""What may follow a draft: critique, revision, score. A step that fails costs the step, not the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chai_desktop.errors import EngineError
from chai_desktop.models.bulk.engines import Engines
from chai_desktop.models.bulk.rows import ResultText
from chai_desktop.models.bulk.settings import RecaptionSettings
from chai_desktop.models.engine import Listener
from chai_desktop.models.requests import CritiqueRequest, EngineText, Footage, RevisionRequest, ScoreRequest
from chai_desktop.spec.aspects import Aspect


@dataclass(frozen=True)
class Finishing:
    settings: RecaptionSettings
    engines: Engines
    listener: Listener

    def finish(
        self, texts: Sequence[EngineText], aspect: Aspect, answers: Mapping[str, Any], footage: Footage
    ) -> tuple[ResultText, ...]:
        """The candidates of one aspect of a clip, as they stand in its row. Raises Cancelled only."""
        done = [self._revised(_result(text), text, aspect, answers, footage) for text in texts]
        return self._scored(done, aspect, footage)

    def _revised(
        self, result: ResultText, text: EngineText, aspect: Aspect, answers: Mapping[str, Any], footage: Footage
    ) -> ResultText:
        critic, reviser = self.settings.critic, self.settings.reviser
        if critic is None or reviser is None:
            return result
        seed = self.settings.seed
        try:
            found = self.engines.of(critic).critique(
                CritiqueRequest(aspect, text.text, answers, seed, footage), self.listener
            )
            if found.nothing_wrong:
                return replace(result, notes=(*result.notes, "The critic found nothing to change."))
            order = RevisionRequest(aspect, text.text, found.points, found.free_text, seed)
            revised = self.engines.of(reviser).revise(order, self.listener)
        except EngineError as error:
            self.engines.renew()
            return replace(result, notes=(*result.notes, f"Not revised: {error.message}"))
        return replace(
            _result(revised),
            notes=(*result.notes, *revised.notes),
            draft=text.text,
            points=found.points,
            free_text=found.free_text,
        )

    def _scored(self, results: list[ResultText], aspect: Aspect, footage: Footage) -> tuple[ResultText, ...]:
        reward = self.settings.reward
        if reward is None or not results:
            return tuple(results)
        try:
            request = ScoreRequest(aspect, tuple(result.text for result in results), footage)
            scores = self.engines.of(reward).score(request, self.listener)
        except EngineError as error:
            self.engines.renew()
            return tuple(replace(r, notes=(*r.notes, f"Not scored: {error.message}")) for r in results)
        return tuple(
            replace(result, p_yes=p_yes, log_odds=log_odds, scorer=scores.fingerprint)
            for result, p_yes, log_odds in zip(results, scores.p_yes, scores.log_odds, strict=True)
        )


def _result(text: EngineText) -> ResultText:
    return ResultText(text.text, text.fingerprint, text.prompt, text.notes)
