"""The built-in engine: captions by rule, without weights, network or chance."""

from __future__ import annotations

from dataclasses import asdict

from chai_desktop import errors
from chai_desktop.models.engine import Cancelled, DraftRequest, EngineText, Progress, RevisionRequest
from chai_desktop.models.rules.drafting import sentences_of
from chai_desktop.models.rules.fingerprint import ENGINE, fingerprint
from chai_desktop.models.rules.revision import revised

_TYPICAL_SENTENCES = 6  # only for progress: how many a caption has is known when it is written


class RulesEngine:
    """Implements ``models.engine.Engine``. The same request gives the same text, on every machine."""

    name = ENGINE

    def draft(self, request: DraftRequest, progress: Progress, cancelled: Cancelled) -> EngineText:
        """A caption from the answers. EngineError where nothing was answered, or for a cut (except the Subject)."""
        sentences: list[str] = []
        for sentence in sentences_of(request):
            if cancelled():
                raise errors.Cancelled
            sentences.append(sentence)
            progress(len(sentences) / (len(sentences) + _TYPICAL_SENTENCES), f"Sentence {len(sentences)}")
        progress(1.0, "Written")
        settings = {
            "aspect": str(request.aspect),
            "answers": dict(request.answers),
            "content_hash": request.content_hash,
            "spec_version": request.spec_version,
            "policy_version": request.policy_version,
        }
        return EngineText(" ".join(sentences), fingerprint(settings))

    def revise(self, request: RevisionRequest, progress: Progress, cancelled: Cancelled) -> EngineText:
        """The pre-caption with the critique applied; what could not be applied is told in the notes."""
        if cancelled():
            raise errors.Cancelled
        text, notes, copied = revised(request.pre_caption, request.points, request.free_text, cancelled)
        progress(1.0, "Written")
        settings = {
            "aspect": str(request.aspect),
            "pre_caption": request.pre_caption,
            "points": [asdict(point) for point in request.points],
            "free_text": request.free_text,
        }
        return EngineText(text, fingerprint(settings), notes, copied)
