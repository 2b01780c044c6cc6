"""Servers that do what servers should not: each a sentence with a way out, and the engine can be used again."""

from __future__ import annotations

import ssl
import threading
import time
from http.server import HTTPServer
from pathlib import Path
from typing import Any

import pytest

from chai_desktop.errors import Cancelled, EngineError
from chai_desktop.models.endpoint.endpoint_engine import make
from chai_desktop.models.engine import Listener
from chai_desktop.models.requests import DraftRequest, RevisionRequest
from chai_desktop.spec.aspects import Aspect
from tests.models.endpoint.conftest import Handler

REVISION = RevisionRequest(Aspect.CAMERA, "The camera zooms in.")


@pytest.mark.parametrize(
    ("manner", "words"),
    [
        ("html", "text/html instead of an answer"),
        ("garbage", "sends what is no answer"),
        ("a_list", "sends what is no answer"),
        ("nested", "sends what is no answer"),
        ("wrong_json", "empty answer"),
        ("binary", "empty answer"),
        ("locked", "does not accept the key"),
        ("unknown", "does not know this address or this model: model some-model not found"),
        ("overrun", "too much to do: slow down"),
        ("loading", "may still load its model"),
        ("broken", "status 500.*on fire"),
        ("talkative", r"refused \(status 500\)\."),
        ("failing", "context is full"),
        ("elsewhere", "sends on to http://example.com/: nothing was sent there"),
        ("lost", "broke the connection off"),
        ("rude", "does not speak HTTP"),
        ("endless", "does not stop writing"),
        ("one_line", "sends what is no answer"),
        ("empty", "empty answer"),
        ("thinking", "whole answer on thinking"),
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


@pytest.mark.parametrize("manner", ["silent", "still", "dripping"])
def test_a_silent_server_is_given_up(server: Any, engine: Any, manner: str) -> None:
    server.manner = manner
    with pytest.raises(EngineError, match=r"has been silent for 0\.3 seconds"):
        engine(silence=0.3).revise(REVISION)


@pytest.mark.parametrize("manner", ["silent", "still", "dripping"])
def test_a_cancel_ends_every_connection_at_once(server: Any, engine: Any, manner: str) -> None:
    server.manner = manner
    drafts = [DraftRequest("a", "", aspect, {}, "", "") for aspect in Aspect]
    began = time.monotonic()
    with pytest.raises(Cancelled):
        engine().draft(drafts, Listener(cancelled=lambda: bool(server.questions) and time.monotonic() - began > 0.3))
    assert time.monotonic() - began < 3
    deadline = time.monotonic() + 5
    while len(server.left) < len(server.questions) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert len(server.left) == len(server.questions) > 0  # each heard that its asker had gone
    server.manner = "good"
    assert engine().revise(REVISION).text


def test_one_failure_of_several_ends_the_others(server: Any, engine: Any) -> None:
    made = engine()
    drafts = [DraftRequest("a", "", aspect, {}, "", "") for aspect in Aspect]

    def failing_after_the_first(number: int, _text: str) -> None:
        server.manner = "broken"

    with pytest.raises(EngineError, match="on fire"):
        made.draft(drafts, Listener(piece=failing_after_the_first))


def test_no_server_at_all_is_told_when_it_is_loaded(server: Any) -> None:
    server.shutdown()
    server.server_close()
    with pytest.raises(EngineError, match="does not answer"):
        make("m", {"url": server.url})


def test_a_certificate_that_nobody_knows_is_refused() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).parent / "self_signed.pem")
    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_who: None  # type: ignore[method-assign]
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        with pytest.raises(EngineError, match="a certificate that this machine does not trust"):
            make("m", {"url": f"https://127.0.0.1:{server.server_port}/v1"})
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_https_to_a_server_without_it(server: Any) -> None:
    with pytest.raises(EngineError, match="does not speak https"):
        make("m", {"url": server.url.replace("http:", "https:")})
