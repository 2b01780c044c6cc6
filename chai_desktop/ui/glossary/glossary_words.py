"""What the glossary shows, without Qt: which entries a few letters lead to, and an entry in words."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from chai_desktop.spec.glossary.entry import GlossaryEntry, Replacement
from chai_desktop.spec.glossary.glossary import Glossary

_MOST = 60


@dataclass(frozen=True)
class Line:
    """One line of the list."""

    entry: GlossaryEntry
    title: str
    detail: str  # aspect, and why the entry is here where its term was not asked for


def lines_for(glossary: Glossary, text: str) -> tuple[Line, ...]:
    """All entries by term where nothing is asked; otherwise every sense of the words first, then what is near."""
    if not text.strip():
        found = sorted(glossary.entries, key=lambda entry: entry.term.casefold())
        return tuple(_line(entry, "") for entry in found)
    senses = glossary.senses(text)
    near = [entry for entry in glossary.search(text, _MOST) if entry not in senses]
    return tuple(_line(entry, text) for entry in (*senses, *near))


def as_html(entry: GlossaryEntry) -> str:
    parts = [f"<b>{escape(entry.term)}</b> ({escape(entry.sense)}), {entry.aspect.label}", escape(entry.definition)]
    parts.append(f"<b>Use it for:</b> {escape(entry.use_for)}")
    if entry.do_not_use:
        parts.append(f"<b>Do not use it for:</b> {escape(entry.do_not_use)}")
    if entry.everyday:
        parts.append(f"<b>Everyday words</b> that may stand: {escape(', '.join(entry.everyday))}")
    if entry.replaced:
        parts.append(f"<b>Not:</b> {'; '.join(_not(replacement) for replacement in entry.replaced)}")
    return "".join(f'<p style="margin: 0 0 6px 0">{part}</p>' for part in parts)


def _not(replacement: Replacement) -> str:
    wrong = f"<s>{escape(_plain(replacement.words))}</s>"
    return (
        f"{wrong}, but {escape(_plain(replacement.say))}" if replacement.say else f"{wrong} (look what the clip shows)"
    )


def _plain(words: str) -> str:
    """``<push> in`` stands for any form of the verb."""
    return words.replace("<", "").replace(">", "")


def _line(entry: GlossaryEntry, asked: str) -> Line:
    wanted = asked.strip().casefold()
    told = ""
    if wanted and wanted not in entry.term.casefold():
        wrong = next((_plain(r.words) for r in entry.replaced if wanted in _plain(r.words).casefold()), "")
        everyday = next((words for words in entry.everyday if wanted in words.casefold()), "")
        told = f", not “{wrong}”" if wrong else f", also “{everyday}”" if everyday else ""
    return Line(entry, f"{entry.term} ({entry.sense})", f"{entry.aspect.label}{told}")
