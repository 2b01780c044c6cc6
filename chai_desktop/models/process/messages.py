"""The messages between the window and an engine's process, as types. What comes over a pipe is validated into them.

Window to engine: Order, Cancel, Unload. Engine to window: Ready, Told (progress), Piece, Answer, Refusal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from chai_desktop.models.process.framing import FramingError
from chai_desktop.models.requests import (
    CritiqueRequest,
    DraftRequest,
    EngineCritique,
    EngineScores,
    EngineText,
    Prepared,
    PrepareRequest,
    RevisionRequest,
    ScoreRequest,
    Task,
)


@dataclass(frozen=True)
class Order:
    """``requests`` holds one request, or several for a draft, as plain data of the task's request type."""

    id: int
    task: Task
    requests: tuple[dict[str, Any], ...]
    kind: Literal["order"] = "order"


@dataclass(frozen=True)
class Cancel:
    id: int
    kind: Literal["cancel"] = "cancel"


@dataclass(frozen=True)
class Ready:
    """The engine is loaded."""

    engine: str
    tasks: tuple[Task, ...]
    kind: Literal["ready"] = "ready"


@dataclass(frozen=True)
class Told:
    id: int
    fraction: float
    words: str
    kind: Literal["told"] = "told"


@dataclass(frozen=True)
class Piece:
    id: int
    number: int
    text: str
    kind: Literal["piece"] = "piece"


@dataclass(frozen=True)
class Answer:
    """``results`` as plain data of the task's result type, one for each request."""

    id: int
    results: tuple[dict[str, Any], ...]
    kind: Literal["answer"] = "answer"


class Reason:
    """Why there is no answer."""

    REFUSED = "refused"  # an EngineError: the engine goes on
    CANCELLED = "cancelled"
    MEMORY = "memory"  # out of memory: the process ends itself, since nothing else gives it all back
    DEFECT = "defect"  # an error that nobody foresaw; it stands in the log


@dataclass(frozen=True)
class Refusal:
    """``id`` 0 is the loading of the engine itself."""

    id: int
    reason: str
    message: str
    hint: str = ""
    kind: Literal["refusal"] = "refusal"


ToEngine = Annotated[Order | Cancel, Field(discriminator="kind")]
FromEngine = Annotated[Ready | Told | Piece | Answer | Refusal, Field(discriminator="kind")]

REQUEST_OF: dict[Task, type] = {
    Task.DRAFT: DraftRequest,
    Task.CRITIQUE: CritiqueRequest,
    Task.REVISE: RevisionRequest,
    Task.SCORE: ScoreRequest,
    Task.PREPARE: PrepareRequest,
}
RESULT_OF: dict[Task, type] = {
    Task.DRAFT: EngineText,
    Task.CRITIQUE: EngineCritique,
    Task.REVISE: EngineText,
    Task.SCORE: EngineScores,
    Task.PREPARE: Prepared,
}


@cache
def _adapter(type_: Any) -> TypeAdapter[Any]:
    return TypeAdapter(type_)


def plain(value: Any) -> dict[str, Any]:
    """A message, request or result as what JSON can hold."""
    kind: Any = type(value)
    data: dict[str, Any] = _adapter(kind).dump_python(value, mode="json")
    return data


def typed(type_: Any, data: Mapping[str, Any]) -> Any:
    """What ``plain`` made, as the type again. FramingError where the data does not fit it."""
    try:
        return _adapter(type_).validate_python(data)
    except ValidationError as error:
        raise FramingError(f"a message does not fit: {error.errors()[0]['msg']}") from error


def for_engine(data: Mapping[str, Any]) -> Order | Cancel:
    message: Order | Cancel = typed(ToEngine, data)
    return message


def from_engine(data: Mapping[str, Any]) -> Ready | Told | Piece | Answer | Refusal:
    message: Ready | Told | Piece | Answer | Refusal = typed(FromEngine, data)
    return message
