"""What is read from the messages of an answer. Servers differ in what they leave out; nothing here trusts them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chai_desktop.errors import EngineError
from chai_desktop.models.requests import Usage

_LONGEST = 64 * 1024  # characters; five aspects have some 3,000
_CUT = "length"  # finish_reason of an answer that reached its limit


def words_of(message: Mapping[str, Any]) -> str:
    """What a message adds to the answer; '' where it adds nothing."""
    choice = _choice(message)
    part = choice.get("delta") or choice.get("message")
    text = part.get("content") if isinstance(part, dict) else None
    # Half of a pair that stands for one character cannot be stored anywhere.
    return text.encode("utf-8", "replace").decode() if isinstance(text, str) else ""


def thinks(message: Mapping[str, Any]) -> bool:
    """Whether the model thinks aloud, beside the answer."""
    part = _choice(message).get("delta") or _choice(message).get("message")
    return isinstance(part, dict) and any(part.get(key) for key in ("reasoning_content", "reasoning"))


@dataclass
class Reply:
    """One answer as it grows. ``tokens`` are the server's own counts: prompt, kept of it, new; zeros where it gives
    none. ``began`` .. ``first`` .. ``last`` are moments in seconds of one clock.
    """

    began: float
    text: str = ""
    complete: bool = True
    thought: bool = False
    tokens: tuple[int, int, int] = (0, 0, 0)
    first: float = 0.0
    last: float = 0.0

    def take(self, message: Mapping[str, Any], now: float) -> str:
        """Take a message in; returns what it added. EngineError where the answer does not end."""
        words = words_of(message)
        self.text += words
        if len(self.text) > _LONGEST:
            raise EngineError("The server's model does not stop writing.", "Try another model.")
        self.first = self.first or (now if words else 0.0)
        self.last = now
        self.thought = self.thought or thinks(message)
        if _choice(message).get("finish_reason") == _CUT:
            self.complete = False
        self.tokens = tokens_of(message) or self.tokens
        return words

    def check(self) -> None:
        """EngineError where there is no answer."""
        if self.text.strip():
            return
        if self.thought:
            raise EngineError(
                "The server's model spent its whole answer on thinking.",
                "Turn its thinking off at the server, or take an instruct model.",
            )
        raise EngineError("The server gave an empty answer.", "Look at the server's log, or try another model.")


def tokens_of(message: Mapping[str, Any]) -> tuple[int, int, int] | None:
    """Tokens of the prompt, of it kept from before, and new ones; None where the message does not tell."""
    usage = message.get("usage")
    if not isinstance(usage, dict):
        return None
    details = usage.get("prompt_tokens_details")
    kept = _count(details.get("cached_tokens")) if isinstance(details, dict) else 0
    return _count(usage.get("prompt_tokens")), kept, _count(usage.get("completion_tokens"))


def usage_of(replies: list[Reply]) -> Usage:
    """Of answers that were written at once: tokens of all, and the time of the first word and from it to the last."""
    prompt, kept, new = (sum(reply.tokens[place] for reply in replies) for place in range(3))
    began = min((reply.began for reply in replies), default=0.0)
    first = min((reply.first for reply in replies if reply.first), default=began)
    last = max((reply.last for reply in replies), default=first)
    return Usage(prompt, kept, new, prompt_seconds=first - began, writing_seconds=max(0.0, last - first))


def first_alternatives(message: Mapping[str, Any]) -> dict[str, float]:
    """The likeliest first tokens of an answer with their log-probabilities (natural logarithm), as the server gives
    them (``choices[0].logprobs.content[0].top_logprobs``); empty where it gives none.
    """
    logprobs = _choice(message).get("logprobs")
    content = logprobs.get("content") if isinstance(logprobs, dict) else None
    first = content[0] if isinstance(content, list) and content else None
    listed = first.get("top_logprobs") if isinstance(first, dict) else None
    found: dict[str, float] = {}
    for each in listed if isinstance(listed, list) else []:
        token, value = (each.get("token"), each.get("logprob")) if isinstance(each, dict) else (None, None)
        if isinstance(token, str) and isinstance(value, int | float) and math.isfinite(value) and value <= 1e-3:
            found[token] = max(found.get(token, -math.inf), min(0.0, float(value)))
    return found


def _choice(message: Mapping[str, Any]) -> Mapping[str, Any]:
    choices = message.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    return first if isinstance(first, dict) else {}


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
