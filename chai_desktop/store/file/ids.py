"""Keys and times of rows: keys that two copies of a project never give twice, times that sort as text."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

# Namespaces of keys; fixed for ever, because the keys of every project are made from them.
_CLIPS = UUID("6f7c2a4e-5b0d-5c36-9a53-1d2f0a7c4e11")

_CANDIDATES = UUID("0b9d6c52-8c1e-5f0b-9c0e-4a7d1c52e3f7")
_PREFERENCES = UUID("d2f4a3c8-6a51-5a39-8a66-0f3e7b9ac1d4")

_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"


def new_id() -> str:
    """A UUID version 7 (RFC 9562, 5.7): milliseconds first, so that new keys go to the end of an index."""
    milliseconds = time.time_ns() // 1_000_000
    value = (
        (milliseconds & (2**48 - 1)) << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    )
    return str(UUID(int=value))


def clip_id(content_hash: str, first_frame: int, last_frame: int) -> str:
    """The key of a clip, made from what it shows: the same footage has the same key in every project."""
    return str(uuid5(_CLIPS, f"{content_hash}:{first_frame}-{last_frame}"))


def candidate_id(clip: str, aspect: str, source: str, fingerprint: str, text: str) -> str:
    """The key of a candidate, made from what it is: taken in twice, also in two copies of a project, it is one."""
    return str(uuid5(_CANDIDATES, "\n".join((clip, aspect, source, fingerprint, text))))


def preference_id(chosen: str, rejected: str, person: str) -> str:
    """The key of a preference, made from the keys of both candidates and of the person who chose."""
    return str(uuid5(_PREFERENCES, f"{chosen} {rejected} {person}"))


def now() -> str:
    """UTC with microseconds, ISO 8601."""
    return as_time(datetime.now(UTC))


def as_time(moment: datetime) -> str:
    """A moment in UTC, as the project file writes it."""
    return moment.strftime(_TIME)


def shortly_after(time: str) -> str:
    """One microsecond later: the journal's times never stand still or go back, whatever the clock does."""
    return (datetime.strptime(time, _TIME).replace(tzinfo=UTC) + timedelta(microseconds=1)).strftime(_TIME)
