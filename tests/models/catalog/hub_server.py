"""A small real server that speaks the few routes of the hub which a download uses."""

from __future__ import annotations

import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REVISION = "d" * 40


class HubServer(ThreadingHTTPServer):
    """``files`` by name for one repository. ``break_after``: bytes of a body after which the connection is cut, once.

    ``asked``: the Range headers of all downloads, '' where there was none.
    """

    daemon_threads = True

    def __init__(self, repository: str, files: dict[str, bytes], gated: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.repository, self.files, self.gated = repository, files, gated
        self.break_after: int | None = None
        self.hold = threading.Event()
        self.hold.set()
        self.asked: list[tuple[str, str]] = []
        self._thread = threading.Thread(target=self.serve_forever, name="hub server")
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def close(self) -> None:
        self.hold.set()
        self.shutdown()
        self._thread.join()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was ended in the middle is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: HubServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, *_args: object) -> None:
        pass

    def _answer(self, with_body: bool) -> None:
        path = self.path.split("?")[0]
        hub = self.server
        if path.startswith(f"/api/models/{hub.repository}"):
            self._send_info()
        elif path.startswith(f"/{hub.repository}/resolve/{REVISION}/"):
            name = path.split(f"{REVISION}/", 1)[1]
            self._send_file(name, hub.files[name], with_body)
        else:
            self._send(404, b"{}", {"X-Error-Code": "RepoNotFound"}, with_body)

    def _send_info(self) -> None:
        hub = self.server
        if hub.gated:
            self._send(403, b"{}", {"X-Error-Code": "GatedRepo"}, with_body=True)
            return
        siblings = [{"rfilename": name, "size": len(data)} for name, data in hub.files.items()]
        info = {
            "_id": "1", "id": hub.repository, "modelId": hub.repository, "sha": REVISION, "private": False,
            "gated": False, "tags": ["license:apache-2.0"], "downloads": 0, "likes": 0, "siblings": siblings,
        }  # fmt: skip
        self._send(200, json.dumps(info).encode(), {"Content-Type": "application/json"}, with_body=True)

    def _send_file(self, name: str, data: bytes, with_body: bool) -> None:
        hub = self.server
        digest = hashlib.sha256(data).hexdigest()
        headers = {"ETag": f'"{digest}"', "X-Repo-Commit": REVISION, "Accept-Ranges": "bytes"}
        wanted = self.headers.get("Range", "")
        if not with_body:
            self._send(200, data, headers, with_body=False)
            return
        hub.asked.append((name, wanted))
        start = int(wanted.removeprefix("bytes=").split("-")[0]) if wanted else 0
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        self._send(206 if start else 200, data[start:], headers, with_body=True)

    def _send(self, status: int, body: bytes, headers: dict[str, str], with_body: bool) -> None:
        hub = self.server
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not with_body:
            return
        if hub.break_after is not None and len(body) > hub.break_after:
            self.wfile.write(body[: hub.break_after])
            self.wfile.flush()
            hub.break_after = None
            self.close_connection = True
            return
        half = len(body) // 2
        self.wfile.write(body[:half])
        self.wfile.flush()
        if len(body) > 1 << 20:
            hub.hold.wait(20)
        self.wfile.write(body[half:])
