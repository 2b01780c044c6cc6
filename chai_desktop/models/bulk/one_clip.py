"""All results of one clip: every aspect that is still to be done, asked for back to back."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chai_desktop.errors import Cancelled, EngineError
from chai_desktop.models.bulk.asking import Answer, Drafting
from chai_desktop.models.bulk.clip_list import BulkClip
from chai_desktop.models.bulk.engines import Engines
from chai_desktop.models.bulk.finishing import Finishing
from chai_desktop.models.bulk.rows import ResultRow
from chai_desktop.models.bulk.settings import RecaptionSettings
from chai_desktop.models.engine import Listener
from chai_desktop.models.requests import DraftRequest, EngineText, Footage, Usage
from chai_desktop.runs.moments import now
from chai_desktop.spec.aspects import Aspect

NOTHING = Usage()
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ClipResult:
    """``trouble`` is the engine's reason where it wrote nothing at all for the clip; ``died`` that it ended by that."""

    rows: tuple[ResultRow, ...]
    seconds: float = 0.0
    usage: Usage = NOTHING
    trouble: str = ""
    died: bool = False


@dataclass(frozen=True)
class ClipWriter:
    settings: RecaptionSettings
    engines: Engines
    listener: Listener

    def write(self, clip: BulkClip, aspects: Sequence[Aspect]) -> ClipResult:
        """One row for each aspect, with texts or with the reason why there are none. Raises Cancelled only."""
        path = self.settings.path_here(clip.path)
        unusable = _unusable(clip, path)
        if unusable:
            return ClipResult(tuple(self._row(clip, aspect, reason=unusable) for aspect in aspects))
        began = time.monotonic()
        try:
            return self._written(clip, aspects, clip.footage(path), began)
        except Cancelled:
            raise
        except Exception as defect:  # noqa: BLE001 - one clip's defect must not cost the night
            _log.exception("a defect at %s", clip.name)
            reason = f"Something went wrong inside the program: {type(defect).__name__}: {defect}"
            return ClipResult(tuple(self._row(clip, aspect, reason=reason) for aspect in aspects))

    def _written(self, clip: BulkClip, aspects: Sequence[Aspect], footage: Footage, began: float) -> ClipResult:
        settings = self.settings
        drafting = Drafting(self.engines, settings.captioner, self.listener)
        answers = drafting.draft(self._requests(clip, aspects, footage))
        finishing = Finishing(settings, self.engines, self.listener)
        rows = []
        for number, aspect in enumerate(aspects):
            own = answers[number * settings.candidates : (number + 1) * settings.candidates]
            texts = finishing.finish(_texts(own), aspect, clip.answers, footage)
            seconds = (time.monotonic() - began) / len(aspects)
            rows.append(
                self._row(
                    clip,
                    aspect,
                    model_hash=next((text.fingerprint.model_hash for text in _texts(own)), ""),
                    texts=texts,
                    reason="" if texts else _reason(own),
                    seconds=round(seconds, 3),
                )
            )
        written = _texts(answers)
        return ClipResult(
            tuple(rows),
            time.monotonic() - began,
            _together(written),
            "" if written else _reason(answers),
            drafting.deaths > 0,
        )

    def _requests(self, clip: BulkClip, aspects: Sequence[Aspect], footage: Footage) -> list[DraftRequest]:
        settings = self.settings
        return [
            DraftRequest(
                clip_name=clip.name,
                content_hash=clip.content_hash,
                aspect=aspect,
                answers=clip.answers,
                spec_version=settings.spec_version,
                policy_version=settings.policy_versions[aspect],
                seed=settings.seed + number,
                temperature=settings.temperature,
                footage=footage,
            )
            for aspect in aspects
            for number in range(settings.candidates)
        ]

    def _row(self, clip: BulkClip, aspect: Aspect, **what: object) -> ResultRow:
        fields = {"settings_hash": self.settings.hash, "at": now(), **what}
        key = clip.key
        return ResultRow(*key, clip=clip.name, aspect=aspect, **fields)  # type: ignore[arg-type]


def _unusable(clip: BulkClip, path: str) -> str:
    """Why the file is not the one that the list names; '' where it is, as far as its size tells."""
    try:
        size = Path(path).stat().st_size
    except OSError as error:
        return f"{path} cannot be read: {error.strerror or error}."
    if size != clip.size_bytes:
        return f"{path} is not the file of before: it has {size:,} bytes now, and had {clip.size_bytes:,}."
    return ""


def _together(texts: Sequence[EngineText]) -> Usage:
    """Texts that were written at once tell the same usage, which counts once."""
    usages = {text.usage for text in texts}
    return Usage(
        new_tokens=sum(usage.new_tokens for usage in usages),
        writing_seconds=sum(usage.writing_seconds for usage in usages),
    )


def _texts(answers: Sequence[Answer]) -> list[EngineText]:
    return [answer for answer in answers if isinstance(answer, EngineText)]


def _reason(answers: Sequence[Answer]) -> str:
    return next((str(answer) for answer in answers if isinstance(answer, EngineError)), "")
