"""Drafts of several aspects at once, where one that is refused need not spoil the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chai_desktop.errors import EngineError
from chai_desktop.models.engine import Engine, Listener
from chai_desktop.models.requests import DraftRequest, EngineText

Drafted = EngineText | EngineError


def draft_each(
    engine: Engine, requests: Sequence[DraftRequest], listener: Listener, alone: bool
) -> tuple[Drafted, ...]:
    """One text or refusal for each request. ``alone``: each is asked for by itself, for an engine that shares nothing.

    Otherwise it is one batch, and a refusal of it is raised.
    """
    if not alone:
        return engine.draft(requests, listener)
    drafted: list[Drafted] = []
    for number, request in enumerate(requests):
        try:
            drafted += engine.draft([request], _part(listener, number, len(requests)))
        except EngineError as error:
            drafted.append(error)
    return tuple(drafted)


def _part(listener: Listener, number: int, count: int) -> Listener:
    """The listener for one of several requests: its pieces by its number, its progress as its share."""
    return replace(
        listener,
        progress=lambda fraction, words: listener.progress((number + fraction) / count, words),
        piece=lambda _number, text: listener.piece(number, text),
    )
