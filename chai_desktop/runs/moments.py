"""Times and keys of runs."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime


def now() -> str:
    """UTC with milliseconds, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_run_id() -> str:
    """Sorts by time, and may be the name of a folder: 20261127-155436-9f3a1c."""
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
