"""Qwen3-VL as a ``LanguageModel``: what a clip's questions share is read once, and many are answered in one pass."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from chai_desktop.models.captioning.language_model import Judged, Provenance, Question, Shared, Written
from chai_desktop.models.engine import Listener
from chai_desktop.models.requests import Usage
from chai_desktop.models.transformers.answering import Answering, Asked
from chai_desktop.models.transformers.clip_reader import ClipReader
from chai_desktop.models.transformers.decode_step import Steps
from chai_desktop.models.transformers.decoder import Decoder
from chai_desktop.models.transformers.groups import groups
from chai_desktop.models.transformers.kept_prefixes import KeptPrefixes
from chai_desktop.models.transformers.library import torch, transformers
from chai_desktop.models.transformers.loading import Loaded
from chai_desktop.models.transformers.memory import free_for_answers, most_kept
from chai_desktop.models.transformers.prefix import Prefix
from chai_desktop.models.transformers.question_tree import tree_length
from chai_desktop.models.transformers.tally import Tally

_READ_TOGETHER = 12_288  # tokens of questions in one tree; what each does not see of it is computed for nothing


class VisionLanguageModel:
    """Implements ``models.captioning.language_model.LanguageModel``. One thread at a time."""

    sees = True
    judges = True

    def __init__(self, loaded: Loaded, kept_clips: int, graphs: bool = True) -> None:
        self._loaded = loaded
        self._decoder = Decoder(loaded.model)
        self._kept = KeptPrefixes(kept_clips, most_kept(self._decoder.device))
        self._steps = Steps(self._decoder, graphs)
        self._clips = ClipReader(loaded, self._decoder, self._kept, self.let_go)
        self._answering = Answering(loaded, self._decoder, self._steps, self.let_go)
        version = f"transformers {transformers.__version__}, torch {torch.__version__}, {loaded.precision}"
        self._provenance = Provenance(version, loaded.model_hash, loaded.adapter_hash)

    @property
    def provenance(self) -> Provenance:
        return self._provenance

    def write(
        self, shared: Shared, questions: Sequence[Question], listener: Listener
    ) -> tuple[tuple[Written, ...], Usage]:
        tally = Tally(self._decoder.device, listener)
        most = sum(question.limit for question in questions)
        written: dict[int, Written] = {}
        with torch.inference_mode():
            prefix = self._clips.prefix(shared, tally, listener)
            asked = [
                Asked(number, question, self._clips.question(shared, question.text))
                for number, question in enumerate(questions)
            ]
            tally.prompt_tokens = sum(prefix.tokens + len(each.prompt) for each in asked)
            copied = [each for each in asked if each.question.sources and each.question.temperature <= 0]
            others = [each for each in asked if each not in copied]
            for group in groups(others, lambda group: self._fit(prefix, group)):
                written |= self._answering.at_once(prefix, group, tally, listener, most)
            for each in copied:
                written[each.number] = self._answering.copying(prefix, each, tally, listener, most)
        answers = (written[number] for number in range(len(questions)))
        return tuple(replace(answer, notes=prefix.notes) for answer in answers), tally.usage()

    def judge(
        self, shared: Shared, questions: Sequence[str], yes: str, no: str, listener: Listener
    ) -> tuple[tuple[Judged, ...], Usage]:
        """The words' chances from the scores of one pass, over the whole vocabulary."""
        words = [self._loaded.words.single(yes), self._loaded.words.single(no)]
        tally = Tally(self._decoder.device, listener)
        judged: list[Judged] = []
        with torch.inference_mode():
            prefix = self._clips.prefix(shared, tally, listener)
            prompts = [self._clips.question(shared, question) for question in questions]
            tally.prompt_tokens = sum(prefix.tokens + len(prompt) for prompt in prompts)
            for group in groups(prompts, lambda group: tree_length(group) <= _READ_TOGETHER):
                scores = self._decoder.logits(self._answering.read(prefix, group, tally).hidden)
                chances = torch.log_softmax(scores, dim=-1)[:, words].tolist()
                judged += [Judged(math.exp(one), one - other) for one, other in chances]
        return tuple(judged), tally.usage()

    def prepare(self, shared: Shared, listener: Listener) -> Usage:
        tally = Tally(self._decoder.device, listener)
        with torch.inference_mode():
            tally.prompt_tokens = self._clips.prefix(shared, tally, listener).tokens
        return tally.usage()

    @property
    def records(self) -> bool:
        """Whether steps of decoding are recorded on the GPU."""
        return self._steps.records

    def let_go(self) -> None:
        """Give back all that can be computed again."""
        self._kept.clear()
        self._steps.clear()
        if self._decoder.device.type == "cuda":
            torch.cuda.empty_cache()

    def _fit(self, prefix: Prefix, group: list[Asked]) -> bool:
        """Whether these may be read and written at once."""
        prompts = [each.prompt for each in group]
        longest = max(len(each.prompt) + each.question.limit for each in group)
        room = len(group) * (prefix.tokens + longest) * self._decoder.token_bytes()
        return tree_length(prompts) <= _READ_TOGETHER and room <= free_for_answers(self._decoder.device)
