"""Greedy decoding, with drafts where there are any: the tokens are the same, the passes are fewer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from chai_desktop.models.decoding.copy_drafter import NO_DRAFT, CopyDrafter, Draft, agreeing


class TokenModel(Protocol):
    """A model with a context of tokens that can be made longer, and shorter at its end."""

    def feed(self, tokens: Sequence[int], last_only: bool = False) -> list[int]:
        """Add tokens to the context. The most likely token after each of them, or (``last_only``) after the last."""
        ...

    def forget(self, count: int) -> None:
        """Take the last ``count`` tokens out of the context."""
        ...

    def is_end(self, token: int) -> bool: ...


@dataclass(frozen=True)
class Copied:
    """``tokens[start:end]`` were taken from ``source`` (see CopyDrafter) at ``place``."""

    start: int
    end: int
    source: int
    place: int


@dataclass(frozen=True)
class Written:
    """``complete`` is False where the text was cut off at the limit. ``passes`` counts forward passes after the prompt.

    The end token is not among ``tokens``.
    """

    tokens: tuple[int, ...]
    complete: bool
    passes: int
    copied: tuple[Copied, ...]


def write(
    model: TokenModel,
    prompt: Sequence[int],
    limit: int,
    drafter: CopyDrafter | None = None,
    heard: Callable[[Sequence[int]], None] = lambda tokens: None,
) -> Written:
    """Continue ``prompt`` (all of it new to the context) by at most ``limit`` tokens.

    ``heard`` is told the tokens that each pass added; what it raises ends the writing. Afterwards the context holds the
    prompt and the tokens that were fed, which is for the caller to take back.
    """
    following = model.feed(prompt, last_only=True)[0]
    tokens: list[int] = []
    copied: list[Copied] = []
    passes = 0
    while len(tokens) < limit and not model.is_end(following):
        draft = NO_DRAFT if drafter is None else _behind(drafter, tokens, following, limit)
        chosen = model.feed([following, *draft.tokens])
        passes += 1
        kept = agreeing(draft.tokens, chosen)
        model.forget(len(draft.tokens) - kept)
        if drafter is not None:
            drafter.kept(draft, kept)
        new = _up_to_end(model, [following, *draft.tokens[:kept]])
        if kept:
            start = len(tokens) + 1
            copied.append(Copied(start, start + min(kept, len(new) - 1), draft.source, draft.start))
        tokens += new
        heard(new)
        if len(new) <= kept:  # an end stood among the drafted tokens
            return Written(tuple(tokens), True, passes, _joined(copied, tokens, drafter))
        following = chosen[kept]
    return Written(tuple(tokens), model.is_end(following), passes, _joined(copied, tokens, drafter))


def _behind(drafter: CopyDrafter, tokens: Sequence[int], following: int, limit: int) -> Draft:
    draft = drafter.draft([*tokens[-16:], following])
    return Draft(draft.tokens[: max(0, limit - len(tokens) - 1)], draft.source, draft.start)


def _up_to_end(model: TokenModel, tokens: list[int]) -> list[int]:
    for number, token in enumerate(tokens):
        if model.is_end(token):
            return tokens[:number]
    return tokens


def _joined(copied: list[Copied], tokens: Sequence[int], drafter: CopyDrafter | None) -> tuple[Copied, ...]:
    """Stretches that follow one another in the text and in their source, as one.

    Between the drafts of two passes stands the model's own choice; it counts as copied where it is the source's token.
    """
    joined: list[Copied] = []
    for one in copied:
        last = joined[-1] if joined else None
        between = None if last is None else last.place + last.end - last.start  # in the source
        if (
            last is not None
            and between is not None
            and drafter is not None
            and (last.source, last.end + 1, between + 1) == (one.source, one.start, one.place)
            and drafter.token_at(one.source, between) == tokens[last.end]
        ):
            joined[-1] = Copied(last.start, one.end, one.source, last.place)
        elif one.end > one.start:
            joined.append(one)
    return tuple(joined)
