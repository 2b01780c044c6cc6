"""The language model behind a server. What it does with a seed, and with what it has read before, is its affair."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import PurePosixPath, PureWindowsPath

from chai_desktop.errors import EngineError
from chai_desktop.models.captioning.language_model import Judged, Provenance, Question, Shared, Written
from chai_desktop.models.endpoint.ability import Ability
from chai_desktop.models.endpoint.asking import Patience, Work, ask_together
from chai_desktop.models.endpoint.first_word import judged
from chai_desktop.models.endpoint.pictures import Pictures, Shown
from chai_desktop.models.endpoint.question_body import messages, one_word, to_judge, to_write
from chai_desktop.models.endpoint.reply import Reply, first_alternatives, usage_of
from chai_desktop.models.endpoint.server import QUESTIONS, Message, Server
from chai_desktop.models.endpoint.settings import EndpointSettings
from chai_desktop.models.engine import Listener
from chai_desktop.models.requests import Usage

_TYPICAL = 600  # characters of an answer; only for progress
_NOTHING_LISTED = "The server did not tell how likely its words are."


class EndpointModel:
    """Implements ``captioning.language_model.LanguageModel``.

    Texts of a question are put into the model's chat template by the server: special tokens that stand in them are the
    server's to take as words. Nothing of an answer is reported as copied, since the server does not tell.
    """

    def __init__(self, server: Server, name: str, ability: Ability, settings: EndpointSettings) -> None:
        self._server = server
        self._name = name
        self._settings = settings
        self._patience = Patience(server.address.url, settings.parallel, settings.silence)
        self._pictures = Pictures(settings.image, settings.megabytes)
        self.sees = ability.sees
        self.judges = ability.judges
        self.provenance = Provenance(_version(name, server), settings=_deciding(settings, ability))

    def write(
        self, shared: Shared, questions: Sequence[Question], listener: Listener
    ) -> tuple[tuple[Written, ...], Usage]:
        shown = self._shown(shared, listener)
        bodies = [
            to_write(self._name, messages(shared.system, shown.parts, each.text), each, self._settings.body)
            for each in questions
        ]
        replies = self._heard([partial(self._server.messages, body) for body in bodies], shown, listener)
        for reply in replies:
            reply.check()
        texts = (Written(reply.text.strip(), reply.complete, notes=shown.notes) for reply in replies)
        return tuple(texts), usage_of(replies)

    def judge(
        self, shared: Shared, questions: Sequence[str], yes: str, no: str, listener: Listener
    ) -> tuple[tuple[Judged, ...], Usage]:
        """As ``first_word`` reads them from the alternatives that the server lists."""
        shown = self._shown(shared, listener)
        bodies = [
            to_judge(self._name, messages(shared.system, shown.parts, text), self._settings.body) for text in questions
        ]
        replies = [Reply(time.monotonic()) for _ in bodies]
        found: dict[int, dict[str, float]] = {}
        for number, message in self._ask([self._whole(body) for body in bodies], shown, listener):
            replies[number].take(message, time.monotonic())
            found[number] = first_alternatives(message)
            listener.progress(len(found) / len(bodies), f"{len(found)} of {len(bodies)} scored")
        if not all(found.get(number) for number in range(len(bodies))):
            raise EngineError(_NOTHING_LISTED, "Turn log-probabilities on at the server, or choose another engine.")
        return tuple(judged(found[number], yes, no) for number in range(len(bodies))), usage_of(replies)

    def prepare(self, shared: Shared, listener: Listener) -> Usage:
        """Decode and encode the frames; on this machine also have the server read them, in case that it keeps that."""
        shown = self._shown(shared, listener)
        if not (shown.parts and self._server.address.is_local):
            return Usage()
        body = one_word(self._name, messages(shared.system, shown.parts, "."), self._settings.body)
        reply = Reply(time.monotonic())
        for _number, message in self._ask([self._whole(body)], shown, listener):
            reply.take(message, time.monotonic())
        return usage_of([reply])

    # --- inside ----------------------------------------------------------------------------------------

    def _shown(self, shared: Shared, listener: Listener) -> Shown:
        if shared.footage is None:
            return Shown()
        listener.progress(0.0, "Reads the frames")
        return self._pictures.of(shared.footage, shared.sampling, listener.cancelled)

    def _heard(self, works: Sequence[Work], shown: Shown, listener: Listener) -> list[Reply]:
        replies = [Reply(time.monotonic()) for _ in works]
        for number, message in self._ask(works, shown, listener):
            words = replies[number].take(message, time.monotonic())
            if words:
                listener.piece(number, words)
                length = sum(len(reply.text) for reply in replies)
                listener.progress(min(0.99, length / (_TYPICAL * len(works))), f"{length} characters")
        listener.progress(1.0, "Written")
        return replies

    def _ask(self, works: Sequence[Work], shown: Shown, listener: Listener) -> Iterator[tuple[int, Message]]:
        """Says before it asks what leaves for where."""
        what = f"{shown.count} frames and the question" if shown.parts else "the question"
        where = "the server" if self._server.address.is_local else self._server.address.host
        listener.progress(0.0, f"Sends {what} to {where}")
        return ask_together(works, self._patience, listener.cancelled)

    def _whole(self, body: Message) -> Work:
        return partial(self._server.whole, "POST", QUESTIONS, body)


def _deciding(settings: EndpointSettings, ability: Ability) -> dict[str, object]:
    return {**({"body": settings.body} if settings.body else {}), **({"image": settings.image} if ability.sees else {})}


def _version(name: str, server: Server) -> str:
    """A server does not tell the hash of its weights, only a name: of a path on its disk the last part counts."""
    is_path = PurePosixPath(name).is_absolute() or PureWindowsPath(name).is_absolute()
    shown = PureWindowsPath(name).name if is_path else name
    return shown if server.address.is_local else f"{shown} at {server.address.host}"
