"""Every text colour can be read on every ground that it is used on (WCAG 2.1, contrast at least 4.5 : 1)."""

from __future__ import annotations

import pytest

from chai_desktop.ui.theme.tokens import DARK, LIGHT, Tokens


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb after WCAG 2.1."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=lambda t: t.name)
def test_contrast(tokens: Tokens):
    pairs = [(text, ground) for text in ("text", "muted") for ground in ("ground", "panel", "raised", "selection")]
    pairs += [(sign, ground) for sign in ("warning", "error", "good") for ground in ("panel", "raised")]
    pairs += [("accent_text", "accent"), ("removed_text", "removed_ground"), ("added_text", "added_ground")]
    low = {
        pair: round(contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])), 2)
        for pair in pairs
        if contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) < 4.5
    }
    assert low == {}


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=lambda t: t.name)
def test_greys_are_neutral(tokens: Tokens):
    for name in ("ground", "panel", "raised", "line", "muted", "text"):
        value = getattr(tokens, name)
        assert value[1:3] == value[3:5] == value[5:7], f"{name} {value} has a tint"


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=lambda t: t.name)
def test_curves_can_be_told_from_the_panel(tokens: Tokens):
    """Lines are no text: WCAG asks 3 : 1 of them. Their names are written in the same colour, and those are text."""
    assert {name for name, colour in tokens.curves.items() if contrast(colour, tokens.panel) < 4.5} == set()
