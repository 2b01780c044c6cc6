"""The engine of GGUF models: drafts from answers, critiques and revisions, as text; it does not see the video."""

from __future__ import annotations

import codecs
import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import llama_cpp

from chai_desktop.errors import EngineError
from chai_desktop.media.content_hash import content_hash
from chai_desktop.models.critique_answer import read_critique
from chai_desktop.models.decoding.copy_drafter import CopyDrafter
from chai_desktop.models.decoding.greedy import Written, write
from chai_desktop.models.decoding.spans import copied_spans
from chai_desktop.models.engine import SILENT, Listener, cannot
from chai_desktop.models.gguf.chat import chat_tokens
from chai_desktop.models.gguf.gguf_file import look_at
from chai_desktop.models.gguf.llama import Llama
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
from chai_desktop.spec.points import critique_text
from chai_desktop.spec.specification import load_specification
from chai_desktop.store.records import Fingerprint

ENGINE = "gguf"
_CONTEXT = 8192  # tokens
_LONGEST_ANSWER = 512  # tokens; the longest of five aspects has some 330
_NO_VIDEO = "The model did not see the video: it wrote from the answers alone."
_CUT = "The answer was cut off at its longest."


class GgufEngine:
    """Implements ``models.engine.Engine`` with one chat model. Greedy, and hence the same each time."""

    name = ENGINE
    tasks = frozenset({Task.DRAFT, Task.CRITIQUE, Task.REVISE})

    def __init__(self, path: Path, threads: int = 0, gpu_layers: int = -1, context: int = _CONTEXT) -> None:
        look_at(path)
        self._spec = load_specification()
        self._hash = content_hash(path)
        self._model = Llama(path, context, threads or max(1, (os.cpu_count() or 2) // 2), gpu_layers)
        self._template = self._model.chat_template()

    def draft(self, requests: Sequence[DraftRequest], listener: Listener = SILENT) -> tuple[EngineText, ...]:
        return tuple(self._drafted(number, request, listener) for number, request in enumerate(requests))

    def critique(self, request: CritiqueRequest, listener: Listener = SILENT) -> EngineCritique:
        template = built_in_template(Task.CRITIQUE)
        prompt = critique_prompt(template, self._spec, request)
        answer, _written, notes = self._answer(prompt, listener, 0, None)
        points, free_text = read_critique(answer, request.pre_caption, template.extras["nothing_wrong"])
        return EngineCritique(points, free_text, self._fingerprint(template.hash, request), (_NO_VIDEO, *notes))

    def revise(self, request: RevisionRequest, listener: Listener = SILENT) -> EngineText:
        template = built_in_template(Task.REVISE)
        prompt = revision_prompt(template, self._spec, request)
        source = self._model.tokenize(request.pre_caption)
        drafter = CopyDrafter([source, self._model.tokenize(critique_text(request.points, request.free_text))])
        answer, written, notes = self._answer(prompt, listener, 0, drafter)
        copied = copied_spans(written, source, self._model.piece, answer, request.pre_caption)
        return EngineText(answer, self._fingerprint(template.hash, request), notes, copied)

    def score(self, request: ScoreRequest, listener: Listener = SILENT) -> EngineScores:
        """Refused: a score without the video would say nothing."""
        raise cannot(ENGINE, Task.SCORE)

    def _drafted(self, number: int, request: DraftRequest, listener: Listener) -> EngineText:
        template = built_in_template(Task.DRAFT)
        prompt = draft_prompt(template, self._spec, request)
        answer, _written, notes = self._answer(prompt, listener, number, None)
        return EngineText(answer, self._fingerprint(template.hash, request), (_NO_VIDEO, *notes))

    def _answer(
        self, prompt: Prompt, listener: Listener, number: int, drafter: CopyDrafter | None
    ) -> tuple[str, Written, tuple[str, ...]]:
        """The answer's text without white space around it, what was written for it, and notes."""
        self._model.keep(0)
        tokens = chat_tokens(self._template, prompt, self._model.tokenize)
        listener.check()
        listener.progress(0.0, f"Reads {len(tokens)} tokens")
        written = write(self._model, tokens, _LONGEST_ANSWER, drafter, _teller(self._model.piece, listener, number))
        text = b"".join(self._model.piece(token) for token in written.tokens).decode("utf-8", "replace").strip()
        if not text:
            raise EngineError("The model gave an empty answer.", "Try another model.")
        listener.progress(1.0, f"{len(written.tokens)} tokens in {written.passes} passes")
        return text, written, () if written.complete else (_CUT,)

    def _fingerprint(self, prompt_hash: str, request: Any) -> Fingerprint:
        settings = json.dumps(asdict(request), sort_keys=True, ensure_ascii=False, default=str)
        return Fingerprint(
            engine=ENGINE,
            engine_version=f"llama-cpp-python {llama_cpp.__version__}",
            model_hash=self._hash,
            prompt_hash=prompt_hash,
            settings_hash=hashlib.sha256(settings.encode("utf-8", "surrogatepass")).hexdigest(),
        )


def make(model: str, settings: Mapping[str, Any]) -> GgufEngine:
    """For the registry. ``settings``: threads, gpu_layers (-1: all that fit), context (tokens)."""
    if not model:
        raise EngineError("No model file was named.", "Name a .gguf file of a chat model.")
    known = {key: int(settings[key]) for key in ("threads", "gpu_layers", "context") if key in settings}
    return GgufEngine(Path(model), **known)


def _teller(piece: Callable[[int], bytes], listener: Listener, number: int) -> Callable[[Sequence[int]], None]:
    """Hands on the text of new tokens: only whole characters, which may be spread over several tokens."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    count = 0

    def heard(tokens: Sequence[int]) -> None:
        nonlocal count
        listener.check()
        count += len(tokens)
        text = decoder.decode(b"".join(piece(token) for token in tokens))
        if text:
            listener.piece(number, text)
        listener.progress(min(0.99, count / _LONGEST_ANSWER), f"{count} tokens")

    return heard
