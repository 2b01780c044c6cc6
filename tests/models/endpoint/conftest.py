"""A real server on this machine, which answers as good ones and bad ones do."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    manner = "good"
    words = "The camera pans right."
    asked: list[dict[str, Any]]
    keys: list[str]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


def event(text: str) -> bytes:
    return b"data: " + json.dumps({"choices": [{"index": 0, "delta": {"content": text}}]}).encode() + b"\n\n"


class Handler(BaseHTTPRequestHandler):
    server: Server
    manners: ClassVar[dict[str, Callable[[Handler], None]]] = {}

    def do_POST(self) -> None:
        self.server.keys.append(self.headers.get("Authorization", ""))
        self.server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the client may go when it likes
            getattr(self, f"be_{self.server.manner}")()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the console."""

    def head(self, kind: str = "text/event-stream", status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()

    def be_good(self) -> None:
        self.head()
        self.wfile.write(b": a comment\n\n" + b'data: {"choices": [{"delta": {"role": "assistant"}}]}\n\n')
        for word in self.server.words.split(" "):
            self.wfile.write(event(word + " "))
        self.wfile.write(b'data: {"usage": {"total_tokens": 9}, "choices": []}\n\ndata: [DONE]\n\n')

    def be_html(self) -> None:
        self.head("text/html; charset=utf-8")
        self.wfile.write(b"<html>Welcome to the router</html>")

    def be_garbage(self) -> None:
        self.head()
        self.wfile.write(b"data: {not json}\n\n")

    def be_binary(self) -> None:
        self.head()
        self.wfile.write(bytes(range(256)) * 100)

    def be_locked(self) -> None:
        self.head("application/json", 401)

    def be_unknown(self) -> None:
        self.head("application/json", 404)

    def be_broken(self) -> None:
        self.head("application/json", 500)
        self.wfile.write(b'{"error": "the graphics card is on fire"}')

    def be_failing(self) -> None:
        self.head()
        self.wfile.write(event("The ") + b'data: {"error": {"message": "context is full"}}\n\n')

    def be_elsewhere(self) -> None:
        self.send_response(302)
        self.send_header("Location", "http://example.com/")
        self.end_headers()

    def be_silent(self) -> None:
        self.head()
        self.wfile.write(event("The "))
        self.wfile.flush()
        time.sleep(30)

    def be_endless(self) -> None:
        self.head()
        while True:
            self.wfile.write(event("on and on " * 50))

    def be_empty(self) -> None:
        self.head()
        self.wfile.write(b"data: [DONE]\n\n")


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    server.asked, server.keys = [], []
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
