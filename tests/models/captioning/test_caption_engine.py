"""What every model is told and asked, whichever library runs it; and where its answers are said to come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from chai_desktop.errors import EngineError
from chai_desktop.media.sampling.settings import SamplingSettings
from chai_desktop.models.captioning.caption_engine import NO_VIDEO, CaptionEngine
from chai_desktop.models.captioning.language_model import Judged, Provenance, Question, Shared, Written
from chai_desktop.models.captioning.templates import templates_of
from chai_desktop.models.engine import Listener
from chai_desktop.models.requests import (
    CritiqueRequest,
    DraftRequest,
    Footage,
    PrepareRequest,
    ScoreRequest,
    Task,
    Usage,
)
from chai_desktop.spec.aspects import Aspect

FOOTAGE = Footage("/footage/a.mp4", "a1b2", 0, 47)
DRAFT = DraftRequest("a.mp4", "a1b2", Aspect.CAMERA, {"camera_pan": "left_to_right"}, "1.1.0", "1.0.0")


class LastLine:
    """A language model that answers with the last line that it was asked, and remembers what that was."""

    provenance = Provenance("last line 1", model_hash="ab")

    def __init__(self, sees: bool) -> None:
        self.sees = self.judges = sees
        self.asked: list[tuple[Shared, tuple[str, ...]]] = []

    def write(
        self, shared: Shared, questions: Sequence[Question], listener: Listener
    ) -> tuple[tuple[Written, ...], Usage]:
        self.asked.append((shared, tuple(question.text for question in questions)))
        return tuple(Written(question.text.splitlines()[-1], True) for question in questions), Usage(passes=1)

    def judge(
        self, shared: Shared, questions: Sequence[str], yes: str, no: str, listener: Listener
    ) -> tuple[tuple[Judged, ...], Usage]:
        self.asked.append((shared, tuple(questions)))
        return tuple(Judged(1 / (2 + len(question)), 0.0) for question in questions), Usage()

    def prepare(self, shared: Shared, listener: Listener) -> Usage:
        self.asked.append((shared, ()))
        return Usage(prompt_tokens=1)


def engine_of(model: LastLine) -> CaptionEngine:
    return CaptionEngine("last", model, templates_of({}), SamplingSettings())


def test_all_that_is_asked_about_a_clip_begins_alike() -> None:
    model = LastLine(sees=True)
    engine = engine_of(model)
    engine.prepare(PrepareRequest(FOOTAGE))
    engine.draft([replace(DRAFT, aspect=aspect, footage=FOOTAGE) for aspect in Aspect])
    engine.critique(CritiqueRequest(Aspect.CAMERA, "The camera pans.", {}, footage=FOOTAGE))
    engine.score(ScoreRequest(Aspect.CAMERA, ("It pans.", "It tilts."), FOOTAGE))
    assert len({shared for shared, _questions in model.asked}) == 1
    assert [len(questions) for _shared, questions in model.asked] == [0, 5, 1, 2]


def test_a_model_without_eyes_is_shown_nothing_and_its_texts_say_so() -> None:
    model = LastLine(sees=False)
    (text,) = engine_of(model).draft([replace(DRAFT, footage=FOOTAGE)])
    assert model.asked[0][0].footage is None
    assert text.notes == (NO_VIDEO,)
    assert text.fingerprint.sampling_hash == ""
    assert "[the video]" not in text.prompt
    with pytest.raises(EngineError):
        engine_of(model).score(ScoreRequest(Aspect.CAMERA, ("It pans.",), FOOTAGE))
    assert Task.SCORE not in engine_of(model).tasks


def test_answers_to_an_optional_part_are_told_where_there_are_any() -> None:
    model = LastLine(sees=False)
    engine = engine_of(model)
    engine.draft([replace(DRAFT, aspect=Aspect.SCENE, answers={}), replace(DRAFT, aspect=Aspect.SCENE, answers=LIT)])
    without, with_part = model.asked[0][1]
    assert "temperature" not in without.lower()
    assert "temperature" in with_part.lower()


def test_the_settings_hash_follows_what_was_asked_and_not_where_the_file_lies() -> None:
    engine = engine_of(LastLine(sees=True))
    here, there, other = (
        engine.draft([replace(DRAFT, footage=footage)])[0].fingerprint
        for footage in (FOOTAGE, replace(FOOTAGE, path="/elsewhere/a.mp4"), replace(FOOTAGE, last_frame=46))
    )
    assert here == there
    assert here.settings_hash != other.settings_hash
    assert here.model_hash == "ab"


LIT = {"color_temperature": "warm"}
