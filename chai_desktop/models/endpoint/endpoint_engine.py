"""The engine of a server that the person named: drafts from answers, critiques and revisions, as text."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from chai_desktop.errors import EngineError
from chai_desktop.models.critique_answer import read_critique
from chai_desktop.models.endpoint.address import read_address
from chai_desktop.models.endpoint.chat_stream import ChatStream
from chai_desktop.models.engine import SILENT, Listener, cannot
from chai_desktop.models.prompts.prompt import Prompt, critique_prompt, draft_prompt, revision_prompt
from chai_desktop.models.prompts.template import built_in_template
from chai_desktop.models.requests import (
    CritiqueRequest,
    DraftRequest,
    EngineCritique,
    EngineScores,
    EngineText,
    RevisionRequest,
    ScoreRequest,
    Task,
)
from chai_desktop.spec.specification import load_specification
from chai_desktop.store.records import Fingerprint

ENGINE = "endpoint"
KEY_VARIABLE = "CHAI_ENDPOINT_KEY"
_LONGEST_ANSWER = 512  # tokens
_TYPICAL = 600  # characters; only for progress
_NO_VIDEO = "The model did not see the video: it wrote from the answers alone."


class EndpointEngine:
    """Implements ``models.engine.Engine``. What the server does with a seed is the server's affair."""

    name = ENGINE
    tasks = frozenset({Task.DRAFT, Task.CRITIQUE, Task.REVISE})

    def __init__(self, model: str, stream: ChatStream, url: str) -> None:
        self._model = model
        self._stream = stream
        self._url = url
        self._spec = load_specification()

    def draft(self, requests: Sequence[DraftRequest], listener: Listener = SILENT) -> tuple[EngineText, ...]:
        return tuple(self._drafted(number, request, listener) for number, request in enumerate(requests))

    def critique(self, request: CritiqueRequest, listener: Listener = SILENT) -> EngineCritique:
        template = built_in_template(Task.CRITIQUE)
        answer = self._answer(critique_prompt(template, self._spec, request), listener, seed=request.seed)
        points, free_text = read_critique(answer, request.pre_caption, template.extras["nothing_wrong"])
        return EngineCritique(points, free_text, self._fingerprint(template.hash, request), (_NO_VIDEO,))

    def revise(self, request: RevisionRequest, listener: Listener = SILENT) -> EngineText:
        template = built_in_template(Task.REVISE)
        answer = self._answer(revision_prompt(template, self._spec, request), listener, seed=request.seed)
        return EngineText(answer, self._fingerprint(template.hash, request))

    def score(self, request: ScoreRequest, listener: Listener = SILENT) -> EngineScores:
        """Refused: frames are not sent yet, and a score without them would say nothing."""
        raise cannot(ENGINE, Task.SCORE)

    def _drafted(self, number: int, request: DraftRequest, listener: Listener) -> EngineText:
        template = built_in_template(Task.DRAFT)
        prompt = draft_prompt(template, self._spec, request)
        answer = self._answer(prompt, listener, number, request.seed, request.temperature)
        return EngineText(answer, self._fingerprint(template.hash, request), (_NO_VIDEO,))

    def _answer(
        self, prompt: Prompt, listener: Listener, number: int = 0, seed: int = 0, temperature: float = 0.0
    ) -> str:
        body = {
            "model": self._model,
            "messages": [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}],
            "temperature": temperature,
            "seed": seed,
            "max_tokens": _LONGEST_ANSWER,
        }
        listener.progress(0.0, "Waits for the server")
        text = ""
        for piece in self._stream.ask(body, listener.cancelled):
            text += piece
            listener.piece(number, piece)
            listener.progress(min(0.99, len(text) / _TYPICAL), f"{len(text)} characters")
        if not text.strip():
            raise EngineError("The server gave an empty answer.", "Try another model.")
        listener.progress(1.0, "Written")
        return text.strip()

    def _fingerprint(self, prompt_hash: str, request: Any) -> Fingerprint:
        """The server does not tell the hash of its weights: the name that it goes by stands in the version."""
        settings = json.dumps({"url": self._url, **asdict(request)}, sort_keys=True, ensure_ascii=False, default=str)
        return Fingerprint(
            engine=ENGINE,
            engine_version=self._model,
            prompt_hash=prompt_hash,
            settings_hash=hashlib.sha256(settings.encode("utf-8", "surrogatepass")).hexdigest(),
            seed=request.seed,
        )


def make(model: str, settings: Mapping[str, Any]) -> EndpointEngine:
    """For the registry. ``settings``: url; consent (True where another machine may be asked); silence (seconds).

    The key, where the server wants one, comes from the environment variable CHAI_ENDPOINT_KEY.
    """
    address = read_address(str(settings.get("url", "")), settings.get("consent") is True)
    stream = ChatStream(address, os.environ.get(KEY_VARIABLE, ""), float(settings.get("silence", 120.0)))
    return EndpointEngine(model, stream, address.url)
