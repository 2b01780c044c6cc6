"""YAML whose entries remember their line, so that an error can name it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from chai_desktop.errors import SpecError
from chai_desktop.spec.spec_files import WordLoader

_HINT = "Correct the file at this line; docs/formats/lab-additions.md tells the format."
Steps = tuple[str | int, ...]  # keys and places from the top of the file


class LinedFile:
    """The data of one file, and the line of each of its entries."""

    def __init__(self, name: str, data: Mapping[str, Any], lines: Mapping[Steps, int]) -> None:
        self.name = name
        self.data = data
        self._lines = lines

    def place(self, *path: str | int) -> str:
        """``lab.yaml, line 12, primitives, 2, true_when``; the nearest entry above where there is none."""
        known = path
        while known not in self._lines:
            known = known[:-1]
        where = [f"{step + 1}" if isinstance(step, int) else step for step in path]
        return ", ".join([self.name, f"line {self._lines[known]}", *where])

    def refusal(self, what: str, *path: str | int) -> SpecError:
        return SpecError(f"{self.place(*path)}: {what}", _HINT)


def read_lined(path: Path) -> LinedFile:
    """SpecError where the file cannot be read, is not YAML, names a key twice, or is no mapping."""
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as failure:
        raise SpecError(
            f"{path.name}: cannot be read ({failure}).", "Check the path, and save it as UTF-8."
        ) from failure
    loader = WordLoader(source)
    try:
        node = loader.get_single_node()
        lines: dict[Steps, int] = {(): 1}
        if not isinstance(node, yaml.MappingNode):
            raise SpecError(f"{path.name}, line 1: holds no mapping of names to values.", _HINT)
        _note_lines(node, (), lines, path.name)
        return LinedFile(path.name, loader.construct_document(node), lines)
    except yaml.YAMLError as failure:
        raise SpecError(f"{path.name}{_line_of(failure)}: {_what(failure)}", _HINT) from failure
    finally:
        loader.dispose()


def _note_lines(node: yaml.Node, path: Steps, lines: dict[Steps, int], file: str) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, str(key.value))
            line = key.start_mark.line + 1
            if here in lines:
                raise SpecError(f'{file}, line {line}: "{key.value}" is there already, in line {lines[here]}.', _HINT)
            lines[here] = line
            _note_lines(value, here, lines, file)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            lines[*path, number] = item.start_mark.line + 1
            _note_lines(item, (*path, number), lines, file)


def _line_of(failure: yaml.YAMLError) -> str:
    mark = getattr(failure, "problem_mark", None)
    return f", line {mark.line + 1}" if mark is not None else ""


def _what(failure: yaml.YAMLError) -> str:
    return str(getattr(failure, "problem", None) or failure)
