"""Times of the project file as a person reads them."""

from __future__ import annotations

from datetime import datetime


def when(time: str) -> str:
    """ISO 8601 as day and time of this computer's zone; a time that cannot be read, as it is."""
    try:
        return datetime.fromisoformat(time).astimezone().strftime("%d %b %Y, %H:%M")
    except ValueError:
        return time
