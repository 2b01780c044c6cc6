"""Which models a server has."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from chai_desktop.errors import EngineError
from chai_desktop.models.endpoint.address import Address
from chai_desktop.models.endpoint.asking import Patience, ask_together
from chai_desktop.models.endpoint.refusals import NOT_AN_ANSWER, refusal
from chai_desktop.models.endpoint.server import Server

_PATIENCE = 15.0  # seconds
_MOST, _LONGEST = 1000, 200  # names, characters of one


def list_models(address: Address, key: str = "", cancelled: Callable[[], bool] = lambda: False) -> tuple[str, ...]:
    """The names of the models, as the server sorts them. EngineError with a sentence, Cancelled."""
    return models_of(Server(address, key), cancelled)


def models_of(server: Server, cancelled: Callable[[], bool] = lambda: False) -> tuple[str, ...]:
    url = server.address.url
    work = partial(server.whole, "GET", "/models", None)
    for _number, message in ask_together([work], Patience(url, silence=_PATIENCE), cancelled):
        listed = message.get("data", ()) or []  # a server without models may say null
        if isinstance(listed, list):
            names = (each.get("id") for each in listed[:_MOST] if isinstance(each, dict))
            return tuple(name[:_LONGEST] for name in names if isinstance(name, str) and name)
    raise refusal(url, *NOT_AN_ANSWER)


def only_model(server: Server) -> str:
    """The name of the server's model, where it has just one. EngineError that names them where it has several."""
    names = models_of(server)
    if len(names) == 1:
        return names[0]
    if not names:
        raise EngineError(f"The server at {server.address.url} has no model.", "Load one there.")
    raise EngineError("No model was named.", f"The server has: {', '.join(names[:10])}.")
