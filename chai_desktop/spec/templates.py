"""Entries written once for a family: ``{word}`` in every string and key gives way to a member's own words."""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import Any

from chai_desktop.spec.spec_files import refuse

_FORMATTER = string.Formatter()


def filled(data: Any, given: Mapping[str, str], place: str) -> Any:
    """``data`` with every ``{word}`` in its strings and keys replaced; SpecError where ``given`` has no such word."""
    if isinstance(data, str):
        if "{" not in data:
            return data
        try:
            return _FORMATTER.vformat(data, (), given)
        except (KeyError, IndexError, ValueError) as failure:
            raise refuse(place, f'no word for {failure} in "{data}".') from failure
    if isinstance(data, Mapping):
        return {filled(key, given, place): filled(value, given, place) for key, value in data.items()}
    if isinstance(data, list):
        return [filled(item, given, place) for item in data]
    return data
