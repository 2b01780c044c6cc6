"""What stands in the files of a run folder: frozen records, one per file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from chai_desktop.runs.identity import ProcessIdentity

VERSION = 1  # of the run folder, written into run.json; raised when an older program could not read it any more


@dataclass(frozen=True)
class RunDescription:
    """``run.json``: what is to be done. Written once, never changed.

    ``kind`` says who reads ``settings`` ("recaption"); ``shards`` how many processes share the work, each with a seat
    of its own. ``project`` is what the run was made for: {"id", "name"}, or nothing.
    """

    id: str
    kind: str
    title: str
    made_at: str  # UTC, ISO 8601
    settings: dict[str, Any]
    shards: int = 1
    project: dict[str, str] = field(default_factory=dict)
    program_version: str = ""
    version: int = VERSION


@dataclass(frozen=True)
class RunState:
    """``state.json``: how far one process is. What it says of running is believed only if ``owner`` lives.

    ``step`` of ``total`` is counted in what the kind of work counts (clips, steps of training); ``figures`` are its own
    numbers by name (docs/formats/run-folder.md). ``attempt`` is raised with each start.
    """

    owner: ProcessIdentity
    attempt: int
    phase: str  # in plain words: "Loading the engine"
    step: int
    total: int
    heartbeat: float  # seconds since 1970
    figures: dict[str, float] = field(default_factory=dict)


class Outcome(StrEnum):
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True)
class RunResult:
    """``result.json``: how an attempt ended by itself. It counts only while no later attempt has begun."""

    attempt: int
    outcome: Outcome
    words: str
    hint: str
    step: int
    total: int
    ended_at: str
    figures: dict[str, float] = field(default_factory=dict)
