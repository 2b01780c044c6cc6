"""The engine of a server that the person named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chai_desktop.models.captioning.caption_engine import CaptionEngine, sampling_of
from chai_desktop.models.captioning.templates import templates_of
from chai_desktop.models.endpoint.ability import ask_ability
from chai_desktop.models.endpoint.endpoint_model import EndpointModel
from chai_desktop.models.endpoint.listing import only_model
from chai_desktop.models.endpoint.server import Server
from chai_desktop.models.endpoint.server_key import key_for
from chai_desktop.models.endpoint.settings import read_settings

ENGINE = "endpoint"


def make(model: str, settings: Mapping[str, Any]) -> CaptionEngine:
    """For the registry. ``model``: the name that the server knows; '' where it has just one. ``settings``: see
    ``EndpointSettings``. The server is asked what it can do; its key comes from the system's keyring.
    """
    templates, sampling, own = templates_of(settings), sampling_of(settings), read_settings(settings)
    server = Server(own.address, key_for(own.address))
    name = model or only_model(server)
    return CaptionEngine(ENGINE, EndpointModel(server, name, ask_ability(server, name, own), own), templates, sampling)
