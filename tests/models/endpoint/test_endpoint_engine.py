from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from chai_desktop.errors import Cancelled, EngineError
from chai_desktop.models.endpoint.address import read_address
from chai_desktop.models.endpoint.endpoint_engine import KEY_VARIABLE, EndpointEngine, make
from chai_desktop.models.engine import Listener
from chai_desktop.models.requests import CritiqueRequest, DraftRequest, RevisionRequest
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind

PRE = "The camera zooms in."
REVISION = RevisionRequest(Aspect.CAMERA, PRE, (Point(PointKind.WRONG, "dollies in", 11, 19, "zooms in"),), seed=7)


@pytest.fixture
def engine(server: Any) -> Callable[..., EndpointEngine]:
    return lambda **settings: make("some-model", {"url": server.url, **settings})


def test_it_revises_in_pieces_and_says_what_it_asked(server: Any, engine: Any) -> None:
    heard: list[str] = []
    revised = engine().revise(REVISION, Listener(piece=lambda _number, text: heard.append(text)))
    assert revised.text == "The camera pans right."
    assert heard == ["The ", "camera ", "pans ", "right. "]
    asked = server.asked[0]
    assert (asked["model"], asked["temperature"], asked["seed"], asked["stream"]) == ("some-model", 0.0, 7, True)
    assert '"zooms in" -> "dollies in"' in asked["messages"][1]["content"]
    assert revised.fingerprint.seed == 7


def test_it_drafts_and_critiques(server: Any, engine: Any) -> None:
    draft = engine().draft([DraftRequest("a", "", Aspect.CAMERA, {}, "", "", temperature=0.8)])[0]
    assert draft.text == "The camera pans right."
    assert "did not see the video" in draft.notes[0]
    assert server.asked[0]["temperature"] == 0.8
    server.words = '"zooms in" -> "dollies in"'
    critique = engine().critique(CritiqueRequest(Aspect.CAMERA, PRE, {}))
    assert critique.points == (Point(PointKind.WRONG, "dollies in", 11, 19, "zooms in"),)
    server.words = "No edits needed."
    assert engine().critique(CritiqueRequest(Aspect.CAMERA, PRE, {})).nothing_wrong


def test_the_key_goes_with_the_question_and_nowhere_else(
    server: Any, engine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "secret")
    written = engine().revise(REVISION)
    assert server.keys == ["Bearer secret"]
    assert "secret" not in repr(written)


@pytest.mark.parametrize(
    ("manner", "words"),
    [
        ("html", "text/html instead of an answer"),
        ("garbage", "sends what is no answer"),
        ("binary", "ended without an answer"),
        ("locked", "does not accept the key"),
        ("unknown", "does not know this address"),
        ("broken", "status 500.*on fire"),
        ("failing", "context is full"),
        ("elsewhere", "status 302"),
        ("endless", "does not stop writing"),
        ("empty", "empty answer|without an answer"),
    ],
)
def test_a_bad_server_is_a_sentence_with_a_way_out(server: Any, engine: Any, manner: str, words: str) -> None:
    asked = engine()
    server.manner = manner
    with pytest.raises(EngineError, match=words) as said:
        asked.revise(REVISION)
    assert said.value.hint
    server.manner = "good"
    assert asked.revise(REVISION).text


def test_a_silent_server_is_given_up(server: Any, engine: Any) -> None:
    server.manner = "silent"
    with pytest.raises(EngineError, match="has gone silent"):
        engine(silence=0.3).revise(REVISION)


def test_a_silent_server_can_be_stopped_at_once(server: Any, engine: Any) -> None:
    server.manner = "silent"
    heard: list[str] = []
    began = time.monotonic()
    with pytest.raises(Cancelled):
        engine().revise(
            REVISION, Listener(piece=lambda _number, text: heard.append(text), cancelled=lambda: bool(heard))
        )
    assert time.monotonic() - began < 5
    assert heard == ["The "]


def test_no_server_at_all(server: Any) -> None:
    server.shutdown()
    server.server_close()
    with pytest.raises(EngineError, match="does not answer"):
        make("m", {"url": server.url}).revise(REVISION)


@pytest.mark.parametrize("url", ["http://localhost:1/v1", "http://127.8.9.1/v1/", "https://[::1]:8080"])
def test_this_machine_needs_no_consent(url: str) -> None:
    assert read_address(url, consent=False).is_local


@pytest.mark.parametrize(
    "url",
    [
        "http://192.168.0.7/v1",
        "https://example.com/v1",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://[::2]/",
    ],
)
def test_another_machine_does(url: str) -> None:
    with pytest.raises(EngineError, match="is not this machine"):
        read_address(url, consent=False)
    assert not read_address(url, consent=True).is_local


@pytest.mark.parametrize("url", ["", "localhost:8080", "file:///etc/passwd", "http://", "http://me:secret@localhost/"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(EngineError):
        read_address(url, consent=True)
