"""The kinds of node: which table, what makes a slot, and what a slot can hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reference:
    """A column that holds the ``seq`` of a row of ``table``; ``keys``: by what that row is known in every copy."""

    table: str
    keys: tuple[str, ...] = ("id",)


@dataclass(frozen=True)
class NodeKind:
    """``number`` stands in ``heads`` and ``forks``; ``decisive`` is the column that is NULL where the slot is empty."""

    number: int
    table: str
    slot: tuple[str, ...]  # one column or two
    payload: tuple[str, ...]
    decisive: str


ANSWER = NodeKind(1, "answers", ("clip", "question"), ("value", "via", "specification"), "value")
WORK = NodeKind(
    2,
    "works",
    ("clip", "aspect"),
    ("pre_caption", "critique", "rating", "post_caption", "revision", "triple", "status"),
    "status",
)
LISTING = NodeKind(3, "listings", ("clip",), ("name", "removed"), "name")
PLACE = NodeKind(4, "places", ("clip", "computer"), ("absolute_path", "relative_path"), "absolute_path")
SETTING = NodeKind(5, "settings", ("key",), ("value",), "value")
PROFILE = NodeKind(6, "profiles", ("person",), ("name", "role", "passphrase"), "name")
REVIEW = NodeKind(7, "reviews", ("triple", "reviewer"), ("verdict", "body"), "verdict")
CHOICE = NodeKind(8, "choices", ("candidate", "person"), ("choice", "chosen", "scores_hidden"), "choice")

KINDS = (ANSWER, WORK, LISTING, PLACE, SETTING, PROFILE, REVIEW, CHOICE)
OF_A_CLIP = (ANSWER, WORK, LISTING, PLACE)

# Columns of nodes that name rows of other tables.
REFERENCES: dict[str, Reference] = {
    "clip": Reference("clips"),
    "question": Reference("words", ("text",)),
    "value": Reference("answer_values", ("value",)),
    "via": Reference("words", ("text",)),
    "computer": Reference("words", ("text",)),
    "key": Reference("words", ("text",)),
    "person": Reference("people"),
    "reviewer": Reference("people"),
    "triple": Reference("triples"),
    "candidate": Reference("candidates"),
    "chosen": Reference("candidates"),
    "pre_caption": Reference("pre_captions"),
    "critique": Reference("critiques"),
    "post_caption": Reference("post_captions"),
    "revision": Reference("post_captions"),
    "specification": Reference("specifications", ("spec_id", "spec_version", "policy_version")),
}


def reference(kind: NodeKind, column: str) -> Reference | None:
    """What a column of a node names; a setting's value is text, an answer's is a row."""
    return None if kind is SETTING and column == "value" else REFERENCES.get(column)
