"""YAML that remembers where each entry stands, for files that people write themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from chai_desktop.errors import SpecError

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class LinedYaml:
    """Parsed YAML. ``lines`` holds the line (from 1) of each value by its path of keys and positions.

    All plain values are strings: no term of the glossary may turn into a number or a truth value by its spelling.
    """

    file: str
    data: Any
    lines: Mapping[Path, int] = field(default_factory=dict)

    def place(self, path: Path) -> str:
        """The place of a value in words: "terms.yaml, line 12, entries, 3"; without a line where none is known."""
        line = next((self.lines[path[:n]] for n in range(len(path), -1, -1) if path[:n] in self.lines), None)
        names = [str(step + 1) if isinstance(step, int) else step for step in path]
        return ", ".join([self.file, *([f"line {line}"] if line else []), *names])


def parse_lined_yaml(source: str, file: str) -> LinedYaml:
    """``source`` as plain data with the line of every value; SpecError, with file and line, where it is not YAML."""
    try:
        root = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.YAMLError as failure:
        raise SpecError(f"{file}: {failure}", "Correct the YAML at this place.") from failure
    lines: dict[Path, int] = {}
    return LinedYaml(file, None if root is None else _plain(root, (), lines), lines)


def _plain(node: yaml.Node, path: Path, lines: dict[Path, int]) -> Any:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        pairs = [(str(key.value), value) for key, value in node.value]
        return {key: _plain(value, (*path, key), lines) for key, value in pairs}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(value, (*path, number), lines) for number, value in enumerate(node.value)]
    return None if node.tag.endswith(":null") else node.value
