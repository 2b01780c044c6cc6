"""Has the model read a clip, once: what was read is kept for the next questions about it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from pathlib import Path

from chai_desktop.errors import EngineError, MediaError
from chai_desktop.media.sampling.patches import patches_of
from chai_desktop.media.sampling.sampled_video import sample
from chai_desktop.models.captioning.language_model import Shared
from chai_desktop.models.engine import Listener
from chai_desktop.models.requests import Footage
from chai_desktop.models.transformers.decoder import Decoder
from chai_desktop.models.transformers.kept_prefixes import KeptPrefixes
from chai_desktop.models.transformers.loading import Loaded
from chai_desktop.models.transformers.memory import with_room
from chai_desktop.models.transformers.prefix import Prefix, VideoInput, no_prefix, read_prefix
from chai_desktop.models.transformers.tally import Tally


class ClipReader:
    """Of one loaded model; ``let_go`` gives memory back where it runs out."""

    def __init__(self, loaded: Loaded, decoder: Decoder, kept: KeptPrefixes, let_go: Callable[[], None]) -> None:
        self._loaded, self._decoder, self._kept, self._let_go = loaded, decoder, kept, let_go

    def prefix(self, shared: Shared, tally: Tally, listener: Listener) -> Prefix:
        """Of system and video. Without a video there is nothing worth keeping: then the question brings the system."""
        if shared.footage is None:
            return no_prefix(self._decoder)
        key = _key_of(shared, shared.footage)
        prefix = self._kept.get(key)
        if prefix is None:
            with tally.timed("prompt"):
                prefix = self._read(shared, shared.footage, tally, listener)
            self._kept.keep(key, prefix)
            tally.read_tokens += prefix.tokens
        return prefix

    def question(self, shared: Shared, question: str) -> list[int]:
        """What follows the prefix."""
        words = self._loaded.words
        return words.closing(question) if shared.footage is not None else words.whole(shared.system, question)

    def _read(self, shared: Shared, footage: Footage, tally: Tally, listener: Listener) -> Prefix:
        tally.clip(0.0, "Reads the frames")
        try:
            video = sample(
                Path(footage.path), footage.first_frame, footage.last_frame, shared.sampling, listener.cancelled
            )
        except MediaError as error:
            raise EngineError(error.message, error.hint) from error
        ids = self._loaded.words.opening(shared.system, video.plan)
        self._kept.make_room(len(ids) * self._decoder.token_bytes())
        patches = patches_of(video, self._loaded.mean, self._loaded.std)
        given = VideoInput(patches, video.plan.grid, self._loaded.words.marks.video)
        prefix = with_room(lambda: read_prefix(self._decoder, ids, given, tally.clip), self._let_go)
        return replace(prefix, notes=video.notes)


def _key_of(shared: Shared, footage: Footage) -> Hashable:
    """Where no one knows the file's hash, its name, size and time stand for it."""
    return (
        footage.content_hash or _looks_of(Path(footage.path)),
        footage.first_frame,
        footage.last_frame,
        shared.sampling.hash,
        shared.system,
    )


def _looks_of(path: Path) -> str:
    try:
        stat = path.stat()
    except OSError:
        return str(path)
    return f"{path} {stat.st_size} {stat.st_mtime_ns}"
