"""How many drafts are written to choose from, and how freely."""

from __future__ import annotations

from chai_desktop.settings import Settings

FEWEST, MOST = 2, 8


def drafts_at_once(settings: Settings) -> int:
    """A setting that is no number counts as 4."""
    kept = settings.drafts_at_once
    return min(MOST, max(FEWEST, int(kept))) if kept.isdecimal() else 4


def temperature(settings: Settings) -> float:
    """Above 0, since at 0 all drafts would be the same."""
    try:
        return min(2.0, max(0.1, float(settings.drafts_temperature)))
    except ValueError:
        return 0.8
