"""Verbs that captions of video use, to tell "walks past the fountain" from "a fountain with two benches"."""

from __future__ import annotations

from chai_desktop.models.rules.word_list import word_list

_BASES = word_list(
    """approach arrive ascend bend begin blow board bounce bow break brush carry catch change circle clap clean
    climb close come continue cook cover crawl cross crouch cut dance descend disappear dive dodge drag
    draw drift drink drive drop eat emerge enter examine exit face fade fall feed fill fix flap flicker
    float flow flutter fly fold follow form gallop gather gaze gesture get give glance glide go grab
    greet grip hand hang hold hop hug interact jog jump keep kick kiss kneel laugh lay lead lean leap
    leave lie lift light listen look lower make march meet melt merge mix move nod occupy open orbit pace
    paint pan part pass pedal peek perform pick place play point pour press pull push put raise reach
    read recede rest return reveal ride rise rock roll rotate run rush sail scatter search serve shake
    shift show sing sink sip sit skate skip slide slow smile speak spin spread sprint squat stack stand
    stare start stay step stir stop stretch stroll surround swap sway swim swing switch take talk throw
    tilt toss touch travel trot truck turn twirl type vanish wag wait walk wander wash watch wave wear
    wipe work wrap write yawn zoom accelerate appear dolly pedestal crane arc track settle freeze jerk
    tremble vibrate focus blur sharpen stabilize stabilise become remain contain include feature extend
    frame rain snow shine reflect grow shrink expand collapse overlap alternate replace hover splash say
    line border tower loom dominate greet mount burn glow ripple swirl race speed dart crash land launch"""
)

_IRREGULAR = {"have": "has", "be": "is", "do": "does"}


def third_person(base: str) -> str:
    """walk -> walks, carry -> carries, push -> pushes."""
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


BASES = _BASES | {"have", "do"}
THIRD_PERSONS = frozenset(third_person(base) for base in BASES) | {"is"}
ALWAYS_FINITE = frozenset({"is", "are", "has", "have", "isn't", "aren't", "does", "doesn't", "don't", "can", "cannot"})
