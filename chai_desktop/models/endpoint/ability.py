"""What a server's model can do. It is asked, when the engine is loaded, by up to three questions of one word each."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache, partial

import numpy as np

from chai_desktop.models.endpoint.asking import Patience, ask_together
from chai_desktop.models.endpoint.pictures import Part, data_address
from chai_desktop.models.endpoint.question_body import messages, one_word, to_judge
from chai_desktop.models.endpoint.refusals import NOT_AN_ANSWER, ServerRefusal, refusal
from chai_desktop.models.endpoint.reply import first_alternatives, tokens_of
from chai_desktop.models.endpoint.server import QUESTIONS, Message, Server
from chai_desktop.models.endpoint.settings import EndpointSettings

_log = logging.getLogger(__name__)

_WORDS = "Answer with the one word Yes."
_SIDE = 64  # pixels of the picture that is shown
_NOT_POSSIBLE = (400, 415, 422, 500, 501)  # how servers refuse what they cannot, pictures for one


@dataclass(frozen=True)
class Ability:
    """``sees``: takes pictures. ``judges``: tells the probabilities of first words."""

    sees: bool
    judges: bool


def ask_ability(server: Server, model: str, settings: EndpointSettings) -> Ability:
    """EngineError where the server cannot be used: it is then known when it is loaded, and not only in the middle."""
    first, judges = _ask_in_words(server, model, settings)
    sees = settings.frames == "images" or (settings.frames == "ask" and _sees(server, model, settings, first))
    _log.info("%s at %s: sees %s, judges %s", model, server.address.url, sees, judges)
    return Ability(sees, judges)


def _ask_in_words(server: Server, model: str, settings: EndpointSettings) -> tuple[Message, bool]:
    """A first answer, and whether probabilities can be had."""
    turns = messages("", (), _WORDS)
    if settings.judges == "ask":
        try:
            answer = _ask(server, to_judge(model, turns, settings.body), settings)
            return answer, bool(first_alternatives(answer))
        except ServerRefusal as error:
            if error.status not in _NOT_POSSIBLE:
                raise
    return _ask(server, one_word(model, turns, settings.body), settings), settings.judges == "yes"


def _sees(server: Server, model: str, settings: EndpointSettings, without: Message) -> bool:
    """Shows a picture. A model without eyes refuses it, or passes over it: then the prompt has no more tokens."""
    try:
        answer = _ask(server, one_word(model, messages("", [_picture()], _WORDS), settings.body), settings)
    except ServerRefusal as error:
        if error.status not in _NOT_POSSIBLE:
            raise
        return False
    shown, plain = tokens_of(answer), tokens_of(without)
    return shown is None or plain is None or shown[0] > plain[0]


def _ask(server: Server, body: Message, settings: EndpointSettings) -> Message:
    url = server.address.url
    patience = Patience(url, silence=settings.silence)
    work = partial(server.whole, "POST", QUESTIONS, body)
    for _number, answer in ask_together([work], patience, lambda: False):
        if isinstance(answer.get("choices"), list):
            return answer
    raise refusal(url, *NOT_AN_ANSWER)


@cache
def _picture() -> Part:
    ramp = np.linspace(0, 255, _SIDE, dtype=np.uint8)
    picture = np.stack([np.tile(ramp, (_SIDE, 1))] * 3, axis=-1)
    return {"type": "image_url", "image_url": {"url": data_address(picture, "png")}}
