"""What a person may set about a server, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chai_desktop.errors import EngineError
from chai_desktop.models.endpoint.address import Address, read_address

_CHOICES = {"frames": ("ask", "images", "none"), "judges": ("ask", "yes", "no"), "image": ("jpeg", "png")}
_BOUNDS = {"parallel": (1, 64), "silence": (0.1, 86_400), "megabytes": (0.01, 2048)}


@dataclass(frozen=True)
class EndpointSettings:
    """``frames``: whether the video is sent, as "images", or "none" of it; "ask": as the server's model can take it.
    ``judges``: whether it gives probabilities of words. ``image``: how frames are encoded. ``parallel``: questions at
    once. ``silence``: seconds without a word until a question is given up. ``megabytes``: at most for one clip's
    frames. ``body``: what else stands in each question, as the server's own handbook has it.
    """

    address: Address
    frames: str = "ask"
    judges: str = "ask"
    image: str = "jpeg"
    parallel: int = 4
    silence: float = 300.0
    megabytes: float = 64.0
    body: Mapping[str, Any] = field(default_factory=dict)


def read_settings(given: Mapping[str, Any]) -> EndpointSettings:
    """EngineError, naming the setting, where one cannot be used. What is not the server's is passed over."""
    consent = given.get("consent", "")
    address = read_address(str(given.get("url", "")), consent if isinstance(consent, str) else "")
    chosen = {name: _one_of(name, given[name], allowed) for name, allowed in _CHOICES.items() if name in given}
    numbers = {name: _number(name, given[name]) for name in _BOUNDS if name in given}
    body = given.get("body", {})
    if not isinstance(body, Mapping):
        raise EngineError("The setting “body” holds no names with values.", "Write it as body.NAME=VALUE.")
    if "parallel" in numbers:
        numbers["parallel"] = int(numbers["parallel"])
    return EndpointSettings(address, **chosen, **numbers, body=dict(body))  # type: ignore[arg-type]


def _one_of(name: str, value: object, allowed: tuple[str, ...]) -> str:
    word = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    if word not in allowed:
        raise EngineError(f"“{value}” is no value of the setting “{name}”.", f"Use one of: {', '.join(allowed)}.")
    return str(word)


def _number(name: str, value: object) -> float:
    least, most = _BOUNDS[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise EngineError(f"The setting “{name}” must be a number from {least:g} to {most:g}.", "Set it anew.")
    return value
