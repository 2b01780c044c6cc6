"""Height told as an angle: eye level is where the camera is, not how it looks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chai_desktop.spec.lint.captions.checked_caption import CheckedCaption
from chai_desktop.spec.lint.captions.rule import CaptionRule
from chai_desktop.spec.lint.captions.wording.rewriting import Rewrite, capitalised
from chai_desktop.spec.lint.finding import Finding, Level

_HEIGHT = (
    r"(?P<height>(?:eye|hip|waist|ground|water|overhead|aerial)[ -]level|(?:eye|hip|waist)[ -]height|overhead|aerial)"
)
_HEIGHT_AS_ANGLE = re.compile(
    r"\b(?:(?P<preposition>at|from|with|in) )?(?P<article>an? )?(?:(?P<real>high|low),? )?" + _HEIGHT + r"[ -]angle\b",
    re.IGNORECASE,
)


def _find(rule: CaptionRule, caption: CheckedCaption) -> Iterator[Finding]:
    for found in _HEIGHT_AS_ANGLE.finditer(caption.words.text):
        height = re.sub(r"[ -]", " ", found["height"]).lower()
        message = f"“{found['height']}” is a height, and not an angle; say the height, and the angle apart."
        fix = _rewritten(found, height)
        start, end = found.span("height") if fix is None else (fix.start, fix.end)
        end = end if fix else found.end()
        yield Finding(rule.id, rule.level, start, end, message, fix.fix if fix else None)


def _rewritten(found: re.Match[str], height: str) -> Rewrite | None:
    """ "from a high, eye-level angle" -> "from a high angle at eye level"; None where an angle may be meant."""
    if not height.endswith("level") or not found["article"] or not _ends_phrase(found):
        return None
    if found["real"]:
        angle_start = found.start("real")
        return Rewrite(angle_start, found.end(), f"{found['real']} angle at {height}")
    if not found["preposition"]:
        return None
    new = f"at {height}"
    return Rewrite(found.start(), found.end(), capitalised(new) if found[0][0].isupper() else new)


def _ends_phrase(found: re.Match[str]) -> bool:
    """Not "an eye-level angle shot": there the noun is still to come."""
    return (
        re.match(
            r"\s*(?:[,.;:)]|\Z|\s(?:of|that|which|and|with|on|in|as|while|looking|at|from)\b)",
            found.string[found.end() :],
        )
        is not None
    )


RULES = (
    CaptionRule(
        "term.height_as_angle",
        Level.WARNING,
        "A height called an angle, such as “eye-level angle”",
        "The video is shot from an eye-level angle.",
        _find,
    ),
)
