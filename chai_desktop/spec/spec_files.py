"""Reading the specification's files: YAML in which ``yes`` and ``no`` are words, with refusals that name the place."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as FastLoader
except ImportError:  # PyYAML was built without libyaml: the same result, some ten times slower
    from yaml import SafeLoader as FastLoader  # type: ignore[assignment]

from chai_desktop.errors import SpecError

_BOOLEAN = "tag:yaml.org,2002:bool"


class WordLoader(FastLoader):
    """The safe loader, but ``yes``, ``no``, ``on`` and ``off`` stay words: they are answers and field names."""

    yaml_implicit_resolvers = {
        letter: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOLEAN]
        for letter, resolvers in FastLoader.yaml_implicit_resolvers.items()
    }


def built_in_folder() -> Traversable:
    """The folder of the specification that comes with the program."""
    return files("chai_desktop.resources") / "spec"


def read_yaml(folder: Traversable, name: str) -> Mapping[str, Any]:
    """The mapping in the file ``name`` (slashes for folders) below ``folder``; SpecError where there is none."""
    path = folder.joinpath(*name.split("/"))
    try:
        data = _parsed(path.read_text(encoding="utf-8"))
    except OSError as failure:
        raise SpecError(f"{name}: cannot be read ({failure}).", "Install the program again.") from failure
    except yaml.YAMLError as failure:
        raise SpecError(f"{name}: {failure}", "Correct the YAML at this place.") from failure
    if not isinstance(data, Mapping):
        raise SpecError(f"{name}: holds no mapping of names to values.", "Compare it with the file that was shipped.")
    return data


def _parsed(source: str) -> Any:
    loader = WordLoader(source)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def refuse(place: str, what: str) -> SpecError:
    """The error for an entry of a specification file; ``place`` names file and entry."""
    return SpecError(f"{place}: {what}", "Correct this entry of the specification.")


def check_keys(data: Any, needed: set[str], allowed: set[str], place: str) -> Mapping[str, Any]:
    """``data`` as a mapping that has every needed key and no unknown one."""
    if not isinstance(data, Mapping):
        raise refuse(place, f"expected a mapping of names to values, and here is {data!r}.")
    missing, strange = sorted(needed - data.keys()), sorted(str(key) for key in data.keys() - needed - allowed)
    if missing:
        raise refuse(place, f'"{missing[0]}" is missing.')
    if strange:
        raise refuse(place, f'"{strange[0]}" is not known here; known are {", ".join(sorted(needed | allowed))}.')
    return data


def words(data: Any, place: str) -> tuple[str, ...]:
    """A list of plain strings."""
    if not isinstance(data, list) or not all(isinstance(item, str) and item.strip() for item in data):
        raise refuse(place, f"expected a list of words, and here is {data!r}.")
    return tuple(item.strip() for item in data)


def text(data: Any, place: str) -> str:
    """A string that is not empty."""
    if not isinstance(data, str) or not data.strip():
        raise refuse(place, f"expected words, and here is {data!r}.")
    return data.strip()
