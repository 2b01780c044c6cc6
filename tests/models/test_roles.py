"""Which engine does what, as the settings keep it."""

from __future__ import annotations

import pytest

from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.roles import RULES, EngineRole, EngineRoles

QWEN = EngineChoice("gguf", "/models/Qwen.gguf", {"device": "cpu", "vision": "/models/mmproj.gguf"})


def test_the_rules_do_what_nothing_was_chosen_for() -> None:
    assert all(EngineRoles().choice(role) == RULES for role in EngineRole)


def test_a_text_gives_back_the_roles_it_was_made_of() -> None:
    roles = EngineRoles(reviser_sees=True).assigned(EngineRole.CAPTIONER, QWEN).assigned(EngineRole.CRITIC, RULES)
    assert EngineRoles.from_json(roles.to_json()) == roles


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "3", '{"captioner": 3}', '{"captioner": {"engine": ""}}', '{"captioner": {"engine": 1}}']
    + ['{"captioner": {"engine": "gguf", "model": 1}}', '{"captioner": {"engine": "gguf", "settings": []}}'],
)
def test_what_cannot_be_read_falls_back_to_the_rules(text: str) -> None:
    assert EngineRoles.from_json(text) == EngineRoles()


def test_what_can_be_read_beside_it_is_kept() -> None:
    kept = EngineRoles.from_json('{"captioner": 3, "critic": {"engine": "gguf"}, "of tomorrow": {}}')
    assert kept.choice(EngineRole.CRITIC) == EngineChoice("gguf")
    assert kept.choice(EngineRole.CAPTIONER) == RULES
