"""Takes in what stands before every question about a clip, or finds that it is at hand."""

from __future__ import annotations

from collections.abc import Hashable

from chai_desktop.errors import EngineError
from chai_desktop.media.sampling.sampled_video import sample
from chai_desktop.media.sampling.settings import SamplingSettings
from chai_desktop.models.captioning.language_model import Shared
from chai_desktop.models.engine import Listener
from chai_desktop.models.gguf.beginnings import LIVE, Beginning, Beginnings
from chai_desktop.models.gguf.chat import ChatLayout
from chai_desktop.models.gguf.eyes import Eyes
from chai_desktop.models.gguf.llama import Entry, Llama
from chai_desktop.models.gguf.looking import TimedVideo, look_at_video, timed
from chai_desktop.models.gguf.spoken import READ
from chai_desktop.models.gguf.tally import Tally
from chai_desktop.models.requests import Footage

LEAST_ROOM = 16  # tokens that must be left for a question or an answer, or there is no sense in beginning


class Reader:
    def __init__(self, llama: Llama, layout: ChatLayout, beginnings: Beginnings, eyes: Eyes | None) -> None:
        self._llama = llama
        self._layout = layout
        self._beginnings = beginnings
        self._eyes = eyes

    def begun(self, shared: Shared, listener: Listener, tally: Tally) -> Beginning:
        """The beginning, live; kept where it can be known again."""
        key = key_of(shared)
        found = None if key is None else self._beginnings.find(key)
        if found is not None:
            tally.at_hand = True
            return found
        self._beginnings.start()
        with tally.reading():
            beginning = self._read(shared, listener)
        if key is not None:
            self._beginnings.keep(key, beginning)
        return beginning

    def _read(self, shared: Shared, listener: Listener) -> Beginning:
        tokens = self._layout.opening(shared.system)
        video = None if shared.footage is None else self._frames(shared.footage, shared.sampling, listener)
        self._check_room(len(tokens), video)
        self._llama.begin([Entry(token, at, LIVE, False) for at, token in enumerate(tokens)], listener.check)
        if video is None or self._eyes is None:
            return Beginning(len(tokens), len(tokens))

        def told(number: int, count: int) -> None:
            listener.check()
            listener.progress(READ * number / count, f"Looks at moment {number + 1} of {count}")

        position = look_at_video(self._llama, self._eyes, video, len(tokens), told)
        return Beginning(len(tokens) + video.cells, position, video.video.notes)

    def _frames(self, footage: Footage, sampling: SamplingSettings, listener: Listener) -> TimedVideo:
        listener.progress(0.0, "Reads the frames")
        video = sample(footage.path, footage.first_frame, footage.last_frame, sampling, listener.cancelled)
        return timed(video, self._llama)

    def _check_room(self, tokens: int, video: TimedVideo | None) -> None:
        cells = tokens + LEAST_ROOM + (0 if video is None else video.cells)
        if cells <= self._llama.cells:
            return
        if video is None:
            raise too_long(self._llama)
        raise EngineError(
            f"The clip is too long for {self._llama.path.name}: its frames take {video.cells} tokens, and there is room"
            f" for {self._llama.cells}.",
            "Choose a smaller video budget, or a longer context.",
        )


def key_of(shared: Shared) -> Hashable | None:
    """By what a beginning is known again, within one process and hence one model. None: it cannot be known."""
    footage = shared.footage
    if footage is None:
        return (shared.system,)
    if not footage.content_hash:
        return None
    return (shared.system, footage.content_hash, footage.first_frame, footage.last_frame, shared.sampling.hash)


def too_long(llama: Llama, beginning: Beginning | None = None, seen: bool = False) -> EngineError:
    """``seen``: the beginning holds a clip, so that a smaller one would leave more room."""
    room = min(llama.cells, llama.longest)
    if seen and beginning is not None:
        return EngineError(
            f"The text is too long for {llama.path.name} behind this clip: there is room for {room} tokens, and the"
            f" clip takes {beginning.cells}.",
            "Choose a smaller video budget, a longer context, or make the caption or the critique shorter.",
        )
    return EngineError(
        f"The text is too long for {llama.path.name}: it can take in {room} tokens.",
        "Make the caption or the critique shorter, or choose a model with a longer context.",
    )
