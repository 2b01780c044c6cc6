"""A sampled video as Qwen3-VL reads it: for every pair of frames its time, and the picture between two marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chai_desktop.errors import EngineError
from chai_desktop.media.sampling.layout import END, START
from chai_desktop.media.sampling.plan import time_words
from chai_desktop.media.sampling.sampled_video import SampledVideo
from chai_desktop.models.gguf.beginnings import LIVE
from chai_desktop.models.gguf.eyes import Eyes
from chai_desktop.models.gguf.llama import Entry, Llama


@dataclass(frozen=True)
class TimedVideo:
    """``words``: for each pair the tokens of its time, spelt as text."""

    video: SampledVideo
    words: tuple[tuple[int, ...], ...]
    start: int
    end: int

    @property
    def cells(self) -> int:
        """Tokens in all: times, marks, pictures."""
        return sum(len(words) + 2 + self.video.plan.pair_tokens for words in self.words)


def marks(llama: Llama) -> tuple[int, int]:
    """The tokens before and after a picture. EngineError where the vocabulary has none."""
    found = [llama.tokenize(mark, special=True) for mark in (START, END)]
    if [len(tokens) for tokens in found] != [1, 1]:
        raise EngineError(
            f"{llama.path.name} does not know the marks around pictures: its tokenizer is another model's.",
            "Choose another file, or let it work without its mmproj file.",
        )
    return found[0][0], found[1][0]


def timed(video: SampledVideo, llama: Llama) -> TimedVideo:
    words = tuple(tuple(llama.tokenize(time_words(time))) for time in video.plan.times)
    return TimedVideo(video, words, *marks(llama))


def look_at_video(llama: Llama, eyes: Eyes, timed: TimedVideo, position: int, told: Callable[[int, int], None]) -> int:
    """Put the whole video into the live sequence from ``position`` on; the position behind it.

    A picture of some rows and columns of tokens takes as many positions as its longer side. ``told`` hears before
    each pair which one it is, of how many; what it raises ends the looking.
    """
    plan = timed.video.plan
    before: list[int] = []
    for number, words in enumerate(timed.words):
        told(number, len(timed.words))
        before += [*words, timed.start]
        llama.begin([Entry(token, position + at, LIVE, False) for at, token in enumerate(before)])
        position += len(before)
        with eyes.pair(timed.video.frames[2 * number : 2 * number + 2], plan.pair_tokens) as picture:
            position = eyes.look(picture, position, LIVE)
        before = [timed.end]
    llama.begin([Entry(token, position + at, LIVE, False) for at, token in enumerate(before)])
    return position + len(before)
