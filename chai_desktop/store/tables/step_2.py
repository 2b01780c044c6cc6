"""The step from version 1 of the tables to version 2. It was published: it is never changed.

In version 1 the newest row of its kind was current, and keys were UUIDs. Version 2 names rows by small numbers and says
what is current in nodes (see ``version_2``). Every row of version 1 is carried over; what was current then is current
after, and the states in between are replayed in the order of the journal, so that history and undo reach back.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from chai_desktop.store.tables.replay_2 import replay_works
from chai_desktop.store.tables.version_2 import ASPECTS, guard_statements, table_statements

_OLD = ("triples", "post_captions", "ratings", "critique_points", "critiques", "pre_captions", "answers",
        "clip_places", "typing", "settings", "clips", "fingerprints", "answer_sets", "operations", "people",
        "project")  # fmt: skip
_NOT_UNDONE = (
    "Begin",
    'Work as "%',
    "Work by specification%",
    'Change the setting "place"',
)  # names of steps that were no edits


@dataclass
class Move:
    """What the parts of the step share: the database, and new numbers by old keys."""

    db: Database
    numbers: dict[str, dict[str, int]] = field(default_factory=dict)

    def rows(self, sql: str) -> Iterator[dict[str, Any]]:
        cursor = self.db.execute(sql)
        names = [column[0] for column in cursor.description]
        for row in cursor.fetchall():
            yield dict(zip(names, row, strict=True))

    def insert(self, table: str, row: dict[str, Any]) -> int:
        columns, places = ", ".join(row), ", ".join("?" * len(row))
        cursor = self.db.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", tuple(row.values()))
        return int(cursor.lastrowid or 0)

    def keep(self, table: str, key: str, row: dict[str, Any]) -> int:
        """Insert a row of contents once, and remember its number."""
        known = self.numbers.setdefault(table, {})
        if key not in known:
            known[key] = self.insert(table, row)
        return known[key]

    def number(self, table: str, key: str | None) -> int | None:
        return None if key is None else self.numbers[table][key]

    def word(self, text: str) -> int:
        return self.keep("words", text, {"text": text})

    def specification(self, row: dict[str, Any]) -> int:
        policy = row.get("policy_version")
        if policy is None:  # answers of version 1 did not name one
            policy = ""
        values = {"spec_id": row["spec_id"], "spec_version": row["spec_version"], "policy_version": policy}
        return self.keep("specifications", json.dumps(values), values)

    def index(self, kind: int, number: int, words: str) -> None:
        if words.strip():
            self.insert("texts", {"rowid": number << 3 | kind, "words": words})

    def node(self, kind: int, table: str, slot: tuple[int, int], row: dict[str, Any], last: dict[Any, int]) -> int:
        """Add to the chain of a slot, and make it the head."""
        number = self.insert(table, {**row, "after": last.get(slot)})
        last[slot] = number
        self.db.execute(
            "INSERT OR REPLACE INTO heads (kind, a, b, node) VALUES (?, ?, ?, ?)", (kind, slot[0], slot[1], number)
        )
        return number


def step_2(db: Database) -> None:
    """Inside a transaction."""
    for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        db.execute(f'DROP TRIGGER "{row[0]}"')
    for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").fetchall():
        db.execute(f'DROP INDEX "{row[0]}"')
    for table in _OLD:
        db.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    for statement in table_statements():
        db.execute(statement)
    move = Move(db)
    for part in _PARTS:
        part(move)
    for table in _OLD:
        db.execute(f"DROP TABLE old_{table}")
    for statement in guard_statements():
        db.execute(statement)


def _project_and_people(move: Move) -> None:
    for row in move.rows("SELECT * FROM old_project"):
        move.insert("project", {**row, "readable_from": 2})
    for row in move.rows("SELECT * FROM old_people ORDER BY seq"):
        move.keep("people", row["id"], {"id": row["id"], "created_at": row["created_at"]})


def _operations(move: Move) -> None:
    notes = " OR ".join(f"name LIKE '{name}'" for name in _NOT_UNDONE)
    for row in move.rows(f"SELECT *, ({notes}) AS is_note FROM old_operations ORDER BY seq"):
        kept = {"id": row["id"], "name": row["name"], "kind": "note" if row["is_note"] else "edit", "target": None}
        author = {"author": move.number("people", row["author_id"]), "created_at": row["created_at"]}
        move.keep("operations", row["id"], {**kept, **author})


def _profiles(move: Move) -> None:
    last: dict[Any, int] = {}
    for row in move.rows("SELECT * FROM old_people ORDER BY seq"):
        number = move.numbers["people"][row["id"]]
        first = next(move.rows(f"SELECT seq FROM operations WHERE author = {number} ORDER BY seq LIMIT 1"), None)
        if first is None:  # known by name only: the step that made them known gets written now
            key = hashlib.sha256(row["id"].encode()).hexdigest()
            note = {"id": key[:36], "name": f'Introduce "{row["name"]}"', "kind": "note", "target": None}
            operation = move.insert("operations", {**note, "author": number, "created_at": row["created_at"]})
        else:
            operation = first["seq"]
        profile = {"person": number, "name": row["name"], "role": "annotator", "operation": operation}
        move.node(6, "profiles", (number, 0), profile, last)


def _settings(move: Move) -> None:
    """Who sits where and where the person was belong to this copy of the file; the rest are settings."""
    last: dict[Any, int] = {}
    newest = next(move.rows("SELECT max(seq) AS seq FROM operations"))["seq"]
    for row in move.rows("SELECT * FROM old_settings ORDER BY key"):
        if row["key"].startswith("me."):
            move.insert("local_values", {"key": row["key"].replace("me.", "seat.", 1), "value": row["value"]})
        elif row["key"] == "place":
            move.insert("local_values", {"key": row["key"], "value": row["value"]})
        else:
            key = move.word(row["key"])
            move.node(5, "settings", (key, 0), {"key": key, "value": row["value"], "operation": newest}, last)


def _clips(move: Move) -> None:
    facts = ("id", "content_hash", "size_bytes", "width", "height", "frame_count", "fps", "duration", "variable_rate",
             "has_audio", "codec", "first_frame", "last_frame")  # fmt: skip
    for row in move.rows("SELECT * FROM old_clips ORDER BY seq"):
        kept = {name: row[name] for name in facts}
        number = move.keep("clips", row["id"], {**kept, "operation": move.number("operations", row["operation_id"])})
        if row["thumbnail"] is not None:
            move.insert("thumbnails", {"clip": number, "jpeg": row["thumbnail"]})


def _places(move: Move) -> None:
    here = move.word(hashlib.sha256(platform.node().encode()).hexdigest()[:16])
    listed: dict[Any, int] = {}
    placed: dict[Any, int] = {}
    for row in move.rows("SELECT * FROM old_clip_places ORDER BY seq"):
        clip = move.numbers["clips"][row["clip_id"]]
        operation = move.number("operations", row["operation_id"])
        listing = {"clip": clip, "name": row["name"], "removed": row["removed"], "operation": operation}
        move.index(3, move.node(3, "listings", (clip, 0), listing, listed), row["name"])
        place = {"clip": clip, "computer": here, "absolute_path": row["absolute_path"]}
        relative = {"relative_path": row["relative_path"], "operation": operation}
        move.node(4, "places", (clip, here), {**place, **relative}, placed)


def _answers(move: Move) -> None:
    last: dict[Any, int] = {}
    for row in move.rows("SELECT * FROM old_answers ORDER BY seq"):
        clip, question = move.numbers["clips"][row["clip_id"]], move.word(row["question_id"])
        payload: dict[str, Any] = {"value": None, "via": None, "specification": None}
        if row["value"] is not None:
            payload = {
                "value": _answer_value(move, row["value"]),
                "via": move.word(row["via"]) if row["via"] else None,
                "specification": move.specification(row),
            }
        operation = move.number("operations", row["operation_id"])
        move.node(
            1,
            "answers",
            (clip, question),
            {"clip": clip, "question": question, **payload, "operation": operation},
            last,
        )


def _answer_value(move: Move, text: str) -> int:
    known = move.numbers.setdefault("answer_values", {})
    if text not in known:
        known[text] = move.insert("answer_values", {"value": text})
        value = json.loads(text)
        move.index(4, known[text], " ".join(value if isinstance(value, list) else [value]).replace("_", " "))
    return known[text]


def _texts(move: Move) -> None:
    for row in move.rows("SELECT * FROM old_fingerprints"):
        move.keep("fingerprints", row["id"], row)
    for row in move.rows("SELECT * FROM old_answer_sets"):
        move.keep("answer_sets", row["id"], row)
    for row in move.rows("SELECT * FROM old_pre_captions ORDER BY seq"):
        about = {"clip": move.number("clips", row["clip_id"]), "aspect": ASPECTS.index(row["aspect"])}
        number = move.keep("pre_captions", row["id"], {"id": row["id"], **about, **_caption(move, row, "pre_captions")})
        move.index(0, number, row["text"])
    for row in move.rows("SELECT * FROM old_critiques ORDER BY seq"):
        _critique(move, row)
    for row in move.rows("SELECT * FROM old_post_captions ORDER BY seq"):
        about = {
            "pre_caption": move.number("pre_captions", row["pre_caption_id"]),
            "critique": move.number("critiques", row["critique_id"]),
        }
        number = move.keep(
            "post_captions", row["id"], {"id": row["id"], **about, **_caption(move, row, "post_captions")}
        )
        if row["origin"] != "accepted":
            move.index(2, number, row["text"])


def _caption(move: Move, row: dict[str, Any], table: str) -> dict[str, Any]:
    return {
        "text": row["text"],
        "origin": row["origin"],
        "fingerprint": move.number("fingerprints", row["fingerprint_id"]),
        "specification": move.specification(row),
        "parent": move.number(table, row["parent_id"]),
        "operation": move.number("operations", row["operation_id"]),
    }


def _critique(move: Move, row: dict[str, Any]) -> None:
    kept = {
        "id": row["id"],
        "pre_caption": move.number("pre_captions", row["pre_caption_id"]),
        "free_text": row["free_text"],
        "point_count": row["point_count"],
        "parent": move.number("critiques", row["parent_id"]),
        "operation": move.number("operations", row["operation_id"]),
    }
    number = move.keep("critiques", row["id"], kept)
    words = [row["free_text"]]
    points = move.db.execute(
        "SELECT position, kind, instead, start_offset, end_offset, quote, reason, first_frame, last_frame "
        "FROM old_critique_points WHERE critique_id = ? ORDER BY position",
        (row["id"],),
    ).fetchall()
    for point in points:
        named = dict(zip(_POINT, point, strict=True))
        move.insert("critique_points", {"critique": number, **named})
        words += [named["quote"], named["instead"], named["reason"]]
    move.index(1, number, " ".join(words))


_POINT = ("position", "kind", "instead", "start_offset", "end_offset", "quote", "reason", "first_frame", "last_frame")


def _triples(move: Move) -> None:
    for row in move.rows("SELECT * FROM old_triples ORDER BY seq"):
        kept = {
            "id": row["id"],
            "clip": move.number("clips", row["clip_id"]),
            "aspect": ASPECTS.index(row["aspect"]),
            "pre_caption": move.number("pre_captions", row["pre_caption_id"]),
            "critique": move.number("critiques", row["critique_id"]),
            "post_caption": move.number("post_captions", row["post_caption_id"]),
            "rating": row["rating"],
            "answer_set": move.number("answer_sets", row["answer_set_id"]),
            "specification": move.specification(row),
            "parent": move.number("triples", row["parent_id"]),
            "operation": move.number("operations", row["operation_id"]),
        }
        move.keep("triples", row["id"], kept)


def _works(move: Move) -> None:
    last: dict[Any, int] = {}
    for work in replay_works(move):
        slot = (work["clip"], work["aspect"])
        move.node(2, "works", slot, work, last)


def _typing(move: Move) -> None:
    for row in move.rows("SELECT * FROM old_typing"):
        about = {"clip": move.number("clips", row["clip_id"]), "aspect": ASPECTS.index(row["aspect"])}
        typed = {"field": row["field"], "value": row["value"], "author": move.number("people", row["author_id"])}
        move.insert("typing", {**about, **typed, "updated_at": row["updated_at"]})


_PARTS: tuple[Callable[[Move], None], ...] = (
    _project_and_people, _operations, _profiles, _settings, _clips, _places, _answers, _texts, _triples, _works,
    _typing,
)  # fmt: skip
