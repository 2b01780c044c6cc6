"""One term of the glossary, in one sense."""

from __future__ import annotations

from dataclasses import dataclass

from chai_desktop.spec.aspects import Aspect


@dataclass(frozen=True, slots=True)
class Replacement:
    """Words that stand for a term by mistake. ``say`` takes their place; None where it depends on the clip.

    In both, ``<push>`` is any form of the verb push; the form found goes over to the verb in ``say``.
    """

    words: str
    say: str | None


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A standard term. ``sense`` tells terms apart that share words: "eye level" is a height, "level angle" an angle.

    ``everyday`` words lead here in a search and may be written; ``replaced`` ones are marked in a caption.
    ``primitive`` is the id of the primitive with this meaning, "" where there is none.
    """

    term: str
    sense: str
    aspect: Aspect
    definition: str
    use_for: str
    do_not_use: str = ""
    everyday: tuple[str, ...] = ()
    replaced: tuple[Replacement, ...] = ()
    primitive: str = ""
