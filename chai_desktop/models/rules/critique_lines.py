"""Reads a free-text critique: one correction a line, in the few plain forms of docs/formats/critique-points.md."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chai_desktop.spec.points import Point, PointKind

_NUMBER = re.compile(r"^\s*(?:\(?\d{1,2}[.):]|[-*•–])\s+")
_INLINE_NUMBER = re.compile(r"(?:(?<=\s)|^)(?=\(?[1-9]\d?[.)]\s)")
_NEXT_COMMAND = re.compile(
    r"(?<=[.;])\s+(?=(?:replace|change|delete|remove|omit|add|insert)\b|[\"“][^\"”]+[\"”]\s*(?:->|→|should\b))",
    re.IGNORECASE,
)
_EVERYWHERE = re.compile(
    r"\s*[,;(]?\s*\b(?:everywhere|in all places|at all places|all occurrences|throughout the (?:text|caption))\b\)?",
    re.IGNORECASE,
)
_Q = r"[\"“”„«]([^\"“”„«»]+)[\"”“»]"
_S = r"(?:(?<!\w)['‘]([^'‘’]+)['’](?!\w)|" + _Q + ")"  # a quotation in any marks: two groups
_LEAD = r"(?:please\s+)?(?:the\s+)?(?:words?\s+|phrase\s+|sentence\s+|text\s+)?"
_ARROW = r"\s*(?:-+>|–>|→|⇒|=>|＞)\s*"
_FRAMES = re.compile(r"\s*\(frames? \d+(?:\s*[-–]\s*\d+)?\).*$")  # as Point.sentence writes them, with the reason


@dataclass(frozen=True)
class Line:
    """One understood line of free text."""

    number: int
    point: Point
    everywhere: bool


def read_free_text(free_text: str) -> tuple[list[Line], list[str], bool]:
    """The corrections, a note for each line that was not understood, and whether all of them hold everywhere."""
    lines: list[Line] = []
    notes: list[str] = []
    everywhere = False
    for number, text in enumerate(split_lines(free_text), start=1):
        bare, marks = _EVERYWHERE.subn("", text)
        if marks and not re.sub(
            r"(?i)\b(?:apply|this|these|to|change|changes|correct|it|them|please|all|do)\b|\W", "", bare
        ):
            everywhere = True
            continue
        point = read_line(bare if marks else text)
        if point is None:
            notes.append(
                f"Line {number} was not understood by the rules engine: {_short(text)}; "
                'write it as "old words" -> "new words".'
            )
        else:
            lines.append(Line(number, point, bool(marks)))
    return lines, notes, everywhere


def split_lines(free_text: str) -> list[str]:
    """The single corrections of a free text: lines, numbered items, and commands that follow one another."""
    items: list[str] = []
    for line in free_text.splitlines():
        numbered = re.match(r"\s*\(?1[.)]\s", line) is not None
        for part in _INLINE_NUMBER.split(line) if numbered else [line]:
            items.extend(_commands(_NUMBER.sub("", part)))
    return [item.strip() for item in items if any(character.isalnum() for character in item)]


def _commands(text: str) -> list[str]:
    """Splits before a further command, but never inside quotation marks."""
    parts = [""]
    position = 0
    for gap in _NEXT_COMMAND.finditer(text):
        piece = text[position : gap.start()]
        if (parts[-1] + piece).count('"') % 2 == 0 and (parts[-1] + piece).count("“") == (parts[-1] + piece).count("”"):
            parts[-1] += piece
            parts.append("")
            position = gap.end()
    parts[-1] += text[position:]
    return [part.strip().rstrip(";") for part in parts]


def read_line(text: str) -> Point | None:
    """The correction that one line asks for, None where it is in none of the plain forms."""
    bare = _FRAMES.sub("", text).strip()
    for read in (_arrow, _added, _deleted, _replaced, _not_but, _instead_of):
        point = read(bare)
        if point is not None:
            return point
    return None


def _arrow(text: str) -> Point | None:
    sides = re.split(_ARROW, text)
    if len(sides) != 2:
        return None
    return _wrong(_unquoted(sides[0]), _first_quoted(sides[1]) or _unquoted(sides[1]))


def _added(text: str) -> Point | None:
    after = re.match(rf"(?i)(?:please\s+)?(?:add|insert|missing)\s+after\s+{_S}\s*[:,]?\s*(.+)$", text)
    if after:
        new = _first_quoted(after[3]) or _unquoted(after[3])
        return Point(PointKind.MISSING, new, quote=after[1] or after[2]) if new else None
    behind = re.match(rf"(?i)(?:please\s+)?(?:add|insert)\s+{_S}\s+(?:right\s+)?after\s+{_S}\W*$", text)
    if behind:
        return Point(PointKind.MISSING, behind[1] or behind[2], quote=behind[3] or behind[4])
    whole = re.match(rf"(?i)(?:please\s+)?(?:add|insert|missing)\s*:?\s*{_S}\s*\.?$", text)
    if whole:
        return Point(PointKind.MISSING, whole[1] or whole[2])
    plain = re.match(r"(?i)(?:please\s+)?(?:(?:add|missing)\s*:\s*|add\s+that\s+)(.+)$", text)
    return Point(PointKind.MISSING, plain[1].strip()) if plain else None


def _deleted(text: str) -> Point | None:
    match = re.match(rf"(?i)(?:please\s+)?(?:delete|remove|omit|drop|take out)\s*:?\s*{_LEAD}(.+)$", text)
    if match is None:
        return None
    words = _first_quoted(match[1])
    if words is not None and re.match(rf"{_S}\s*(?:,|and\b|or\b)\s*{_S}", match[1].strip()):
        return None  # several quotations: which of them, and whether all, only a person can tell
    if words is None:
        words = _unquoted(re.sub(r"(?i)^(?:delete|remove|omit|drop|take out)\s*:?\s*", "", text))
    return Point(PointKind.EXTRA, quote=words) if words else None


def _replaced(text: str) -> Point | None:
    both = re.match(
        rf"(?i)(?:please\s+)?(?:replace|change|modify|correct)\s+{_LEAD}{_S}\s+(?:with|by|to|into)\s+{_LEAD}{_S}",
        text,
    )
    if both:
        return _wrong(both[1] or both[2], both[3] or both[4])
    should = re.match(rf"(?i){_LEAD}{_S}\s+(?:should|must)\s+(?:be|read|say)\s+{_LEAD}(.+)$", text)
    if should:
        return _should(should[1] or should[2], should[3])
    command = re.match(r"(?i)(?:please\s+)?replace\s+(.+?)\s+(?:with|by)\s+(.+)$", text) or re.match(
        r"(?i)(?:please\s+)?(?:change|modify|correct)\s+(.+?)\s+(?:to|into)\s+(.+)$", text
    )
    if command:
        return _wrong(_unquoted(command[1]), _first_quoted(command[2]) or _unquoted(command[2]))
    plain = re.match(r"(?i)(.+?)\s+should\s+(?:be|read|say)\s+(.+)$", text)
    return _same_length(plain[1], plain[2]) if plain else None


def _should(old: str, new: str) -> Point | None:
    """The words should be others; where it says what to do with them, only deleting is plain."""
    if re.match(r"(?i)(?:deleted|removed|omitted)\b", new):
        return Point(PointKind.EXTRA, quote=old)
    if re.match(r"(?i)(?:revised|changed|described|corrected|replaced|updated|rewritten|mentioned|more|less)\b", new):
        return None
    plain = _first_quoted(new) or re.split(r"(?i)(?:,\s*not\b|\s+instead\b|;)", new)[0]
    return _wrong(old, _unquoted(plain))


def _not_but(text: str) -> Point | None:
    match = re.match(
        rf"(?i)(?:(?:it|this|that)(?:\s+is|'s|’s)\s+)?not\s+(?:{_S}|(.+?)),?\s+but\s+(?:rather\s+)?(.+)$",
        text,
    )
    if match:
        return _wrong(match[1] or match[2] or _unquoted(match[3]), _first_quoted(match[4]) or _unquoted(match[4]))
    return None


def _instead_of(text: str) -> Point | None:
    """ "X instead of Y" and "X, not Y": without quotation marks only where both have as many words, else X may be more
    than what replaces Y ("the coat is blue instead of red")."""
    lead = r"(?i)(?:(?:please\s+)?(?:use|write|say)\s+|(?:it|this)\s+(?:is|should be)\s+|should be\s+)?"
    quoted = re.match(rf"{lead}{_S}(?:\s+instead\s+of\s+|,\s*not\s+){_S}\W*$", text)
    if quoted:
        return _wrong(quoted[3] or quoted[4], quoted[1] or quoted[2])
    plain = re.match(rf"{lead}(.+?)(?:\s+instead\s+of\s+|,\s*not\s+)(.+)$", text)
    return _same_length(plain[2], plain[1]) if plain else None


def _same_length(old: str, new: str) -> Point | None:
    old, new = _unquoted(old), _unquoted(new)
    vague = re.match(r"(?i)(it|this|that|there|he|she|they)\b", old)
    return None if vague or len(old.split()) != len(new.split()) else _wrong(old, new)


def _wrong(old: str, new: str) -> Point | None:
    return Point(PointKind.WRONG, new, quote=old) if old and new else None


def _first_quoted(text: str) -> str | None:
    match = re.match(_S, text.strip())
    return (match[1] or match[2]).strip() if match else None


def _unquoted(text: str) -> str:
    """The words without quotation marks around them, and without a closing full stop outside of them."""
    words = text.strip()
    quoted = re.fullmatch(_S + r"\s*[.,;:]?", words)
    return (quoted[1] or quoted[2]).strip() if quoted else words.rstrip(".;, ").strip(' "“”')


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "..."
