"""Complete: each change from pre-caption to post-caption has a point, and each point changed something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chai_desktop.spec.lint.critiques.changes import Change, changes_between
from chai_desktop.spec.lint.critiques.content_words import content_stems, specific_stems
from chai_desktop.spec.lint.critiques.forms import Form
from chai_desktop.spec.lint.critiques.places import places_left_out
from chai_desktop.spec.lint.critiques.remarks import Remark
from chai_desktop.spec.lint.critiques.report import Property
from chai_desktop.spec.lint.finding import Finding, Level

_MOST = 0.5  # a change is explained, and a point took effect, if this share of its words is found on the other side
_SHOWN = 60  # characters of a change in a message


def judge_complete(text: str, remarks: Sequence[Remark], pre: str, post: str | None) -> Property:
    """The share of changed words that a point explains, times the share of points that took effect.

    None without a post-caption; what can be seen without one (a fix that is needed in several places) is still found.
    """
    places = tuple(places_left_out(remarks, pre, post))
    if post is None:
        return Property(None, places)
    changes = changes_between(pre, post)
    explained, unexplained = _explained(text, remarks, changes)
    effective, idle = _effective(remarks, changes, pre, post)
    left = sum(finding.level is Level.WARNING for finding in places)
    whole = 1.0 - left / max(len(remarks), left, 1)
    return Property(explained * effective * whole, (*unexplained, *idle, *places))


def _explained(text: str, remarks: Sequence[Remark], changes: Sequence[Change]) -> tuple[float, list[Finding]]:
    """The share of changed words that occur in the critique, and the changes of which most do not."""
    said = {stem for remark in remarks if remark.form is not Form.NO_EDITS for stem in content_stems(remark.words)}
    total, known, findings = 0, 0.0, []
    for change in changes:
        stems = change.added or change.removed
        hits = sum(stem in said for stem in stems)
        total, known = total + len(stems), known + hits
        if hits < _MOST * len(stems):
            findings.append(_unexplained(change, len(text), Level.HINT if hits else Level.WARNING))
    return (known / total if total else 1.0), findings


def _unexplained(change: Change, end: int, level: Level) -> Finding:
    was, became = _short(change.was), _short(change.became)
    if not became:
        what = f'takes out "{was}"'
    elif not was:
        what = f'adds "{became}"'
    else:
        what = f'has "{became}" in place of "{was}"'
    return Finding("critique.unexplained", level, end, end, f"The post-caption {what}, and no point says why.")


def _effective(
    remarks: Sequence[Remark], changes: Sequence[Change], pre: str, post: str
) -> tuple[float, list[Finding]]:
    """The share of points that can be found again in what changed, and those that cannot."""
    asked = [remark for remark in remarks if remark.form is not Form.NO_EDITS and specific_stems(remark.words)]
    before, after = set(content_stems(pre)), set(content_stems(post))
    changed = {stem for change in changes for stem in (*change.added, *change.removed)}
    idle = [r for r in asked if not (_arrived(r, pre, post) or _took_effect(r, before, after, changed))]
    message = "Nothing of this point is found in what changed from the pre-caption to the post-caption."
    findings = [Finding("critique.no_effect", Level.WARNING, r.start, r.end, message) for r in idle]
    return (1.0 - len(idle) / len(asked) if asked else 1.0), findings


def _arrived(remark: Remark, pre: str, post: str) -> bool:
    """Whether words that the remark cites as new stand in the post-caption and did not stand in the pre-caption."""
    cited = (" ".join(passage.words.casefold().split()).strip(" .,;:") for passage in remark.new)
    before, after = (" ".join(text.casefold().split()) for text in (pre, post))
    return any(words in after and words not in before for words in cited)


def _took_effect(remark: Remark, before: set[str], after: set[str], changed: Iterable[str]) -> bool:
    """New words of the point must have arrived; a point without new words must touch words that changed."""
    cited = " ".join(passage.words for passage in remark.new)
    new = set(specific_stems(cited) or specific_stems(remark.wanted)) - before
    if new and remark.form is not Form.DELETES:
        return len(new & after) >= _MOST * len(new)
    return bool(set(specific_stems(remark.words)) & set(changed))


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 3].rstrip() + "..."
