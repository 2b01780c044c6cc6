"""What the tests of the caption lint share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.lint.captions.caption_lint import lint_caption
from chai_desktop.spec.lint.captions.fixes import fixed
from chai_desktop.spec.lint.finding import Finding
from chai_desktop.spec.specification import load_specification

CAMERA, SUBJECT, SCENE, MOTION, SPATIAL = (
    Aspect.CAMERA,
    Aspect.SUBJECT,
    Aspect.SCENE,
    Aspect.MOTION,
    Aspect.SPATIAL,
)


def findings_of(
    rule: str, text: str, aspect: Aspect = CAMERA, answers: Mapping[str, Any] | None = None
) -> list[Finding]:
    """The findings of one rule, or of all whose ids begin with ``rule``."""
    return [f for f in lint_caption(text, aspect, load_specification(), answers) if f.rule.startswith(rule)]


def only(rule: str, text: str, aspect: Aspect = CAMERA, answers: Mapping[str, Any] | None = None) -> Finding:
    found = findings_of(rule, text, aspect, answers)
    assert len(found) == 1, found
    return found[0]


def mended(rule: str, text: str, aspect: Aspect = CAMERA, answers: Mapping[str, Any] | None = None) -> str:
    """The text after the fix of the only finding of this rule; the finding must be gone."""
    text = fixed(text, only(rule, text, aspect, answers))
    assert findings_of(rule, text, aspect, answers) == []
    return text


def moving(**answers: Any) -> dict[str, Any]:
    """A clear, smooth movement in which everything else is answered with no."""
    still = ("forward_backward", "left_right", "up_down", "pan", "tilt", "roll", "zoom", "arc", "crane")
    given = {f"camera_{name}": "no" for name in still}
    return {"camera_movement": "major_simple", "steadiness": "smooth", "is_tracking": "no", **given, **answers}
