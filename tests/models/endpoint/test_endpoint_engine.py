"""The engine of a server, against a real one that answers well."""

from __future__ import annotations

from typing import Any

import pytest

from chai_desktop.errors import EngineError
from chai_desktop.models.endpoint.endpoint_engine import make
from chai_desktop.models.engine import Listener
from chai_desktop.models.requests import CritiqueRequest, DraftRequest, RevisionRequest, Task
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind

PRE = "The camera zooms in."
REVISION = RevisionRequest(Aspect.CAMERA, PRE, (Point(PointKind.WRONG, "dollies in", 11, 19, "zooms in"),), seed=7)


def draft_of(aspect: Aspect, **more: Any) -> DraftRequest:
    return DraftRequest("a", "", aspect, {}, "", "", **more)


def test_it_revises_in_pieces_and_says_what_it_asked(server: Any, engine: Any) -> None:
    heard: list[str] = []
    revised = engine().revise(REVISION, Listener(piece=lambda _number, text: heard.append(text)))
    assert revised.text == "The camera pans right."
    assert heard == ["The ", "camera ", "pans ", "right. "]
    (asked,) = server.questions
    assert (asked["model"], asked["temperature"], asked["seed"], asked["stream"]) == ("some-model", 0.0, 7, True)
    assert '"zooms in" -> "dollies in"' in asked["messages"][1]["content"]
    assert asked["messages"][1]["content"] in revised.prompt
    assert (revised.fingerprint.engine, revised.fingerprint.engine_version) == ("endpoint", "some-model")
    assert revised.fingerprint.seed == 7
    assert (revised.usage.kept_tokens, revised.usage.new_tokens) == (5, 4)
    assert revised.usage.prompt_tokens == len(asked["messages"][1]["content"].split())


def test_what_else_is_told_to_the_server_stands_in_the_fingerprint(engine: Any) -> None:
    plain, again, other = (
        engine(**settings).revise(REVISION).fingerprint for settings in ({}, {"parallel": 2}, {"body": {"top_k": 1}})
    )
    assert plain == again
    assert plain.settings_hash != other.settings_hash


def test_it_drafts_and_critiques_without_eyes_and_says_so(server: Any, engine: Any) -> None:
    made = engine()
    assert made.tasks == {Task.DRAFT, Task.CRITIQUE, Task.REVISE}
    draft = made.draft([draft_of(Aspect.CAMERA, temperature=0.8)])[0]
    assert draft.text == "The camera pans right."
    assert "did not see the video" in draft.notes[0]
    assert server.questions[0]["temperature"] == 0.8
    server.words = '"zooms in" -> "dollies in"'
    critique = made.critique(CritiqueRequest(Aspect.CAMERA, PRE, {}))
    assert critique.points == (Point(PointKind.WRONG, "dollies in", 11, 19, "zooms in"),)
    server.words = "No edits needed."
    assert made.critique(CritiqueRequest(Aspect.CAMERA, PRE, {})).nothing_wrong


def test_several_questions_are_asked_at_once_after_the_first_has_begun(server: Any, engine: Any) -> None:
    server.manner = "busy"
    heard: dict[int, str] = {}
    drafts = [draft_of(aspect) for aspect in Aspect]
    texts = engine(parallel=3).draft(drafts, Listener(piece=lambda number, text: heard.update({number: text})))
    assert server.open_at_first_word == 1
    assert server.open_most == 3
    assert len({text.text for text in texts}) == 5
    assert {number: text.text for number, text in enumerate(texts)} == heard
    for text, aspect in zip(texts, Aspect, strict=True):
        assert aspect.label.lower() in text.text.lower()


def test_an_answer_that_was_cut_off_is_told(server: Any, engine: Any) -> None:
    server.manner = "cut"
    assert "cut off" in " ".join(engine().revise(REVISION).notes)


def test_a_server_that_does_not_stream_is_understood(server: Any, engine: Any) -> None:
    server.manner = "streamless"
    assert engine().revise(REVISION).text == "The camera tilts."


def test_half_a_character_becomes_one_that_can_be_stored(server: Any, engine: Any) -> None:
    server.manner = "half_a_character"
    assert engine().revise(REVISION).text == "The ? camera."


def test_more_can_be_put_into_each_question(server: Any, engine: Any) -> None:
    engine(body={"top_k": 20}).revise(REVISION)
    assert [asked["top_k"] for asked in server.asked] == [20] * len(server.asked)


def test_without_a_name_the_only_model_is_taken(server: Any) -> None:
    assert make("", {"url": server.url}).revise(REVISION).fingerprint.engine_version == "some-model"
    server.names = ("/home/someone/models/qwen.gguf",)  # as llama-server names them
    assert make("", {"url": server.url}).revise(REVISION).fingerprint.engine_version == "qwen.gguf"
    server.names = ("small", "large")
    with pytest.raises(EngineError, match="No model was named") as said:
        make("", {"url": server.url})
    assert "small, large" in said.value.hint


def test_ipv6_on_this_machine_is_this_machine(server6: Any) -> None:
    assert make("m", {"url": server6.url}).revise(REVISION).text


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"frames": "some"}, "“some” is no value of the setting “frames”"),
        ({"parallel": 0}, "“parallel” must be a number from 1 to 64"),
        ({"silence": "long"}, "“silence” must be a number"),
        ({"body": 3}, "“body” holds no names"),
    ],
)
def test_a_setting_that_cannot_be_is_named(engine: Any, settings: dict[str, Any], words: str) -> None:
    with pytest.raises(EngineError, match=words):
        engine(**settings)
