"""The bodies of questions to /chat/completions, as all four servers take them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chai_desktop.models.captioning.language_model import Question
from chai_desktop.models.endpoint.first_word import LISTED
from chai_desktop.models.endpoint.pictures import Part
from chai_desktop.models.endpoint.server import Message


def messages(system: str, pictures: Sequence[Part], text: str) -> list[Message]:
    """System and the user's turn; the video stands first in it, so that what all questions share comes first."""
    content: Any = [*pictures, {"type": "text", "text": text}] if pictures else text
    user = {"role": "user", "content": content}
    return [{"role": "system", "content": system}, user] if system else [user]


def to_write(model: str, turns: list[Message], question: Question, extra: Mapping[str, Any]) -> Message:
    return {
        "model": model,
        "messages": turns,
        "temperature": question.temperature,
        "seed": question.seed,
        "max_tokens": question.limit,
        "stream_options": {"include_usage": True},
        **extra,
    }


def to_judge(model: str, turns: list[Message], extra: Mapping[str, Any]) -> Message:
    """Asks for the likeliest first tokens. At temperature 1, so that a server which tells probabilities after its
    sampler tells the model's own; which token it then draws does not matter.
    """
    return {**one_word(model, turns, extra), "temperature": 1.0, "top_p": 1.0, "logprobs": True, "top_logprobs": LISTED}


def one_word(model: str, turns: list[Message], extra: Mapping[str, Any]) -> Message:
    return {"model": model, "messages": turns, "max_tokens": 1, **extra}
