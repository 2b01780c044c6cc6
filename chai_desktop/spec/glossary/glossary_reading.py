"""From YAML to glossary entries, with refusals that name file, line and field."""

from __future__ import annotations

from typing import Any

from chai_desktop.errors import SpecError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.glossary.entry import GlossaryEntry, Replacement
from chai_desktop.spec.glossary.lined_yaml import LinedYaml, Path

_NEEDED = ("term", "sense", "aspect", "definition", "use_for")
_ALLOWED = (*_NEEDED, "do_not_use", "everyday", "replaced", "primitive")


def read_entries(source: LinedYaml) -> tuple[GlossaryEntry, ...]:
    """The entries under ``entries``. SpecError names the first place that is not right."""
    if not isinstance(source.data, dict) or list(source.data) != ["entries"]:
        raise _refusal(source, (), 'expected one list called "entries"')
    if not isinstance(source.data["entries"], list):
        raise _refusal(source, ("entries",), "expected a list of terms")
    entries: list[GlossaryEntry] = []
    for number, data in enumerate(source.data["entries"]):
        entry = _entry(source, data, ("entries", number))
        if any(_same(entry, other) for other in entries):
            raise _refusal(source, ("entries", number), f'"{entry.term}" ({entry.sense}) stands here twice')
        entries.append(entry)
    return tuple(entries)


def _same(one: GlossaryEntry, other: GlossaryEntry) -> bool:
    return (one.term.casefold(), one.sense.casefold()) == (other.term.casefold(), other.sense.casefold())


def _entry(source: LinedYaml, data: Any, path: Path) -> GlossaryEntry:
    if not isinstance(data, dict):
        raise _refusal(source, path, "expected a mapping of names to values")
    for key in data:
        if key not in _ALLOWED:
            raise _refusal(source, (*path, key), f'"{key}" is not known here; known are {", ".join(_ALLOWED)}')
    for key in _NEEDED:
        if key not in data:
            raise _refusal(source, path, f'"{key}" is missing')
    texts = {
        key: _text(source, data, key, path) for key in _ALLOWED if key in data and key not in ("everyday", "replaced")
    }
    if texts["aspect"] not in set(Aspect):
        raise _refusal(source, (*path, "aspect"), f'"{texts["aspect"]}" is no aspect; aspects are {", ".join(Aspect)}')
    return GlossaryEntry(
        term=texts["term"],
        sense=texts["sense"],
        aspect=Aspect(texts["aspect"]),
        definition=texts["definition"],
        use_for=texts["use_for"],
        do_not_use=texts.get("do_not_use", ""),
        everyday=_everyday(source, data.get("everyday", []), (*path, "everyday")),
        replaced=_replaced(source, data.get("replaced", {}), (*path, "replaced")),
        primitive=texts.get("primitive", ""),
    )


def _text(source: LinedYaml, data: dict[str, Any], key: str, path: Path) -> str:
    value = data[key]
    if not isinstance(value, str) or not value.strip():
        raise _refusal(source, (*path, key), f"expected words, and here is {value!r}")
    return " ".join(value.split())


def _everyday(source: LinedYaml, data: Any, path: Path) -> tuple[str, ...]:
    if not isinstance(data, list) or not all(isinstance(words, str) and words.strip() for words in data):
        raise _refusal(source, path, f"expected a list of words, and here is {data!r}")
    return tuple(words.strip() for words in data)


def _replaced(source: LinedYaml, data: Any, path: Path) -> tuple[Replacement, ...]:
    """``wrong words: what to say``; nothing to say where it depends on the clip."""
    if not isinstance(data, dict):
        raise _refusal(source, path, f"expected wrong words with what to say, and here is {data!r}")
    for words, say in data.items():
        if not words.strip() or not (say is None or (isinstance(say, str) and say.strip())):
            raise _refusal(source, (*path, words), "expected wrong words with what to say, or with nothing")
    return tuple(Replacement(words.strip(), say.strip() if say else None) for words, say in data.items())


def _refusal(source: LinedYaml, path: Path, what: str) -> SpecError:
    return SpecError(f"{source.place(path)}: {what}.", "Correct this entry of the glossary.")
