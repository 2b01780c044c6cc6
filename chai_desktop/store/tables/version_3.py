"""What version 3 of the tables adds to version 2, and the statements of the newest tables as a whole.

*Candidates* are texts that an engine wrote and that nobody has chosen yet; a *choice* is what a person said of one
(chosen, passed over for another, dismissed). *Prompts* are what an engine was given, each text once; *proposals* are
points of a critique as an engine proposed them (docs/decisions/0034-candidates-and-choices.md).

Nothing of version 2 is changed: tables are added, and columns that are NULL where nothing was known.
"""

from __future__ import annotations

from chai_desktop.store.tables import version_2

_COLUMNS = (
    ("pre_captions", "prompt INTEGER REFERENCES prompts (seq)"),
    ("post_captions", "prompt INTEGER REFERENCES prompts (seq)"),
    ("critique_points", "proposal INTEGER REFERENCES proposals (seq)"),
)

_TABLES = """
CREATE TABLE prompts (
    -- id: SHA-256 of the text, in hex.
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL CHECK (text <> '')
) STRICT;

CREATE TABLE proposals (
    -- A point of a critique as an engine proposed it; point: JSON. The person who took it may have changed it since.
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    fingerprint INTEGER NOT NULL REFERENCES fingerprints (seq),
    point TEXT NOT NULL
) STRICT;

CREATE TABLE candidates (
    -- id is made from clip, aspect, source, fingerprint and text: the same text of the same run is one row.
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    clip INTEGER NOT NULL REFERENCES clips (seq),
    aspect INTEGER NOT NULL CHECK (aspect BETWEEN 0 AND 4),
    source INTEGER NOT NULL REFERENCES words (seq),
    text TEXT NOT NULL CHECK (text <> ''),
    fingerprint INTEGER NOT NULL REFERENCES fingerprints (seq),
    prompt INTEGER REFERENCES prompts (seq),
    specification INTEGER NOT NULL REFERENCES specifications (seq),
    p_yes REAL CHECK (p_yes BETWEEN 0 AND 1),
    log_odds REAL,
    scorer INTEGER REFERENCES fingerprints (seq),
    operation INTEGER NOT NULL REFERENCES operations (seq)
) STRICT;
CREATE INDEX candidates_of_clip ON candidates (clip, aspect);
CREATE INDEX candidates_of_operation ON candidates (operation);

CREATE TABLE choices (
    -- Nodes: what one person says of one candidate. chosen: the candidate that was taken in place of this one.
    seq INTEGER PRIMARY KEY,
    candidate INTEGER NOT NULL REFERENCES candidates (seq),
    person INTEGER NOT NULL REFERENCES people (seq),
    choice TEXT CHECK (choice IN ('chosen', 'passed_over', 'dismissed')),
    chosen INTEGER REFERENCES candidates (seq),
    scores_hidden INTEGER CHECK (scores_hidden IN (0, 1)),
    after INTEGER REFERENCES choices (seq),
    operation INTEGER NOT NULL REFERENCES operations (seq),
    CHECK ((choice IS 'passed_over') = (chosen IS NOT NULL))
) STRICT;
CREATE INDEX choices_of_candidate ON choices (candidate);
CREATE INDEX choices_of_operation ON choices (operation);
"""

_GUARDED = ("prompts", "proposals", "candidates", "choices")
APPEND_ONLY = (*version_2.APPEND_ONLY, *_GUARDED)


def added_statements() -> list[str]:
    """What makes tables of version 2 tables of version 3, one statement each."""
    columns = [f"ALTER TABLE {table} ADD COLUMN {column}" for table, column in _COLUMNS]
    tables = [text.strip() for text in version_2.without_comments(_TABLES).split(";") if text.strip()]
    return [*tables, *columns, *(guard for table in _GUARDED for guard in version_2.guards(table))]


def all_statements() -> list[str]:
    """Everything that makes an empty database version 3."""
    return [*version_2.table_statements(), *version_2.guard_statements(), *added_statements()]
