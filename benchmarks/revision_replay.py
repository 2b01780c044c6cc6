"""Real revisions replayed: how many passes a model needs that would write exactly the corpus's post-captions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from benchmarks.corpus_critiques import SAMPLE
from benchmarks.table import BenchmarkError
from chai_desktop.models.decoding.copy_drafter import CopyDrafter
from chai_desktop.models.decoding.greedy import write

_END = -1


@dataclass(frozen=True)
class Revised:
    """One person's critique, and the captions before and after it."""

    pre_caption: str
    critique: str
    post_caption: str


@dataclass
class Replayed:
    """``rows``: tokens that were put through the model, drafted ones that were not kept among them."""

    passes: int = 0
    tokens: int = 0
    rows: int = 0


def read_revisions(sample: Path = SAMPLE) -> list[Revised]:
    """Every one in which something was changed. BenchmarkError where the sample cannot be read."""
    try:
        with ZipFile(sample) as archive:
            return list(_revisions(archive))
    except (OSError, BadZipFile) as error:
        raise BenchmarkError(f"the corpus sample cannot be read: {error}") from error


def _revisions(archive: ZipFile) -> Iterator[Revised]:
    for name in sorted(archive.namelist()):
        if not (name.endswith("_feedback.json") and "output_captions" in name):
            continue
        data = json.loads(archive.read(name))
        before, after, critique = (data.get(key) or "" for key in ("pre_caption", "final_caption", "final_feedback"))
        if before and after and critique and before != after:
            yield Revised(before, critique, after)


class _Knowing:
    """Implements ``TokenModel``: its choice is always the next token of a known text."""

    def __init__(self, text: Sequence[int]) -> None:
        self._text = [*text, _END]
        self._at = -1  # the prompt is one token before the text
        self.rows = 0

    def feed(self, tokens: Sequence[int], last_only: bool = False) -> list[int]:
        places = range(self._at + 1, self._at + 1 + len(tokens))
        self._at += len(tokens)
        self.rows += 0 if last_only else len(tokens)
        found = [self._text[place] if place < len(self._text) else _END for place in places]
        return found[-1:] if last_only else found

    def forget(self, count: int) -> None:
        self._at -= count

    def is_end(self, token: int) -> bool:
        return token == _END


def replay(
    revisions: Sequence[Revised],
    tokenize: Callable[[str], list[int]],
    drafter: Callable[[Sequence[Sequence[int]]], CopyDrafter],
) -> Replayed:
    total = Replayed()
    for revised in revisions:
        text = tokenize(revised.post_caption)
        model = _Knowing(text)
        sources = [tokenize(revised.pre_caption), tokenize(revised.critique)]
        written = write(model, [0], len(text) + 1, drafter(sources))
        if list(written.tokens) != text:
            raise BenchmarkError("a replayed text is not the one that was asked for")
        total.passes += written.passes
        total.tokens += len(text)
        total.rows += model.rows
    return total
