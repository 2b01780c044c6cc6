"""Forms of English verbs, as far as captions need them."""

from __future__ import annotations

import re
from enum import Enum


class Form(Enum):
    BASE = "pan"
    THIRD = "pans"
    ING = "panning"
    PAST = "panned"


_IRREGULAR = {
    ("be", Form.THIRD): "is", ("be", Form.PAST): "was", ("have", Form.THIRD): "has", ("have", Form.PAST): "had",
    ("rise", Form.PAST): "rose", ("fly", Form.PAST): "flew", ("go", Form.PAST): "went", ("swing", Form.PAST): "swung",
    ("lead", Form.PAST): "led", ("slide", Form.PAST): "slid", ("sink", Form.PAST): "sank", ("do", Form.THIRD): "does",
    ("come", Form.PAST): "came", ("spin", Form.PAST): "spun", ("lie", Form.ING): "lying",
}  # fmt: skip
_ENDING = re.compile(r"[^aeiou][aeiou][^aeiouwxy]\Z")  # pan -> panning
_UNSTRESSED = frozenset({"pedestal", "follow", "enter", "hover", "travel", "swivel", "gather", "reveal", "wander"})


def inflected(verb: str, form: Form) -> str:
    """``verb`` in this form: dolly -> dollies, pan -> panning. Only the first word changes."""
    head, space, rest = verb.partition(" ")
    return _IRREGULAR.get((head, form), _regular(head, form)) + space + rest


def _regular(verb: str, form: Form) -> str:
    if form is Form.BASE:
        return verb
    if form is Form.THIRD:
        if verb.endswith("y") and verb[-2:-1] not in "aeiou":
            return verb[:-1] + "ies"
        return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    if form is Form.ING:
        return (verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else _doubled(verb)) + "ing"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + "d" if verb.endswith("e") else _doubled(verb) + "ed"


def _doubled(verb: str) -> str:
    return verb + verb[-1] if _ENDING.search(verb) and verb not in _UNSTRESSED else verb


def all_forms(verb: str) -> dict[str, Form]:
    """Each way to write the verb, with its form: {"pan": BASE, "pans": THIRD, ...}."""
    return {inflected(verb, form): form for form in reversed(Form)}
