"""Measuring an engine: by the rules, and by one that comes to no end."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from chai_desktop.errors import Cancelled
from chai_desktop.models import measuring
from chai_desktop.models.engine import SILENT, Listener
from chai_desktop.models.measuring import measure
from chai_desktop.models.requests import DraftRequest, EngineText
from chai_desktop.models.rules.rules_engine import RulesEngine


class Rambling(RulesEngine):
    """Writes without an end, until it is stopped."""

    def draft(self, requests: Sequence[DraftRequest], listener: Listener = SILENT) -> tuple[EngineText, ...]:
        while True:
            listener.check()
            listener.piece(0, "and ")
            time.sleep(0.01)


def test_an_engine_that_does_not_count_still_has_its_time():
    told: list[str] = []
    measured = measure(RulesEngine(), Listener(progress=lambda _fraction, words: told.append(words)))
    assert measured.seconds > 0 and measured.is_whole and measured.writing_rate == 0
    assert told[0] == "Warming up"


def test_an_engine_without_an_end_is_stopped_and_its_pieces_counted(monkeypatch):
    monkeypatch.setattr(measuring, "_LONGEST", 0.3)
    measured = measure(Rambling(), SILENT)
    assert not measured.is_whole and 20 < measured.writing_rate < 110


def test_a_person_can_stop_it():
    with pytest.raises(Cancelled):
        measure(Rambling(), Listener(cancelled=lambda: True))
