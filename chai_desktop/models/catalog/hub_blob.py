"""Large files of the hub, piece by piece into the place where its cache keeps them, so that a stopped download goes on.

The hub's own library begins anew after a stop: it keeps each try under a name of its own.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from chai_desktop.errors import EngineError

_SHA256 = re.compile(r"^[0-9a-f]{64}$")
_SMALL = 1 << 20  # bytes; what is smaller is left to the library
_STEP = 8 << 20


def fetch_blob(
    repository: str, name: str, revision: str, counter: Callable[..., Any], checking: Callable[[int], None]
) -> None:
    """Bring one file's bytes into the cache, where they are not yet. EngineError where they are not what was promised.

    ``counter`` is a class like tqdm: it is told how many bytes came. ``checking`` hears again and again that all of
    them (so many) are here and being read: on a slow disk that takes minutes, in which nobody must think that the hub
    is silent. Runs where huggingface_hub may be imported.
    """
    from huggingface_hub import constants, get_hf_file_metadata, hf_hub_url
    from huggingface_hub.file_download import http_get, repo_folder_name
    from huggingface_hub.utils import WeakFileLock, build_hf_headers

    headers = build_hf_headers()
    url = hf_hub_url(repository, name, revision=revision)
    facts = get_hf_file_metadata(url, headers=headers)
    if not facts.etag or not facts.size or facts.size < _SMALL or not _SHA256.match(facts.etag):
        return
    blob = Path(constants.HF_HUB_CACHE) / repo_folder_name(repo_id=repository, repo_type="model") / "blobs" / facts.etag
    if blob.exists():
        return
    if urlsplit(facts.location).netloc != urlsplit(url).netloc:
        headers.pop("authorization", None)  # the person's key is for the hub, not for whoever stores its files
    blob.parent.mkdir(parents=True, exist_ok=True)
    part = blob.with_name(f"{facts.etag}.part")
    with WeakFileLock(part.with_suffix(".lock")), part.open("ab", buffering=0) as file:
        here = file.tell()
        if here > facts.size:
            file.truncate(here := 0)
        http_get(facts.location, file, resume_size=here, headers=headers, expected_size=facts.size, tqdm_class=counter)
    if _sha256(part, lambda: checking(facts.size)) != facts.etag:
        part.unlink()
        raise EngineError(f"{name} did not arrive as the hub keeps it.", "Try again: it is fetched anew.")
    os.replace(part, blob)
    part.with_suffix(".lock").unlink(missing_ok=True)


def _sha256(file: Path, at_work: Callable[[], None]) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while data := stream.read(_STEP):
            digest.update(data)
            at_work()
    return digest.hexdigest()
