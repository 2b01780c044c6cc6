"""What a lab adds: primitives of its own, changes of built-in ones, and entries for the glossary."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chai_desktop.spec.additions.lined_yaml import LinedFile, read_lined
from chai_desktop.spec.additions.primitive_entry import changed_primitive, new_primitive
from chai_desktop.spec.form import Question
from chai_desktop.spec.primitives import Primitive
from chai_desktop.spec.rule_reading import Vocabulary

FORMAT = "chai-additions 1"
_KEYS = {"format", "name", "primitives", "glossary"}
_NAME = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True)
class Additions:
    """A file of additions as it was read; its entries are checked against the specification in ``with_additions``.

    ``glossary`` holds the entries under the key of that name as they stand in the file; whoever reads a glossary checks
    them, and names their place with ``file.place("glossary", number)``.
    """

    name: str = ""
    fingerprint: str = ""  # the first 8 hex digits of the SHA-256 of the file
    file: LinedFile | None = None

    @property
    def glossary(self) -> Sequence[Mapping[str, Any]]:
        return list(self.file.data.get("glossary") or []) if self.file is not None else []

    def version_after(self, version: str) -> str:
        """``1.1.0+river-lab.1a2b3c4d``: answers and captions remember by which additions they were made."""
        return f"{version}+{self.name}.{self.fingerprint}" if self.name else version


def read_additions(path: Path) -> Additions:
    """SpecError with file, line and field where the file is not one of additions."""
    file = read_lined(path)
    strange = sorted(file.data.keys() - _KEYS)
    if strange:
        raise file.refusal(f'"{strange[0]}" is not known here; known are {", ".join(sorted(_KEYS))}.', strange[0])
    if file.data.get("format") != FORMAT:
        raise file.refusal(f'expected "format: {FORMAT}".', "format")
    name = file.data.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise file.refusal("a name of small letters, digits and hyphens is needed, such as river-lab.", "name")
    for key in ("primitives", "glossary"):
        entries = file.data.get(key) or []
        if not isinstance(entries, list):
            raise file.refusal("expected a list of entries.", key)
        for number, entry in enumerate(entries):
            if not isinstance(entry, Mapping):
                raise file.refusal("expected a mapping of names to values.", key, number)
    return Additions(name, hashlib.sha256(path.read_bytes()).hexdigest()[:8], file)


def with_additions(
    primitives: Sequence[Primitive], additions: Additions, vocabulary: Vocabulary, questions: Sequence[Question]
) -> tuple[Primitive, ...]:
    """The built-in primitives as the lab changes them, and its own after them. SpecError with line and field."""
    if additions.file is None:
        return tuple(primitives)
    file, found = additions.file, {primitive.id: primitive for primitive in primitives}
    built_in = set(found)
    groups = {(question.aspect, question.group) for question in questions}
    for number, entry in enumerate(file.data.get("primitives") or []):
        primitive_id = entry.get("id")
        if primitive_id in built_in:
            found[primitive_id] = changed_primitive(found[primitive_id], file, number, vocabulary, groups)
        elif primitive_id in found:
            raise file.refusal(f'"{primitive_id}" is there already.', "primitives", number, "id")
        else:
            primitive = new_primitive(file, number, vocabulary, groups)
            found[primitive.id] = primitive
        _check_name(found[primitive_id], found, file, number)
    return tuple(found.values())


def _check_name(primitive: Primitive, found: Mapping[str, Primitive], file: LinedFile, number: int) -> None:
    twin = next((p for p in found.values() if p.id != primitive.id and p.name == primitive.name), None)
    if twin is not None:
        raise file.refusal(f'"{primitive.name}" is the name of {twin.id} already.', "primitives", number, "name")


def without_additions(version: str) -> str:
    """The specification's own version in one that names additions."""
    return version.partition("+")[0]
