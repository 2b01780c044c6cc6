"""How the record keeps that an answer was suggested by a measurement and taken by a person.

In ``via`` of an answer stands ``suggested:CONFIDENCE:MEASUREMENT``, as ``suggested:0.94:motion-101``: how sure the
suggestion was (0 to 1, two digits), and what made it, with its version. Anything else in ``via`` is the id of the
primitive that was ticked, which never holds a colon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORM = re.compile(r"suggested:([01]\.\d\d):([a-z0-9.-]+)")


@dataclass(frozen=True)
class Suggested:
    """Where a suggestion came from. ``confidence`` lies between 0 and 1."""

    confidence: float
    measurement: str

    def as_via(self) -> str:
        return f"suggested:{self.confidence:.2f}:{self.measurement}"


def suggested_by(via: str) -> Suggested | None:
    """What ``via`` of an answer says of a suggestion; None where the answer was not suggested."""
    found = _FORM.fullmatch(via)
    return None if found is None else Suggested(float(found[1]), found[2])
