"""What every rule is given: the caption, what it is for, and what has been answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.glossary.glossary import Glossary
from chai_desktop.spec.lint.captions.claims.answered_clip import AnsweredClip
from chai_desktop.spec.lint.captions.claims.claim import Claim
from chai_desktop.spec.lint.captions.claims.matching import claims_of
from chai_desktop.spec.lint.captions.wording.caption_text import CaptionText
from chai_desktop.spec.specification import Specification


@dataclass(frozen=True)
class CheckedCaption:
    """``answers`` is None where nothing is known of the clip; what is computed is kept for all rules."""

    words: CaptionText
    aspect: Aspect
    spec: Specification
    glossary: Glossary
    answers: Mapping[str, Any] | None = None

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What the caption says of the questions of the form, from left to right."""
        return claims_of(self.words, self.aspect)

    @cached_property
    def clip(self) -> AnsweredClip:
        return AnsweredClip(self.spec, self.answers or {})
