"""All claims of a caption."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.lint.captions.claims.claim import Claim
from chai_desktop.spec.lint.captions.claims.context import is_denied, moment_of
from chai_desktop.spec.lint.captions.claims.movement_claims import movement_claims
from chai_desktop.spec.lint.captions.claims.topic_reading import Topics, load_topics
from chai_desktop.spec.lint.captions.wording.caption_text import CaptionText


def claims_of(caption: CaptionText, aspect: Aspect) -> tuple[Claim, ...]:
    """What the caption says of movements and states, from left to right."""
    topics = load_topics()
    states = list(_state_claims(caption, topics))
    taken = frozenset(index for claim in states for index in range(claim.first, claim.last))
    found = [*movement_claims(caption, aspect, topics, taken), *states]
    return tuple(sorted(found, key=lambda claim: (claim.first, claim.last)))


def _state_claims(caption: CaptionText, topics: Topics) -> Iterator[Claim]:
    for match in topics.phrases.find(caption):
        said, start = match.payload, caption.words[match.first].start
        if said is None or caption.text[start - 1 : start] == "-":  # the end of a longer word: "subject-level angle"
            continue
        yield Claim(
            said.state,
            said.value,
            match.first,
            match.last,
            is_denied(caption, match.first),
            moment=moment_of(caption, match.first),
            shape=said.shape,
        )
