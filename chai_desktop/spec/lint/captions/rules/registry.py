"""All rules of the caption lint, in the order in which they are told."""

from __future__ import annotations

from chai_desktop.spec.lint.captions.rule import CaptionRule
from chai_desktop.spec.lint.captions.rules import (
    confused_movements,
    confused_states,
    contradiction,
    direction,
    either_or,
    evaluative,
    explaining,
    hedging,
    height_and_angle,
    impossible_ways,
    leaks,
    length,
    repeated,
    spelling,
    stills,
    unlisted_terms,
    unsaid,
)

CAPTION_RULES: tuple[CaptionRule, ...] = (
    *direction.RULES,
    *contradiction.RULES,
    *unsaid.RULES,
    *confused_movements.RULES,
    *confused_states.RULES,
    *impossible_ways.RULES,
    *height_and_angle.RULES,
    *unlisted_terms.RULES,
    *evaluative.RULES,
    *explaining.RULES,
    *hedging.RULES,
    *stills.RULES,
    *either_or.RULES,
    *leaks.RULES,
    *length.RULES,
    *repeated.RULES,
    *spelling.RULES,
)
