"""A real server on this machine, which answers as good ones and bad ones do."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

from chai_desktop.models.captioning.caption_engine import CaptionEngine
from chai_desktop.models.endpoint.endpoint_engine import make


class Server(ThreadingHTTPServer):
    """``manner``: how questions are answered; what is asked while the engine is loaded is always answered well."""

    daemon_threads = True
    block_on_close = False
    manner = "good"
    words = "The camera pans right."
    names: tuple[str, ...] = ("some-model",)
    sees = False
    swallows = False  # takes pictures, and passes over them
    counts = True  # whether it tells how many tokens a prompt has
    alternatives: dict[str, float] | None = None  # log-probabilities of the first token; None: it does not tell
    by_caption: ClassVar[dict[str, dict[str, float]]] = {}

    def __init__(self, address: Any) -> None:
        self.asked: list[dict[str, Any]] = []  # at loading and after
        self.keys: list[str] = []
        self.left: list[str] = []  # questions whose asker has gone
        self.open_now, self.open_most, self.open_at_first_word = 0, 0, 0
        super().__init__(address, Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing on the console: a client that leaves is a part of these tests."""

    @property
    def url(self) -> str:
        host = f"[{self.server_address[0]!s}]" if self.address_family == socket.AF_INET6 else "127.0.0.1"
        return f"http://{host}:{self.server_port}/v1"

    @property
    def questions(self) -> list[dict[str, Any]]:
        """What was asked after loading."""
        return [each for each in self.asked if not is_probe(each)]


class Server6(Server):
    address_family = socket.AF_INET6


def is_probe(asked: dict[str, Any]) -> bool:
    return words_asked(asked) == "Answer with the one word Yes."


def words_asked(asked: dict[str, Any]) -> str:
    content = asked["messages"][-1]["content"]
    return content if isinstance(content, str) else content[-1]["text"]


def pictures_asked(asked: dict[str, Any]) -> list[str]:
    content = asked["messages"][-1]["content"]
    return [] if isinstance(content, str) else [p["image_url"]["url"] for p in content if p["type"] == "image_url"]


def event(text: str, **more: Any) -> bytes:
    choice = {"index": 0, "delta": {"content": text}, **more}
    return b"data: " + json.dumps({"choices": [choice]}).encode() + b"\n\n"


class Handler(BaseHTTPRequestHandler):
    server: Server
    asked: dict[str, Any]

    def do_GET(self) -> None:
        self.head("application/json", 200 if self.path == "/v1/models" else 404)
        self.wfile.write(json.dumps({"object": "list", "data": [{"id": name} for name in self.server.names]}).encode())

    def do_POST(self) -> None:
        self.server.keys.append(self.headers.get("Authorization", ""))
        self.asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(self.asked)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the client may go when it likes
            if is_probe(self.asked) or (not self.asked.get("stream") and self.server.manner == "good"):
                self.be_whole()
            else:
                getattr(self, f"be_{self.server.manner}")()
            return
        self.server.left.append(words_asked(self.asked))

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the console."""

    def head(self, kind: str = "text/event-stream", status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()

    def usage(self) -> dict[str, Any]:
        tokens = len(words_asked(self.asked).split()) + 100 * len(pictures_asked(self.asked)) * self.server.sees
        kept = {"prompt_tokens_details": {"cached_tokens": 5}}
        return {"usage": {"prompt_tokens": tokens, "completion_tokens": 4, **kept}} if self.server.counts else {}

    def be_whole(self) -> None:
        if pictures_asked(self.asked) and not self.server.sees and not self.server.swallows:
            return self.be_blind()
        choice: dict[str, Any] = {"message": {"role": "assistant", "content": "Yes"}, "finish_reason": "length"}
        if self.asked.get("logprobs") and self.server.alternatives is not None:
            caption = next((key for key in self.server.by_caption if key in words_asked(self.asked)), "")
            listed = self.server.by_caption.get(caption, self.server.alternatives)
            top = [{"token": token, "logprob": value} for token, value in listed.items()]
            choice["logprobs"] = {"content": [{"token": "Yes", "logprob": -1.0, "top_logprobs": top}]}
        self.head("application/json")
        self.wfile.write(json.dumps({"choices": [choice], **self.usage()}).encode())
        return None

    def be_good(self) -> None:
        self.head()
        self.wfile.write(b": a comment\n\n" + b'data: {"choices": [{"delta": {"role": "assistant"}}]}\n\n')
        for word in self.server.words.split(" "):
            self.wfile.write(event(word + " "))
        self.wfile.write(b"data: " + json.dumps({"choices": [], **self.usage()}).encode() + b"\n\ndata: [DONE]\n\n")

    def be_busy(self) -> None:
        """Takes its time, and counts how many ask at once."""
        server = self.server
        server.open_now += 1
        server.open_most = max(server.open_most, server.open_now)
        time.sleep(0.15)
        self.head()
        server.open_at_first_word = server.open_at_first_word or server.open_now
        self.wfile.write(event(f"About {words_asked(self.asked)[:40]!r}."))
        time.sleep(0.1)
        server.open_now -= 1
        self.wfile.write(b"data: [DONE]\n\n")

    def be_cut(self) -> None:
        self.head()
        self.wfile.write(event("The camera", finish_reason="length") + b"data: [DONE]\n\n")

    def be_streamless(self) -> None:
        self.head("application/json")
        self.wfile.write(b'{"choices": [{"message": {"content": "The camera tilts."}, "finish_reason": "stop"}]}')

    def be_thinking(self) -> None:
        self.head()
        self.wfile.write(b'data: {"choices": [{"delta": {"reasoning_content": "Hm."}}]}\n\ndata: [DONE]\n\n')

    def be_half_a_character(self) -> None:
        self.head()
        self.wfile.write(b'data: {"choices": [{"delta": {"content": "The \\ud83d camera."}}]}\n\ndata: [DONE]\n\n')

    def be_html(self) -> None:
        self.head("text/html; charset=utf-8")
        self.wfile.write(b"<html>Welcome to the router</html>")

    def be_garbage(self) -> None:
        self.head()
        self.wfile.write(b"data: {not json}\n\n")

    def be_a_list(self) -> None:
        self.head()
        self.wfile.write(b"data: [1, 2]\n\n")

    def be_nested(self) -> None:
        self.head()
        self.wfile.write(b"data: " + b"[" * 200_000 + b"\n\n")

    def be_wrong_json(self) -> None:
        self.head("application/json")
        self.wfile.write(b'{"choices": "none", "usage": 3}')

    def be_binary(self) -> None:
        self.head()
        self.wfile.write(bytes(range(256)) * 100)

    def be_locked(self) -> None:
        self.head("application/json", 401)

    def be_unknown(self) -> None:
        self.head("application/json", 404)
        self.wfile.write(b'{"error": {"message": "model some-model not found"}}')

    def be_overrun(self) -> None:
        self.head("application/json", 429)
        self.wfile.write(b'{"detail": "slow down"}')

    def be_loading(self) -> None:
        self.head("application/json", 503)

    def be_blind(self) -> None:
        self.head("application/json", 500)
        self.wfile.write(b'{"error": {"message": "image input is not supported"}}')

    def be_broken(self) -> None:
        self.head("application/json", 500)
        self.wfile.write(b'{"error": "the graphics card is on fire"}')

    def be_talkative(self) -> None:
        self.head("text/html", 500)
        with contextlib.suppress(OSError):
            while True:
                self.wfile.write(b"<p>error</p>" * 5000)

    def be_failing(self) -> None:
        self.head()
        self.wfile.write(event("The ") + b'data: {"error": {"message": "context is full"}}\n\n')

    def be_elsewhere(self) -> None:
        self.send_response(307)
        self.send_header("Location", "http://example.com/")
        self.end_headers()

    def be_lost(self) -> None:
        self.protocol_version = "HTTP/1.1"
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"100\r\n" + event("The "))
        self.close_connection = True

    def be_rude(self) -> None:
        self.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")

    def be_silent(self) -> None:
        self.head()
        self.wfile.write(event("The "))
        self.until_the_asker_goes()

    def be_still(self) -> None:
        """Reads the question and says nothing at all."""
        self.until_the_asker_goes()

    def until_the_asker_goes(self) -> None:
        self.connection.settimeout(20)
        if self.connection.recv(1) == b"":
            raise BrokenPipeError

    def be_dripping(self) -> None:
        self.head()
        while True:
            self.wfile.write(b"d")
            self.wfile.flush()
            time.sleep(0.02)

    def be_endless(self) -> None:
        self.head()
        while True:
            self.wfile.write(event("on and on " * 50))

    def be_one_line(self) -> None:
        self.head()
        while True:
            self.wfile.write(b"data: " + b"x" * 100_000)

    def be_empty(self) -> None:
        self.head()
        self.wfile.write(b"data: [DONE]\n\n")


def _served(server: Server) -> Iterator[Server]:
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def server() -> Iterator[Server]:
    yield from _served(Server(("127.0.0.1", 0)))


@pytest.fixture
def server6() -> Iterator[Server]:
    try:
        server = Server6(("::1", 0))
    except OSError:
        pytest.skip("this machine has no IPv6")
    yield from _served(server)


@pytest.fixture
def engine(server: Server) -> Callable[..., CaptionEngine]:
    return lambda **settings: make("some-model", {"url": server.url, **settings})
