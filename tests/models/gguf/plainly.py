"""Plain decoding to hold everything against: the whole prompt fed from scratch, then one token a pass."""

from __future__ import annotations

from functools import cache

from chai_desktop.media.sampling.sampled_video import SampledVideo, sample
from chai_desktop.media.sampling.settings import SamplingSettings
from chai_desktop.models.gguf.chat import ChatLayout
from chai_desktop.models.gguf.eyes import Eyes
from chai_desktop.models.gguf.llama import Entry, Llama, Row
from chai_desktop.models.gguf.looking import look_at_video, timed
from chai_desktop.models.requests import Footage

Seen = tuple[Eyes, Footage, SamplingSettings]


@cache
def _sampled(clip: Footage, sampling: SamplingSettings) -> SampledVideo:
    return sample(clip.path, clip.first_frame, clip.last_frame, sampling)


def plainly(llama: Llama, system: str, question: str, limit: int, seen: Seen | None = None) -> str:
    row, place = _asked(llama, system, question, seen)
    written: list[int] = []
    while len(written) < limit and not llama.is_end(token := int(row.argmax())):
        (row,) = llama.run([Entry(token, place + len(written), 0, True)])
        written.append(token)
    llama.clear_all()
    return b"".join(map(llama.piece, written)).decode("utf-8", "replace").strip()


def plain_logits(llama: Llama, system: str, question: str, seen: Seen | None = None) -> Row:
    row, _place = _asked(llama, system, question, seen)
    llama.clear_all()
    return row


def _asked(llama: Llama, system: str, question: str, seen: Seen | None) -> tuple[Row, int]:
    """The logits behind the prompt, and the position behind it."""
    layout = ChatLayout(llama.chat_template(), llama.tokenize, llama.first_token())
    opening, closing = layout.opening(system), layout.closing(question)
    llama.clear_all()
    llama.begin([Entry(token, at, 0, False) for at, token in enumerate(opening)])
    place = len(opening)
    if seen is not None:
        eyes, clip, sampling = seen
        video = _sampled(clip, sampling)
        place = look_at_video(llama, eyes, timed(video, llama), place, lambda _number, _count: None)
    last = len(closing) - 1
    (row,) = llama.run([Entry(token, place + at, 0, at == last) for at, token in enumerate(closing)])
    return row, place + len(closing)
