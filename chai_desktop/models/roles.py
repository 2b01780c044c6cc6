"""Which engine does which part of the work: drafts, critiques, revisions, scores."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from chai_desktop.models.choice import EngineChoice

RULES = EngineChoice("rules")


class EngineRole(StrEnum):
    """What an engine is there for. Several roles may be one engine, which is then loaded once."""

    CAPTIONER = "captioner"  # writes pre-captions
    CRITIC = "critic"  # says what is wrong with one
    REVISER = "reviser"  # writes post-captions
    REWARD = "reward"  # scores captions


@dataclass(frozen=True)
class EngineRoles:
    """A person's choice for each role; the rules do what nothing was chosen for.

    ``reviser_sees``: the reviser is also shown the video, which costs the time to read it.
    """

    choices: Mapping[EngineRole, EngineChoice] = field(default_factory=dict)
    reviser_sees: bool = False

    def choice(self, role: EngineRole) -> EngineChoice:
        return self.choices.get(role, RULES)

    def assigned(self, role: EngineRole, choice: EngineChoice) -> EngineRoles:
        """The same roles, but for this one."""
        return replace(self, choices={**self.choices, role: choice})

    def to_json(self) -> str:
        """What ``from_json`` reads; one line."""
        kept: dict[str, Any] = {
            str(role): {"engine": choice.engine, "model": choice.model, "settings": dict(choice.settings)}
            for role, choice in self.choices.items()
        }
        return json.dumps({**kept, "reviser_sees": self.reviser_sees}, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> EngineRoles:
        """The roles that a text holds. What cannot be read falls back to the rules: a window has to open."""
        try:
            stored = json.loads(text) if text else {}
        except ValueError:
            stored = {}
        if not isinstance(stored, dict):
            return cls()
        read = {role: _choice(stored.get(role.value)) for role in EngineRole}
        choices = {role: choice for role, choice in read.items() if choice is not None}
        return cls(choices, stored.get("reviser_sees") is True)


def _choice(stored: Any) -> EngineChoice | None:
    if not isinstance(stored, dict):
        return None
    engine, model, settings = stored.get("engine"), stored.get("model", ""), stored.get("settings", {})
    if not isinstance(engine, str) or not engine or not isinstance(model, str) or not isinstance(settings, dict):
        return None
    return EngineChoice(engine, model, settings)
