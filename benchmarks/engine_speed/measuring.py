"""Runs the engine and the plain calls on the same work, and takes times, passes and memory."""

from __future__ import annotations

import gc
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any

import psutil

from benchmarks.coded_clips import ClipRecipe, make_clip
from benchmarks.engine_speed.plain_calls import PlainCalls
from benchmarks.engine_speed.random_model import as_text, random_model
from benchmarks.engine_speed.shapes import CANDIDATES, Work, work_of
from chai_desktop.media.sampling.settings import SamplingSettings
from chai_desktop.models.captioning.language_model import Question, Shared
from chai_desktop.models.engine import SILENT
from chai_desktop.models.requests import Footage, Usage
from chai_desktop.models.transformers.library import torch
from chai_desktop.models.transformers.vision_language_model import VisionLanguageModel

_SYSTEM = "You describe short video clips."
_REPEATS = 3
_YES, _NO = 1001, 1002
# Standard deviations of all scores. Rounding to bf16 in dozens of layers moves a score by hundredths of one, so that
# another order of adding may choose otherwise; a wrong mask or position makes a token that lies several away.
_TIE = 0.15
_LOWEST_WORD = 200  # tokens' numbers from here on stand for words


@dataclass(frozen=True)
class Timed:
    """The middle of several runs. ``peak_bytes``: the most memory in use, weights included."""

    seconds: float
    peak_bytes: int


@dataclass(frozen=True)
class Agreement:
    """``equal`` of ``count`` answers are the plain ones, token for token; ``ties`` of the others part where the two
    tokens are as likely within what rounding can tell.
    """

    count: int
    equal: int
    ties: int = 0


@dataclass(frozen=True)
class Figures:
    prefix_tokens: int
    plain_five: Timed
    ours_five: Timed
    ours_prepared: Timed
    plain_score: Timed
    ours_scores: Timed
    plain_revision: Timed
    ours_revision: Timed
    five_usage: Usage
    revision_usage: Usage
    agreement: Agreement
    exact: Agreement
    score_difference: float
    dtype: str
    recorded: bool


class Bench:
    """One model with its work. ``kept``: it has read the clip already; ``fresh`` reads it anew each time."""

    def __init__(self, shape: str, device: str, dtype: Any, folder: Path, layers: int | None = None) -> None:
        self.work = work_of(shape)
        self.loaded = random_model(shape, device, dtype, layers)
        self.shared = _clip(self.work, folder)
        self.plain = PlainCalls(self.loaded, self.shared)
        self.kept = VisionLanguageModel(self.loaded, kept_clips=2)
        self.fresh = VisionLanguageModel(self.loaded, kept_clips=0)
        chance = random.Random(0)
        highest = self.loaded.model.config.text_config.vocab_size
        self._draw = lambda count: as_text(chance.randrange(_LOWEST_WORD, highest) for _ in range(count)).strip()
        self.instructions = [self._draw(self.work.instruction) for _ in self.work.answers]
        self.captions = [f"{self.instructions[0]} {self._draw(self.work.caption)}" for _ in range(CANDIDATES)]
        self.revision_prompt = self._draw(self.work.revision_prompt)

    def plain_five(self) -> list[str]:
        lengths = self.work.answers
        return [
            self.plain.answer(_SYSTEM, text, length) for text, length in zip(self.instructions, lengths, strict=True)
        ]

    def five(self, model: VisionLanguageModel) -> tuple[list[str], Usage]:
        lengths = self.work.answers
        asked = [Question(text, length) for text, length in zip(self.instructions, lengths, strict=True)]
        written, usage = model.write(self.shared, asked, SILENT)
        return [each.text for each in written], usage

    def scores(self) -> list[float]:
        judged, _usage = self.kept.judge(self.shared, self.captions, str(_YES), str(_NO), SILENT)
        return [each.log_odds for each in judged]

    def plain_revision(self) -> str:
        return self.plain.answer(_SYSTEM, self.revision_prompt, self.work.draft, with_video=False)

    def revision(self, source: str) -> tuple[str, Usage]:
        question = Question(self.revision_prompt, self.work.draft, sources=(source,))
        (written,), usage = self.kept.write(Shared(_SYSTEM, None, self.shared.sampling), [question], SILENT)
        return written.text, usage

    def edited(self, text: str) -> str:
        """A draft of which ``text`` is the revision: every twelfth word or so is another one, is missing or is new.

        So copying finds some eight tokens a pass, as in 2,500 real revisions. What is written is the model's own greedy
        answer, and the checking of drafts is real; only how much there is to copy is arranged.
        """
        chance = random.Random(1)
        words: list[str] = []
        for number, word in enumerate(text.split()):
            kind = chance.choice(("other", "missing", "new")) if number % 12 == 11 else "same"
            words += {"same": [word], "other": [self._draw(1)], "missing": [], "new": [word, self._draw(1)]}[kind]
        return " ".join(words)


def measured(shape: str, device: str, exact_layers: int) -> Figures:
    """``exact_layers``: of the text part, in the comparison where rounding plays no part."""
    with tempfile.TemporaryDirectory() as name:
        exact = _exact(Bench(shape, device, torch.float32, Path(name), exact_layers))
        if device == "cuda":
            gc.collect()
            torch.cuda.empty_cache()
        dtype = torch.float32 if device == "cpu" else torch.bfloat16
        return _figures(Bench(shape, device, dtype, Path(name)), device, exact, str(dtype).removeprefix("torch."))


def _figures(bench: Bench, device: str, exact: Agreement, dtype: str) -> Figures:
    plain_texts, plain_five = _timed(bench.plain_five, device)
    (texts, usage), ours_five = _timed(lambda: bench.five(bench.fresh), device)
    bench.fresh.let_go()
    prefix_tokens = bench.kept.prepare(bench.shared, SILENT).prompt_tokens
    (prepared, _usage), ours_prepared = _timed(lambda: bench.five(bench.kept), device)
    words = (_YES, _NO)
    plain_odds, plain_score = _timed(lambda: bench.plain.score(_SYSTEM, bench.captions[0], words), device)
    odds, ours_scores = _timed(bench.scores, device)
    plain_text, plain_revision = _timed(bench.plain_revision, device)
    source = bench.edited(plain_text)
    (text, revision_usage), ours_revision = _timed(lambda: bench.revision(source), device)
    compared = [(bench.revision_prompt, plain_text, text, False)]
    for ours in (texts, prepared):
        for question, wanted, found in zip(bench.instructions, plain_texts, ours, strict=True):
            compared.append((question, wanted, found, True))
    return Figures(
        prefix_tokens,
        plain_five,
        ours_five,
        ours_prepared,
        plain_score,
        ours_scores,
        plain_revision,
        ours_revision,
        usage,
        revision_usage,
        _agreement(bench.plain, compared),
        exact,
        abs(plain_odds - odds[0]),
        dtype,
        bench.kept.records,
    )


def _exact(bench: Bench) -> Agreement:
    """In float32, where rounding hides nothing, with some of the layers."""
    plain = bench.plain_five()
    bench.kept.prepare(bench.shared, SILENT)
    revised = bench.plain_revision()
    pairs = [
        *zip(plain, bench.five(bench.fresh)[0], strict=True),
        *zip(plain, bench.five(bench.kept)[0], strict=True),
        (revised, bench.revision(bench.edited(revised))[0]),
    ]
    return Agreement(len(pairs), sum(mine == ours for mine, ours in pairs))


def _agreement(plain: PlainCalls, compared: list[tuple[str, str, str, bool]]) -> Agreement:
    parted = [each for each in compared if each[1] != each[2]]
    ties = [plain.margin(_SYSTEM, *each) <= _TIE for each in parted]
    return Agreement(len(compared), len(compared) - len(parted), sum(ties))


def _timed(work: Callable[[], Any], device: str) -> tuple[Any, Timed]:
    """After one run to warm up. Its result, and the middle of the times."""
    result = work()
    if device == "cuda":
        torch.cuda.reset_peak_memory_stats()
    seconds, peak = [], 0
    for _ in range(_REPEATS):
        begun = time.perf_counter()
        result = work()
        if device == "cuda":
            torch.cuda.synchronize()
        seconds.append(time.perf_counter() - begun)
        peak = max(peak, torch.cuda.max_memory_allocated() if device == "cuda" else psutil.Process().memory_info().rss)
    return result, Timed(median(seconds), peak)


def _clip(work: Work, folder: Path) -> Shared:
    recipe = ClipRecipe("five_seconds", ".mp4", Fraction(1, 24), (1,), 24, 0, frames=120, size=work.frame)
    path = make_clip(recipe, folder)
    return Shared(_SYSTEM, Footage(str(path), "a" * 64, 0, 119), SamplingSettings())
