"""Reads a list of words or phrases of the lint from its file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from chai_desktop.spec.spec_files import built_in_folder, check_keys, read_yaml


@cache
def lint_data(name: str) -> Mapping[str, Any]:
    """The mapping in ``lint/NAME.yaml`` of the built-in specification; read once."""
    return read_yaml(built_in_folder(), f"lint/{name}.yaml")


def listed(name: str, keys: set[str]) -> Mapping[str, tuple[str, ...]]:
    """The same, where every value is a list; running text is a list of its words."""
    data = check_keys(lint_data(name), keys, set(), f"lint/{name}.yaml")
    return {key: tuple(value.split() if isinstance(value, str) else value) for key, value in data.items()}
