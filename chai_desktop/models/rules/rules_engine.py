"""The built-in engine: captions by rule, without weights, network or chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chai_desktop import errors
from chai_desktop.models.engine import SILENT, Listener, cannot
from chai_desktop.models.requests import (
    CritiqueRequest,
    DraftRequest,
    EngineCritique,
    EngineScores,
    EngineText,
    Prepared,
    PrepareRequest,
    RevisionRequest,
    ScoreRequest,
    Task,
)
from chai_desktop.models.rules.critique import critique_points
from chai_desktop.models.rules.drafting import sentences_of
from chai_desktop.models.rules.fingerprint import ENGINE, fingerprint
from chai_desktop.models.rules.revision import revised

_TYPICAL_SENTENCES = 6  # only for progress: how many a caption has is known when it is written


class RulesEngine:
    """Implements ``models.engine.Engine``. The same request gives the same text, on every machine."""

    name = ENGINE
    tasks = frozenset({Task.DRAFT, Task.CRITIQUE, Task.REVISE})

    def draft(self, requests: Sequence[DraftRequest], listener: Listener = SILENT) -> tuple[EngineText, ...]:
        """Captions from the answers. EngineError where nothing was answered, or for a cut (except the Subject)."""
        texts = tuple(
            self._drafted(request, number, len(requests), listener) for number, request in enumerate(requests)
        )
        listener.progress(1.0, "Written")
        return texts

    def critique(self, request: CritiqueRequest, listener: Listener = SILENT) -> EngineCritique:
        """What the check finds in the draft, by the policy and the answers, as points; the video is not looked at."""
        listener.check()
        points, open_findings = critique_points(request)
        listener.progress(1.0, "Checked")
        settings = {
            "aspect": str(request.aspect),
            "pre_caption": request.pre_caption,
            "answers": dict(request.answers),
        }
        return EngineCritique(points, "", fingerprint(settings), open_findings)

    def revise(self, request: RevisionRequest, listener: Listener = SILENT) -> EngineText:
        """The pre-caption with the critique applied; what could not be applied is told in the notes."""
        listener.check()
        text, notes, copied = revised(request.pre_caption, request.points, request.free_text, listener.cancelled)
        listener.piece(0, text)
        listener.progress(1.0, "Written")
        settings = {
            "aspect": str(request.aspect),
            "pre_caption": request.pre_caption,
            "points": [point.content() for point in request.points],
            "free_text": request.free_text,
        }
        return EngineText(text, fingerprint(settings), notes, copied)

    def score(self, request: ScoreRequest, listener: Listener = SILENT) -> EngineScores:
        """Refused: rules have no probability of a caption."""
        raise cannot(ENGINE, Task.SCORE)

    def prepare(self, request: PrepareRequest, listener: Listener = SILENT) -> Prepared:
        """There is nothing to prepare."""
        return Prepared(ready=False)

    def _drafted(self, request: DraftRequest, number: int, count: int, listener: Listener) -> EngineText:
        sentences: list[str] = []
        for sentence in sentences_of(request):
            if listener.cancelled():
                raise errors.Cancelled
            listener.piece(number, f" {sentence}" if sentences else sentence)
            sentences.append(sentence)
            done = number + len(sentences) / (len(sentences) + _TYPICAL_SENTENCES)
            listener.progress(done / count, f"{request.aspect.label}, sentence {len(sentences)}")
        settings = {
            "aspect": str(request.aspect),
            "answers": dict(request.answers),
            "content_hash": request.content_hash,
            "spec_version": request.spec_version,
            "policy_version": request.policy_version,
        }
        return EngineText(" ".join(sentences), fingerprint(settings))


def make(_model: str, _settings: Mapping[str, Any]) -> RulesEngine:
    """For the registry; there is nothing to choose."""
    return RulesEngine()
