"""Several aspects at once: what one of them lacks does not keep the others from being drafted."""

from __future__ import annotations

import pytest

from chai_desktop.errors import EngineError
from chai_desktop.models.drafting_each import draft_each
from chai_desktop.models.engine import SILENT, Listener
from chai_desktop.models.requests import DraftRequest, EngineText
from chai_desktop.models.rules.rules_engine import RulesEngine
from chai_desktop.spec.aspects import Aspect

ANSWERS = {"camera_movement": "no", "steadiness": "static"}
REQUESTS = [DraftRequest("a", "", aspect, ANSWERS, "1", "1") for aspect in (Aspect.SUBJECT, Aspect.CAMERA)]


def test_alone_each_is_refused_or_written_by_itself_and_told_by_its_number() -> None:
    told: dict[int, str] = {}
    shares: list[float] = []
    refused, camera = draft_each(
        RulesEngine(),
        REQUESTS,
        Listener(
            lambda fraction, _words: shares.append(fraction), lambda n, text: told.update({n: told.get(n, "") + text})
        ),
        alone=True,
    )
    assert isinstance(refused, EngineError)
    assert isinstance(camera, EngineText)
    assert told == {1: camera.text}
    assert shares == sorted(shares)
    assert 0.5 <= shares[0] <= shares[-1] == 1.0


def test_in_one_batch_a_refusal_is_the_batch_s() -> None:
    with pytest.raises(EngineError):
        draft_each(RulesEngine(), REQUESTS, SILENT, alone=False)
    (camera,) = draft_each(RulesEngine(), REQUESTS[1:], SILENT, alone=False)
    assert camera == RulesEngine().draft(REQUESTS[1:])[0]
