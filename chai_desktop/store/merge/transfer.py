"""Carrying operations, with all that they wrote, from one project file into another.

Both files name rows by numbers of their own. A row is found again by what names it everywhere: a UUID, a text, or for a
node the operation that wrote it and its slot. Rows that are there already are left alone, so carrying twice is carrying
once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from chai_desktop.store.file.plain_words import damaged
from chai_desktop.store.file.project_file import ProjectFile, Row
from chai_desktop.store.journal.kinds import KINDS, NodeKind, reference
from chai_desktop.store.journal.nodes import Slot, slot_of
from chai_desktop.store.merge.ends import find_ends
from chai_desktop.store.search.index import TextKind, index_answer_value, index_critique, index_text


@dataclass(frozen=True)
class Content:
    """A table of contents: by which columns a row is known everywhere, and which columns name rows of other tables."""

    table: str
    keys: tuple[str, ...]
    references: tuple[tuple[str, str], ...] = ()


_CONTENTS = {
    content.table: content
    for content in (
        Content("words", ("text",)),
        Content("answer_values", ("value",)),
        Content("specifications", ("spec_id", "spec_version", "policy_version")),
        Content("people", ("id",)),
        Content("operations", ("id",), (("target", "operations"), ("author", "people"))),
        Content("clips", ("id",), (("operation", "operations"),)),
        Content("fingerprints", ("id",)),
        Content("answer_sets", ("id",)),
        Content("prompts", ("id",)),
        Content("proposals", ("id",), (("fingerprint", "fingerprints"),)),
        Content(
            "candidates",
            ("id",),
            (
                ("clip", "clips"),
                ("source", "words"),
                ("fingerprint", "fingerprints"),
                ("prompt", "prompts"),
                ("specification", "specifications"),
                ("scorer", "fingerprints"),
                ("operation", "operations"),
            ),
        ),
        Content(
            "pre_captions",
            ("id",),
            (
                ("clip", "clips"),
                ("fingerprint", "fingerprints"),
                ("prompt", "prompts"),
                ("specification", "specifications"),
                ("parent", "pre_captions"),
                ("operation", "operations"),
            ),
        ),
        Content(
            "critiques",
            ("id",),
            (("pre_caption", "pre_captions"), ("parent", "critiques"), ("operation", "operations")),
        ),
        Content(
            "post_captions",
            ("id",),
            (
                ("pre_caption", "pre_captions"),
                ("critique", "critiques"),
                ("fingerprint", "fingerprints"),
                ("prompt", "prompts"),
                ("specification", "specifications"),
                ("parent", "post_captions"),
                ("operation", "operations"),
            ),
        ),
        Content(
            "triples",
            ("id",),
            (
                ("clip", "clips"),
                ("pre_caption", "pre_captions"),
                ("critique", "critiques"),
                ("post_caption", "post_captions"),
                ("answer_set", "answer_sets"),
                ("specification", "specifications"),
                ("parent", "triples"),
                ("operation", "operations"),
            ),
        ),
    )
}
_TELL_EVERY = 50  # operations
# Written by an operation, though a later state of the slot may not name them.
_OF_AN_OPERATION = ("clips", "candidates", "pre_captions", "critiques", "post_captions", "triples")


class Transfer:
    """Carries operations from ``source`` to ``target``, inside a transaction of the target."""

    def __init__(self, source: ProjectFile, target: ProjectFile, clips: frozenset[int] | None = None) -> None:
        """``clips``: numbers in the source; of operations that touch other clips too, only these are carried."""
        self._source = source
        self._target = target
        self._clips = clips
        self._numbers: dict[str, dict[int, int]] = {table: {} for table in _CONTENTS}
        self._nodes: dict[int, dict[int, int]] = {kind.number: {} for kind in KINDS}

    def carry(self, operations: Sequence[int], between: Callable[[float], None] | None = None) -> None:
        """``operations``: numbers in the source, in its order. Heads and forks are found anew where anything came.

        ``between`` gets the share that is done, 0 to 1.
        """
        touched: dict[NodeKind, set[Slot]] = {kind: set() for kind in KINDS}
        for number, operation in enumerate(operations):
            if between is not None and number % _TELL_EVERY == 0:
                between(number / len(operations))
            self._content("operations", operation)
            self._contents_of(operation)
            for kind in KINDS:
                touched[kind].update(self._nodes_of(kind, operation))
        for kind, slots in touched.items():
            for slot in slots:
                find_ends(self._target, kind, slot)

    def _contents_of(self, operation: int) -> None:
        for table in _OF_AN_OPERATION:
            for row in self._source.rows(f"SELECT seq FROM {table} WHERE operation = ?", (operation,)):
                self._content(table, row["seq"])

    def _nodes_of(self, kind: NodeKind, operation: int) -> Iterator[Slot]:
        rows = self._source.rows(f"SELECT * FROM {kind.table} WHERE operation = ? ORDER BY seq", (operation,))
        for row in rows:
            if self._clips is None or "clip" not in kind.slot or row["clip"] in self._clips:
                self._node(kind, row)
                yield self._slot(kind, row)

    def _node(self, kind: NodeKind, row: Row) -> int:
        """The node's number in the target, where it is written if it is new."""
        known = self._nodes[kind.number].get(row["seq"])
        if known is not None:
            return known
        slot, operation = self._slot(kind, row), self._content("operations", row["operation"])
        condition = " AND ".join(f"{column} = ?" for column in kind.slot)
        number = self._target.number(
            f"SELECT seq FROM {kind.table} WHERE operation = ? AND {condition}", (operation, *slot)
        )
        if number is None:
            payload = {column: self._value(kind, column, row[column]) for column in kind.payload}
            columns = {**dict(zip(kind.slot, slot, strict=True)), **payload, "operation": operation}
            number = self._target.insert(kind.table, {**columns, "after": self._earlier(kind, row["after"])})
            self._settled(kind, row["seq"], number)
            if kind.table == "listings" and columns["name"]:
                index_text(self._target, TextKind.NAME, number, str(columns["name"]))
        self._nodes[kind.number][row["seq"]] = number
        return number

    def _earlier(self, kind: NodeKind, number: int | None) -> int | None:
        if number is None:
            return None
        row = self._source.row(f"SELECT * FROM {kind.table} WHERE seq = ?", (number,))
        if row is None:
            raise damaged(self._source.path, f"{kind.table} {number} is missing")
        return self._node(kind, row)

    def _settled(self, kind: NodeKind, source_node: int, node: int) -> None:
        for edge in self._source.rows(
            "SELECT earlier FROM also_after WHERE kind = ? AND node = ?", (kind.number, source_node)
        ):
            earlier = self._earlier(kind, edge["earlier"])
            self._target.insert("also_after", {"kind": kind.number, "node": node, "earlier": earlier}, "OR IGNORE")

    def _slot(self, kind: NodeKind, row: Row) -> Slot:
        halves = zip(kind.slot, slot_of(kind, row), strict=True)
        return tuple(self._number(kind, column, number) for column, number in halves)

    def _number(self, kind: NodeKind, column: str, number: int) -> int:
        """Half of a slot in the target; an aspect has the same number everywhere."""
        target = reference(kind, column)
        return number if target is None else self._content(target.table, number)

    def _value(self, kind: NodeKind, column: str, value: int | str | None) -> int | str | None:
        target = reference(kind, column)
        return value if target is None or value is None else self._content(target.table, int(value))

    def _content(self, table: str, number: int) -> int:
        """The number in the target of a row of contents, written there with all that it names if it is new."""
        known = self._numbers[table].get(number)
        if known is not None:
            return known
        content = _CONTENTS[table]
        row = self._source.row(f"SELECT * FROM {table} WHERE seq = ?", (number,))
        if row is None:
            raise damaged(self._source.path, f"{table} {number} is missing")
        values = {column: row[column] for column in row.keys() if column != "seq"}  # noqa: SIM118 - a Row is no dict
        condition = " AND ".join(f"{key} = ?" for key in content.keys)
        found = self._target.number(f"SELECT seq FROM {table} WHERE {condition}", [values[key] for key in content.keys])
        if found is None:
            for column, other in content.references:
                if values[column] is not None:
                    values[column] = self._content(other, values[column])
            found = self._target.insert(table, values)
            self._belongings(table, number, found, values)
        self._numbers[table][number] = found
        return found

    def _belongings(self, table: str, number: int, found: int, values: dict[str, object]) -> None:
        """What a new row brings along: points, a thumbnail, its words for the search."""
        match table:
            case "clips":
                for row in self._source.rows("SELECT jpeg FROM thumbnails WHERE clip = ?", (number,)):
                    self._target.insert("thumbnails", {"clip": found, "jpeg": row["jpeg"]})
            case "critiques":
                self._points(number, found, str(values["free_text"]))
            case "pre_captions":
                index_text(self._target, TextKind.PRE_CAPTION, found, str(values["text"]))
            case "post_captions" if values["origin"] != "accepted":
                index_text(self._target, TextKind.POST_CAPTION, found, str(values["text"]))
            case "answer_values":
                index_answer_value(self._target, found, str(values["value"]))

    def _points(self, number: int, found: int, free_text: str) -> None:
        for row in self._source.rows("SELECT * FROM critique_points WHERE critique = ? ORDER BY position", (number,)):
            proposal = None if row["proposal"] is None else self._content("proposals", row["proposal"])
            self._target.insert("critique_points", {**dict(row), "critique": found, "proposal": proposal})
        index_critique(self._target, found, free_text)
