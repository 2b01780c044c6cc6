"""The four tasks, done by a language model: what is asked, what is read from the answer, and where it came from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from chai_desktop.errors import EngineError
from chai_desktop.media.sampling.settings import SamplingSettings
from chai_desktop.models.captioning.language_model import LanguageModel, Question, Shared, Written
from chai_desktop.models.captioning.templates import Templates
from chai_desktop.models.critique_answer import read_critique
from chai_desktop.models.engine import SILENT, Listener
from chai_desktop.models.prompts.prompt import Prompt, critique_prompt, draft_prompt, revision_prompt, score_prompt
from chai_desktop.models.requests import (
    CritiqueRequest,
    DraftRequest,
    EngineCritique,
    EngineScores,
    EngineText,
    Footage,
    Prepared,
    PrepareRequest,
    RevisionRequest,
    ScoreRequest,
    Task,
)
from chai_desktop.spec.points import critique_text
from chai_desktop.spec.specification import load_specification
from chai_desktop.store.records import Fingerprint

LONGEST_ANSWER = 512  # tokens; the longest of five aspects has some 330
NO_VIDEO = "The model did not see the video: it wrote from the answers alone."
_OTHER = "Choose another engine for scores."
CUT = "The answer was cut off at its longest."


class CaptionEngine:
    """Implements ``models.engine.Engine`` for every kind of language model.

    All tasks of a clip begin with the same system words and the same video, so that a model computes them once: the
    templates of draft, critique and score take their system from one place (see ``prompts.template``).
    """

    def __init__(self, name: str, model: LanguageModel, templates: Templates, sampling: SamplingSettings) -> None:
        self.name = name
        self._model = model
        self._templates = templates
        self._sampling = sampling
        # With every optional part: which of them a project asks for shows in its answers, and only answers are told.
        self._spec = load_specification(load_specification().available_parts)
        can = {Task.DRAFT, Task.CRITIQUE, Task.REVISE}
        self.tasks = frozenset(can | ({Task.SCORE} if model.sees and model.judges else set()))

    def draft(self, requests: Sequence[DraftRequest], listener: Listener = SILENT) -> tuple[EngineText, ...]:
        if not requests:
            return ()
        template = self._templates[Task.DRAFT]
        prompts = [draft_prompt(template, self._spec, self._seen(request)) for request in requests]
        questions = [
            Question(prompt.user, LONGEST_ANSWER, request.temperature, request.seed)
            for prompt, request in zip(prompts, requests, strict=True)
        ]
        shared = self._shared(prompts[0], requests[0].footage)
        answers, usage = self._model.write(shared, questions, listener)
        return tuple(
            EngineText(
                self._text(answer),
                self._fingerprint(template.hash, shared, request),
                self._notes(shared, answer),
                prompt=prompt.shown(),
                usage=usage,
            )
            for answer, request, prompt in zip(answers, requests, prompts, strict=True)
        )

    def critique(self, request: CritiqueRequest, listener: Listener = SILENT) -> EngineCritique:
        template = self._templates[Task.CRITIQUE]
        prompt = critique_prompt(template, self._spec, self._seen(request))
        shared = self._shared(prompt, request.footage)
        question = Question(prompt.user, LONGEST_ANSWER, seed=request.seed)
        (answer,), usage = self._model.write(shared, [question], listener)
        points, free_text = read_critique(self._text(answer), request.pre_caption, template.extras["nothing_wrong"])
        fingerprint = self._fingerprint(template.hash, shared, request)
        return EngineCritique(points, free_text, fingerprint, self._notes(shared, answer), prompt.shown(), usage)

    def revise(self, request: RevisionRequest, listener: Listener = SILENT) -> EngineText:
        """Greedy, with what is copied drafted from the pre-caption and the critique."""
        template = self._templates[Task.REVISE]
        prompt = revision_prompt(template, self._spec, self._seen(request))
        shared = self._shared(prompt, request.footage)
        sources = (request.pre_caption, critique_text(request.points, request.free_text))
        question = Question(prompt.user, LONGEST_ANSWER, seed=request.seed, sources=sources)
        (answer,), usage = self._model.write(shared, [question], listener)
        fingerprint = self._fingerprint(template.hash, shared, request)
        notes = (*answer.notes, *(() if answer.complete else (CUT,)))
        return EngineText(self._text(answer), fingerprint, notes, answer.copied, prompt.shown(), usage)

    def score(self, request: ScoreRequest, listener: Listener = SILENT) -> EngineScores:
        """P("Yes") of each caption. Refused by a model without eyes or probabilities: it would say nothing."""
        self._check_scores()
        template = self._templates[Task.SCORE]
        prompts = [score_prompt(template, self._spec, request.aspect, caption) for caption in request.captions]
        shared = self._shared(prompts[0], request.footage) if prompts else Shared("", None, self._sampling)
        yes, no = template.extras["affirmative"], template.extras["negative"]
        judged, usage = self._model.judge(shared, [prompt.user for prompt in prompts], yes, no, listener)
        return EngineScores(
            tuple(each.p_yes for each in judged),
            tuple(each.log_odds for each in judged),
            self._fingerprint(template.hash, shared, request),
            usage,
        )

    def prepare(self, request: PrepareRequest, listener: Listener = SILENT) -> Prepared:
        """Compute system and video of a clip; a model without eyes has nothing worth preparing."""
        if not self._model.sees:
            return Prepared(ready=False)
        system = self._templates[Task.DRAFT].system
        return Prepared(True, self._model.prepare(Shared(system, request.footage, self._sampling), listener))

    # --- inside ----------------------------------------------------------------------------------------

    def _check_scores(self) -> None:
        if not self._model.sees:
            raise EngineError("The model does not see the video: a score would say nothing.", _OTHER)
        if not self._model.judges:
            raise EngineError("The model does not tell how likely its words are: it cannot score.", _OTHER)

    def _seen(self, request: Any) -> Any:
        """The request as the model can take it: without footage where it cannot see."""
        if request.footage is None or self._model.sees:
            return request
        fields = {**request.__dict__, "footage": None}
        return type(request)(**fields)

    def _shared(self, prompt: Prompt, footage: Footage | None) -> Shared:
        return Shared(prompt.system, footage if prompt.with_video else None, self._sampling)

    @staticmethod
    def _text(answer: Written) -> str:
        if not answer.text:
            raise EngineError("The model gave an empty answer.", "Try another model.")
        return answer.text

    @staticmethod
    def _notes(shared: Shared, answer: Written) -> tuple[str, ...]:
        blind = () if shared.footage is not None else (NO_VIDEO,)
        return (*blind, *answer.notes, *(() if answer.complete else (CUT,)))

    def _fingerprint(self, prompt_hash: str, shared: Shared, request: Any) -> Fingerprint:
        provenance = self._model.provenance
        return Fingerprint(
            engine=self.name,
            engine_version=provenance.version,
            model_hash=provenance.model_hash,
            adapter_hash=provenance.adapter_hash,
            prompt_hash=prompt_hash,
            sampling_hash=shared.sampling.hash if shared.footage is not None else "",
            settings_hash=_hash_of(request, provenance.settings),
            seed=getattr(request, "seed", None),
        )


def sampling_of(settings: Mapping[str, Any]) -> SamplingSettings:
    """The frames' settings among an engine's. EngineError where they are none."""
    given = settings.get("sampling", {})
    known = [each.name for each in fields(SamplingSettings)]
    unknown = [name for name in given if name not in known] if isinstance(given, Mapping) else []
    if unknown:
        raise EngineError(f"The frames have no setting “{unknown[0]}”.", f"There are {', '.join(known)}.")
    try:
        return SamplingSettings(**given)
    except (TypeError, ValueError) as error:
        reason = str(error).rstrip(".")
        raise EngineError(f"The settings of the frames cannot be used: {reason}.", "Set them anew.") from error


def _hash_of(request: Any, settings: Mapping[str, Any]) -> str:
    """Of everything that was asked, and how; where the file lies plays no part."""
    asked = asdict(request) | ({"settings": dict(settings)} if settings else {})
    if asked.get("footage"):
        del asked["footage"]["path"]
    text = json.dumps(asked, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
