"""Points of a critique as engines proposed them: what a person took over, and may have changed since.

A point that a person took names its proposal, so that training can tell what an engine saw from what a person saw
(docs/decisions/0025-suggested-is-not-answered.md). What was proposed and not taken is not kept.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from chai_desktop.spec.points import Point, PointKind
from chai_desktop.store.file.project_file import ProjectFile, Row
from chai_desktop.store.judgement.fingerprints import fingerprint, keep_fingerprint
from chai_desktop.store.records import Fingerprint, Proposal


def take_point(file: ProjectFile, point: Point, by: Fingerprint) -> Point:
    """The point, naming from now on that this engine proposed it as it is. No step of the journal."""
    body = json.dumps(point.content(), ensure_ascii=False, sort_keys=True)
    with file.in_place():
        engine = keep_fingerprint(file, by)
        row = file.row("SELECT id FROM fingerprints WHERE seq = ?", (engine,))
        assert row is not None  # written a moment ago
        key = _key(row["id"], body)
        file.content("proposals", {"id": key, "fingerprint": engine, "point": body}, key=("id",))
    return replace(point, proposal=key)


def proposal(file: ProjectFile, key: str) -> Proposal | None:
    """What was proposed, and by what; None where the project knows no such proposal."""
    row = file.row("SELECT * FROM proposals WHERE id = ?", (key,))
    if row is None:
        return None
    engine = fingerprint(file, row["fingerprint"])
    assert engine is not None  # a foreign key
    fields = file.value(row["point"])
    return Proposal(key, engine, Point(**{**fields, "kind": PointKind(fields["kind"])}))


def key_of_proposal(row: Row) -> str:
    """The key that a row of proposals must have; ``fingerprint_id`` is the key of what it names."""
    return _key(str(row["fingerprint_id"]), str(row["point"]))


def _key(fingerprint_id: str, body: str) -> str:
    return hashlib.sha256(f"{fingerprint_id} {body}".encode()).hexdigest()
