"""A process of its own that speaks with the hub: its library and the network stay out of the window.

    python -m chai_desktop.models.catalog.hub_process ORDER

ORDER is JSON: {"repository": ...} asks what there is; with "revision" and "files" it downloads them into the Hugging
Face cache. Each line of its output is a JSON table with one of the keys "found", "at" (bytes so far, and the file),
"done" (the snapshot's folder) and "refused" (message and hint).
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from chai_desktop.errors import EngineError
from chai_desktop.models.catalog.hub_blob import fetch_blob
from chai_desktop.models.installing import how_to_install

# Read by the library when it is imported: no other way in, no wait of minutes, nobody told of it.
_ENVIRONMENT = {
    "HF_HUB_DISABLE_XET": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_ETAG_TIMEOUT": "10",
    "HF_HUB_DOWNLOAD_TIMEOUT": "20",
}
_STEP = 1 << 20  # bytes between two words about progress; what a broken connection costs (the library's own: 10 MB)


def main(order: dict[str, Any]) -> None:
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    try:
        import huggingface_hub
        from huggingface_hub import constants
    except ImportError:
        _refuse(
            "Downloading needs the package huggingface_hub, which is not installed.",
            f"Install it with: {how_to_install(['huggingface_hub'])}",
        )
        return
    constants.DOWNLOAD_CHUNK_SIZE = _STEP
    try:
        _do(huggingface_hub, order)
    except Exception as error:  # noqa: BLE001 - the border of a library with many kinds of errors: told in a sentence
        _refuse(*_in_words(error, str(order.get("repository", ""))))


def _do(hub: Any, order: dict[str, Any]) -> None:
    repository = order["repository"]
    if "files" not in order:
        info = hub.HfApi().model_info(repository, files_metadata=True, timeout=20)
        files = [{"name": file.rfilename, "size": file.size or 0} for file in info.siblings or []]
        _say(found={"revision": info.sha, "licence": _licence(info), "files": files})
        return
    counter = _counter()
    folder = ""
    for name in order["files"]:
        counter.file = name
        fetch_blob(repository, name, order["revision"], counter, counter.checking)
        got = hub.hf_hub_download(repository, name, revision=order["revision"], tqdm_class=counter)
        folder = str(Path(got).parents[len(Path(name).parents) - 1])
        counter.end_file(Path(got).stat().st_size)
    _say(done=folder)


def _licence(info: Any) -> str:
    named = getattr(info.card_data, "license", None) if info.card_data else None
    tags = [tag.removeprefix("license:") for tag in info.tags or [] if tag.startswith("license:")]
    return str(named or (tags[0] if tags else ""))


def _counter() -> Any:
    from huggingface_hub.utils import tqdm

    class Counter(tqdm):  # type: ignore[misc]
        """Says how many bytes of all files are here, instead of drawing a bar."""

        file = ""
        ended = 0  # bytes of the files that are whole

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            kwargs["disable"] = True
            super().__init__(*args, **kwargs)
            self._here = int(kwargs.get("initial") or 0)

        def update(self, n: float | None = 1) -> None:
            self._here += int(n or 0)
            _say(at=Counter.ended + self._here, file=Counter.file)

        @classmethod
        def checking(cls, size: int) -> None:
            _say(at=Counter.ended + size, file=f"{Counter.file} is checked")

        @classmethod
        def end_file(cls, size: int) -> None:
            Counter.ended += size
            _say(at=Counter.ended, file=Counter.file)

    return Counter


def _in_words(error: Exception, repository: str) -> tuple[str, str]:
    if isinstance(error, EngineError):
        return error.message, error.hint
    names = {kind.__name__ for kind in type(error).__mro__}
    if "GatedRepoError" in names:
        return (
            f"{repository} is given only to people who agreed to its terms.",
            "Agree on its page, and log in.",
        )
    if "RepositoryNotFoundError" in names:
        return f"The hub has no model {repository}, or does not show it to you.", "Check the name."
    if "OfflineModeIsEnabled" in names:
        return "The network is switched off for models (HF_HUB_OFFLINE is set).", "Take it out of the environment."
    if names & {"ConnectError", "ConnectTimeout", "LocalEntryNotFoundError", "ConnectionError"}:
        return "The hub cannot be reached.", "Check the network. Models that are already here work without it."
    if names & {"TransportError", "TimeoutException", "HfHubHTTPError"}:
        return f"The hub did not go on answering ({type(error).__name__}).", "Try again: it goes on where it stopped."
    if isinstance(error, OSError) and error.errno == 28:
        return "The disk is full.", "Make room and try again: it goes on where it stopped."
    return f"{repository} could not be had from the hub: {error}.", "Try again."


def _say(**table: Any) -> None:
    sys.stdout.write(json.dumps(table) + "\n")
    sys.stdout.flush()


def _refuse(message: str, hint: str) -> None:
    _say(refused=[message, hint])


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
