"""Turns points and corrections into edits of the pre-caption, and says what cannot be done."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from chai_desktop.models.rules.locate import places_of, sentence_end, trimmed
from chai_desktop.models.rules.sentences import capitalised
from chai_desktop.models.rules.weave import Edit
from chai_desktop.spec.points import Point, PointKind

_STOP = re.compile(r"([.!?])[\"'”’)\]]*\Z")


@dataclass(frozen=True)
class Planned:
    """The edits of one correction, or the note why there are none."""

    edits: tuple[Edit, ...] = ()
    note: str = ""


def planned(text: str, point: Point, label: str, everywhere: bool) -> Planned:
    """What a point asks for, as edits of ``text``. ``label`` ("Point 2") names it in notes."""
    instead = " ".join(point.instead.split())
    if point.kind is not PointKind.EXTRA and not instead:
        return Planned(note=f"{label} does not say what to write{_of(point)}; nothing was changed for it.")
    if point.kind is PointKind.MISSING and not point.quote.strip() and point.start is None:
        return Planned((_at_end(text, instead, label),))
    places, note = _places(text, point, label, everywhere)
    if note:
        return Planned(note=note)
    if point.kind is PointKind.MISSING:
        return Planned(tuple(_inserted(text, start, end, instead, label) for start, end in places))
    new = "" if point.kind is PointKind.EXTRA else instead
    return Planned(tuple(_replaced(text, start, end, new, label) for start, end in places))


def _of(point: Point) -> str:
    return f" instead of “{point.quote}”" if point.quote and point.kind is not PointKind.MISSING else ""


def _places(text: str, point: Point, label: str, everywhere: bool) -> tuple[list[tuple[int, int]], str]:
    """Where the point applies, or the note. Offsets count only while they still hold the quoted words."""
    marked = _marked(text, point)
    if marked is not None and not everywhere:
        return [marked], ""
    if not point.quote.strip():
        if marked is not None:
            return [marked], ""
        return [], f"{label} does not mark any words of the pre-caption; nothing was changed for it."
    found = places_of(text, point.quote)
    if len(found) == 1 or (found and everywhere):
        return found, ""
    if not found:
        return (
            [],
            f"{label} marks “{point.quote}”, which the pre-caption does not contain; nothing was changed for it.",
        )
    return [], (
        f"{label} marks “{point.quote}”, which occurs {len(found)} times; mark the place in the pre-caption, "
        "or write “everywhere” in the critique to change all of them."
    )


def _marked(text: str, point: Point) -> tuple[int, int] | None:
    start, end = point.start, point.end if point.end is not None else point.start
    if start is None or end is None or not 0 <= start <= end <= len(text):
        return None
    if start == end:
        if point.kind is not PointKind.MISSING:
            return None
        # An insertion's quote is the words before it.
        return (start, end) if text[:start].rstrip().endswith(point.quote.strip()) else None
    if point.quote.strip() and text[start:end].strip() != point.quote.strip():
        return None
    return trimmed(text, start, end) if text[start:end].strip() else None


def _replaced(text: str, start: int, end: int, new: str, label: str) -> Edit:
    """Replace or delete; a stop that closes the marked words stays, unless the new words bring one or a whole
    sentence goes."""
    start, end = trimmed(text, start, end)
    stop = _STOP.search(text[start:end])
    whole = re.search(r"(?:\A|[.!?][\"'”’)\]]*\s)\s*\Z", text[:start]) is not None
    if stop and not _STOP.search(new) and (new or not whole):
        new += stop[1]
    return Edit(start, end, new, label)


def _inserted(text: str, start: int, end: int, new: str, label: str) -> Edit:
    """Insert after the marked words: a sentence of its own behind their sentence, other words right behind them."""
    closes = _STOP.search(text[:end].rstrip()) is not None and end > 0
    if new[:1].isupper() and (_STOP.search(new) or closes):
        return _sentence_at(text, sentence_end(text, end), new, label)
    if closes and start != end:  # "The camera pans." + "slowly": before the stop
        end = start + len(re.sub(r"[.!?]+[\"'”’)\]]*\Z", "", text[start:end]))
        new = re.sub(r"[.!?]+\Z", "", new)
    before = "" if end == 0 or text[end - 1].isspace() or new[0] in ",.;:!?)]}-’'" else " "
    after = "" if end == len(text) or text[end].isspace() or not (text[end].isalnum() or text[end] in "\"'“‘(") else " "
    return Edit(end, end, before + new + after, label)


def _at_end(text: str, new: str, label: str) -> Edit:
    return _sentence_at(text, len(text.rstrip()), new, label)


def _sentence_at(text: str, at: int, new: str, label: str) -> Edit:
    before = text[:at].rstrip()
    lead = "" if not before else " " if _STOP.search(before) else ". "
    stop = "" if _STOP.search(new) or new.endswith("…") else "."
    after = " " if at < len(text) and not text[at].isspace() else ""
    return Edit(at, at, f"{lead}{capitalised(new)}{stop}{after}", label)


def without_overlaps(edits: list[Edit]) -> tuple[list[Edit], list[str]]:
    """Edits in text order. Of two that touch the same words the one given first stays; a note tells of the other."""
    kept: list[Edit] = []
    notes: list[str] = []
    for edit in edits:
        clash = next((other for other in kept if _overlap(edit, other)), None)
        if clash is None:
            kept.append(edit)
        elif replace(clash, label="") != replace(edit, label=""):  # the same correction twice is done once, silently
            notes.append(f"{edit.label} concerns the same words as {clash.label.lower()}; it was not applied.")
    order = {id(edit): number for number, edit in enumerate(kept)}
    kept.sort(key=lambda e: (e.start, e.end > e.start, order[id(e)]))
    return _insertions_after(kept), notes


def _overlap(one: Edit, other: Edit) -> bool:
    if one.start == one.end and other.start == other.end:
        return one.start == other.start and one.text == other.text
    if one.start == one.end or other.start == other.end:
        point, span = (one, other) if one.start == one.end else (other, one)
        return span.start < point.start < span.end
    return one.start < other.end and other.start < one.end


def _insertions_after(edits: list[Edit]) -> list[Edit]:
    """Insertions at one place become one edit, in the order in which they were given."""
    merged: list[Edit] = []
    for edit in edits:
        last = merged[-1] if merged else None
        if last and last.start == last.end == edit.start == edit.end:
            gap = "" if last.text.endswith(" ") or edit.text.startswith((" ", ",", ".", ";")) else " "
            merged[-1] = replace(last, text=last.text + gap + edit.text)
        else:
            merged.append(edit)
    return merged
