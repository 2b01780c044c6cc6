"""Scores of a caption, 0 to 1, for a table of many captions; each says one thing and none is a mean of the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chai_desktop.spec.lint.captions.checked_caption import CheckedCaption
from chai_desktop.spec.lint.captions.claims.claim import Claim
from chai_desktop.spec.lint.captions.claims.topic import Movement
from chai_desktop.spec.lint.finding import Finding

_CHECKLIST = "answers."


@dataclass(frozen=True, slots=True)
class CaptionScores:
    """``terms``, ``wording``, ``content`` and ``spelling`` are the share of sentences without a finding of that kind.

    ``length`` is 1 within the policy's range; outside, how near the count comes to it, as a ratio. ``checklist`` is
    the share of answers, among those that the caption tells or should tell, that it tells rightly; None without
    answers, or where there is none to tell.
    """

    terms: float
    wording: float
    content: float
    spelling: float
    length: float
    checklist: float | None


def caption_scores(caption: CheckedCaption, findings: Iterable[Finding]) -> CaptionScores:
    """The scores by the findings of ``lint_caption`` on the same caption."""
    found = list(findings)
    clean = {
        name: _clean_sentences(caption, [f for f in found if f.rule.startswith(start)])
        for name, start in (("terms", "term."), ("wording", "words."), ("content", "leak."), ("spelling", "spelling"))
    }
    return CaptionScores(**clean, length=_length(caption), checklist=_checklist(caption, found))


def _clean_sentences(caption: CheckedCaption, findings: list[Finding]) -> float:
    sentences = caption.words.sentences
    if not sentences:
        return 1.0
    words = caption.words.words
    spans = [(words[first].start, words[last - 1].end) for first, last in sentences]
    clean = sum(not any(f.start < end and f.end > start for f in findings) for start, end in spans)
    return clean / len(spans)


def _length(caption: CheckedCaption) -> float:
    policy, count = caption.spec.policy(caption.aspect), len(caption.words.text.split())
    if count < policy.min_words:
        return count / policy.min_words
    return min(1.0, policy.max_words / count)


def _checklist(caption: CheckedCaption, findings: list[Finding]) -> float | None:
    if caption.answers is None:
        return None
    wrong = sum(finding.rule.startswith(_CHECKLIST) for finding in findings)
    right = len({_question(claim) for claim in caption.claims if _agrees(claim, caption)})
    return right / (right + wrong) if right + wrong else None


def _question(claim: Claim) -> str:
    return claim.topic.question if isinstance(claim.topic, Movement) else claim.topic.start


def _agrees(claim: Claim, caption: CheckedCaption) -> bool:
    if claim.denied or claim.value is None:
        return False
    if isinstance(claim.topic, Movement):
        return bool(caption.clip.value(claim.topic.question) == claim.value)
    return claim.value in caption.clip.values(claim.topic)
