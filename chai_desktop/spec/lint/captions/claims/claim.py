"""One thing that a caption says of a question of the form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from chai_desktop.spec.lint.captions.claims.topic import Movement, State
from chai_desktop.spec.lint.captions.wording.inflection import Form


class Moment(StrEnum):
    """When in the clip it is said to be so."""

    START = "start"
    END = "end"
    ANY = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """The words ``first`` to ``last`` (exclusive) say ``value`` of ``topic``; or, ``denied``, that it is not so.

    ``value`` is None where a movement is named without its way. ``loose`` words may mean it ("moves forward" for a
    dolly): enough for "said", too little for a contradiction.
    """

    topic: Movement | State
    value: str | None
    first: int
    last: int
    denied: bool = False
    loose: bool = False
    moment: Moment = Moment.ANY
    shape: int = 0  # of a State: which of its shapes
    form: Form | None = None  # of a Movement
    way: str | None = None  # of a Movement: the way as a key of the directions, also one that it cannot take
    way_first: int = 0  # the words of the way
    way_last: int = 0
