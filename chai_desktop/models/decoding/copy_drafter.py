"""Drafts the next tokens of a revision by copying: most of a post-caption stands in its pre-caption or in the critique.

A draft costs nothing but a wider forward pass, in which the model says for each drafted token whether it would have
written it itself; so greedy decoding gives the same tokens with and without drafts (speculative decoding with the
texts at hand as the drafter; the idea is known as prompt lookup decoding).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_MATCH = 6  # tokens of context that are looked for
DRAFTED = 32  # tokens at most in one draft; more are seldom kept, and widen every pass


@dataclass(frozen=True)
class Draft:
    """Tokens that may come next. ``source`` counts the texts given to the drafter; ``start`` is the place in it."""

    tokens: tuple[int, ...]
    source: int = 0
    start: int = 0


NO_DRAFT = Draft(())


class CopyDrafter:
    """Follows a text that is being written along the texts it is likely to copy from.

    ``sources`` are token sequences in the order in which they are trusted: the pre-caption, then the critique. In the
    first, of several equal matches the one next behind the place where copying stopped last is taken: revisions keep
    the order of their pre-caption.
    """

    def __init__(
        self, sources: Sequence[Sequence[int]], longest_match: int = LONGEST_MATCH, drafted: int = DRAFTED
    ) -> None:
        self._sources = [tuple(source) for source in sources]
        self._longest = longest_match
        self._drafted = drafted
        self._places = [_places(source, longest_match) for source in self._sources]
        self._cursor = 0  # in the first source: where the copied stretch ended

    def draft(self, written: Sequence[int]) -> Draft:
        """What may follow ``written``, the tokens of the answer so far; an empty draft where nothing is likely."""
        if not written:
            return self._from(0, 0) if self._sources else NO_DRAFT
        for length in range(min(self._longest, len(written)), 0, -1):
            context = tuple(written[-length:])
            for number in range(len(self._sources)):
                found = self._find(number, context)
                if found is not None:
                    return self._from(number, found)
        # A token that stands nowhere: likely one word in the place of another, behind which the copying goes on.
        return self._from(0, self._cursor + 1) if self._sources else NO_DRAFT

    def kept(self, draft: Draft, count: int) -> None:
        """Tell how many tokens of a draft the model would have written itself."""
        if draft.source == 0 and draft.tokens:
            self._cursor = draft.start + count

    def token_at(self, source: int, place: int) -> int:
        return self._sources[source][place]

    def _find(self, number: int, context: tuple[int, ...]) -> int | None:
        """The place behind a match: the first at or behind the cursor, else the last before it."""
        places = self._places[number].get(context, ())
        if not places:
            return None
        at = bisect_left(places, self._cursor if number == 0 else 0)
        return places[at] if at < len(places) else places[-1]

    def _from(self, number: int, start: int) -> Draft:
        return Draft(self._sources[number][start : start + self._drafted], number, start)


def agreeing(drafted: Sequence[int], chosen: Sequence[int]) -> int:
    """How many tokens of a draft are the model's own choice, counted up to the first that is not."""
    for number, (token, own) in enumerate(zip(drafted, chosen, strict=False)):
        if token != own:
            return number
    return min(len(drafted), len(chosen))


def _places(source: tuple[int, ...], longest: int) -> dict[tuple[int, ...], list[int]]:
    """For every run of 1 to ``longest`` tokens, where it ends in the source, if anything follows."""
    places: dict[tuple[int, ...], list[int]] = {}
    for end in range(1, len(source)):
        for length in range(1, min(longest, end) + 1):
            places.setdefault(source[end - length : end], []).append(end)
    return places
