"""The tables of a project file, version 2.

Two kinds of tables hold the work. *Contents* (captions, critiques, triples ...) are written once. *Nodes* say what is
current: a node gives one *slot* (a question of a clip, an aspect of a clip ...) its value, and names the node after
which it came. A change, an undo, a choice among two people's versions: each is one more node; no row is ever changed
or deleted, which triggers see to. ``heads`` names the current node of every slot, so that reading is one look-up.

Keys inside one file are small numbers (``seq``); contents and operations also have a UUID, by which rows of two copies
of a project find each other (docs/decisions/0008-slots-and-nodes.md).
"""

from __future__ import annotations

ASPECTS = ("subject", "scene", "motion", "spatial", "camera")  # by number, in ``works`` and elsewhere; fixed for ever

_TABLES = """
CREATE TABLE project (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    -- A program that knows this version of the tables can read the file, whatever its own version is.
    readable_from INTEGER NOT NULL
) STRICT;

CREATE TABLE local_values (
    -- What belongs to this copy of the file: who sits where, where the person was. Never merged.
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE words (
    -- Names that occur in many rows: questions, settings, computers.
    seq INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE people (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE operations (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- note: a step that is not undone, as a merge; settle: a choice among versions that went apart
    kind TEXT NOT NULL CHECK (kind IN ('edit', 'undo', 'redo', 'settle', 'note')),
    target INTEGER REFERENCES operations (seq),
    author INTEGER NOT NULL REFERENCES people (seq),
    created_at TEXT NOT NULL,
    CHECK ((kind IN ('undo', 'redo')) = (target IS NOT NULL))
) STRICT;
CREATE INDEX operations_in_time ON operations (created_at);
CREATE INDEX operations_on_target ON operations (target) WHERE target IS NOT NULL;
-- What a person would undo or redo next is asked after every step.
CREATE INDEX operations_to_undo ON operations (author) WHERE kind IN ('edit', 'settle');
CREATE INDEX operations_that_undo ON operations (author) WHERE kind = 'undo';

CREATE TABLE specifications (
    seq INTEGER PRIMARY KEY,
    spec_id TEXT NOT NULL,
    spec_version TEXT NOT NULL,
    policy_version TEXT NOT NULL,
    UNIQUE (spec_id, spec_version, policy_version)
) STRICT;

CREATE TABLE clips (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    content_hash TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    frame_count INTEGER NOT NULL,
    fps REAL NOT NULL,
    duration REAL NOT NULL,
    variable_rate INTEGER NOT NULL CHECK (variable_rate IN (0, 1)),
    has_audio INTEGER NOT NULL CHECK (has_audio IN (0, 1)),
    codec TEXT NOT NULL,
    first_frame INTEGER NOT NULL CHECK (first_frame >= 0),
    last_frame INTEGER NOT NULL CHECK (last_frame >= first_frame),
    operation INTEGER NOT NULL REFERENCES operations (seq),
    UNIQUE (content_hash, first_frame, last_frame)
) STRICT;
CREATE INDEX clips_of_operation ON clips (operation);

CREATE TABLE thumbnails (
    clip INTEGER PRIMARY KEY REFERENCES clips (seq),
    jpeg BLOB NOT NULL
) STRICT;

CREATE TABLE fingerprints (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    engine TEXT NOT NULL,
    engine_version TEXT NOT NULL,
    model_hash TEXT NOT NULL,
    adapter_hash TEXT NOT NULL,
    prompt_hash TEXT NOT NULL,
    sampling_hash TEXT NOT NULL,
    settings_hash TEXT NOT NULL,
    seed INTEGER
) STRICT;

CREATE TABLE pre_captions (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    clip INTEGER NOT NULL REFERENCES clips (seq),
    aspect INTEGER NOT NULL CHECK (aspect BETWEEN 0 AND 4),
    text TEXT NOT NULL CHECK (text <> ''),
    origin TEXT NOT NULL CHECK (origin IN ('engine', 'edit', 'import', 'sample')),
    fingerprint INTEGER REFERENCES fingerprints (seq),
    specification INTEGER NOT NULL REFERENCES specifications (seq),
    parent INTEGER REFERENCES pre_captions (seq),
    operation INTEGER NOT NULL REFERENCES operations (seq)
) STRICT;
CREATE INDEX pre_captions_of_clip ON pre_captions (clip);
CREATE INDEX pre_captions_of_operation ON pre_captions (operation);

CREATE TABLE critiques (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    pre_caption INTEGER NOT NULL REFERENCES pre_captions (seq),
    free_text TEXT NOT NULL,
    point_count INTEGER NOT NULL,
    parent INTEGER REFERENCES critiques (seq),
    operation INTEGER NOT NULL REFERENCES operations (seq)
) STRICT;
CREATE INDEX critiques_of_pre_caption ON critiques (pre_caption);
CREATE INDEX critiques_of_operation ON critiques (operation);

CREATE TABLE critique_points (
    critique INTEGER NOT NULL REFERENCES critiques (seq),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('wrong', 'missing', 'extra', 'wording')),
    instead TEXT NOT NULL,
    start_offset INTEGER,
    end_offset INTEGER,
    quote TEXT NOT NULL,
    reason TEXT NOT NULL,
    first_frame INTEGER,
    last_frame INTEGER,
    PRIMARY KEY (critique, position),
    CHECK ((start_offset IS NULL) = (end_offset IS NULL)
           AND (start_offset IS NULL OR 0 <= start_offset AND start_offset <= end_offset)),
    CHECK ((first_frame IS NULL) = (last_frame IS NULL)
           AND (first_frame IS NULL OR 0 <= first_frame AND first_frame <= last_frame))
) STRICT, WITHOUT ROWID;

CREATE TABLE post_captions (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    pre_caption INTEGER NOT NULL REFERENCES pre_captions (seq),
    critique INTEGER REFERENCES critiques (seq),
    text TEXT NOT NULL CHECK (text <> ''),
    origin TEXT NOT NULL CHECK (origin IN ('engine', 'edit', 'import', 'sample', 'accepted')),
    fingerprint INTEGER REFERENCES fingerprints (seq),
    specification INTEGER NOT NULL REFERENCES specifications (seq),
    parent INTEGER REFERENCES post_captions (seq),
    operation INTEGER NOT NULL REFERENCES operations (seq)
) STRICT;
CREATE INDEX post_captions_of_pre_caption ON post_captions (pre_caption);
CREATE INDEX post_captions_of_operation ON post_captions (operation);

CREATE TABLE answer_sets (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    answers TEXT NOT NULL
) STRICT;

CREATE TABLE triples (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    clip INTEGER NOT NULL REFERENCES clips (seq),
    aspect INTEGER NOT NULL CHECK (aspect BETWEEN 0 AND 4),
    pre_caption INTEGER NOT NULL REFERENCES pre_captions (seq),
    critique INTEGER REFERENCES critiques (seq),
    post_caption INTEGER NOT NULL REFERENCES post_captions (seq),
    rating INTEGER CHECK (rating BETWEEN 1 AND 5),
    answer_set INTEGER NOT NULL REFERENCES answer_sets (seq),
    specification INTEGER NOT NULL REFERENCES specifications (seq),
    parent INTEGER REFERENCES triples (seq),
    operation INTEGER NOT NULL REFERENCES operations (seq)
) STRICT;
CREATE INDEX triples_of_clip ON triples (clip);
CREATE INDEX triples_of_operation ON triples (operation);

CREATE TABLE answer_values (
    -- JSON, each value once; the search index names it by its seq.
    seq INTEGER PRIMARY KEY,
    value TEXT NOT NULL UNIQUE
) STRICT;

-- Nodes. A node whose value is NULL takes the value away.

CREATE TABLE answers (
    seq INTEGER PRIMARY KEY,
    clip INTEGER NOT NULL REFERENCES clips (seq),
    question INTEGER NOT NULL REFERENCES words (seq),
    value INTEGER REFERENCES answer_values (seq),
    via INTEGER REFERENCES words (seq),
    specification INTEGER REFERENCES specifications (seq),
    after INTEGER REFERENCES answers (seq),
    operation INTEGER NOT NULL REFERENCES operations (seq)
) STRICT;
CREATE INDEX answers_of_clip ON answers (clip);
CREATE INDEX answers_of_operation ON answers (operation);
CREATE INDEX answers_of_value ON answers (value) WHERE value IS NOT NULL;

CREATE TABLE works (
    -- What is current for one aspect of one clip. post_caption: the newest; revision: the newest that is not merely
    -- an accepted copy; triple: the newest that was submitted; status: as the library shows it.
    seq INTEGER PRIMARY KEY,
    clip INTEGER NOT NULL REFERENCES clips (seq),
    aspect INTEGER NOT NULL CHECK (aspect BETWEEN 0 AND 4),
    pre_caption INTEGER REFERENCES pre_captions (seq),
    critique INTEGER REFERENCES critiques (seq),
    rating INTEGER CHECK (rating BETWEEN 1 AND 5),
    post_caption INTEGER REFERENCES post_captions (seq),
    revision INTEGER REFERENCES post_captions (seq),
    triple INTEGER REFERENCES triples (seq),
    status TEXT CHECK (status IN ('drafted', 'critiqued', 'revised', 'submitted')),
    after INTEGER REFERENCES works (seq),
    operation INTEGER NOT NULL REFERENCES operations (seq)
) STRICT;
CREATE INDEX works_of_clip ON works (clip);
CREATE INDEX works_of_operation ON works (operation);

CREATE TABLE listings (
    -- A clip's name, and whether it was taken out of the project. The second half of a slot is always 0.
    seq INTEGER PRIMARY KEY,
    clip INTEGER NOT NULL REFERENCES clips (seq),
    name TEXT,
    removed INTEGER CHECK (removed IN (0, 1)),
    after INTEGER REFERENCES listings (seq),
    operation INTEGER NOT NULL REFERENCES operations (seq)
) STRICT;
CREATE INDEX listings_of_clip ON listings (clip);
CREATE INDEX listings_of_operation ON listings (operation);

CREATE TABLE places (
    -- Where a clip's file is, for each computer.
    seq INTEGER PRIMARY KEY,
    clip INTEGER NOT NULL REFERENCES clips (seq),
    computer INTEGER NOT NULL REFERENCES words (seq),
    absolute_path TEXT,
    relative_path TEXT,
    after INTEGER REFERENCES places (seq),
    operation INTEGER NOT NULL REFERENCES operations (seq)
) STRICT;
CREATE INDEX places_of_clip ON places (clip);
CREATE INDEX places_of_operation ON places (operation);

CREATE TABLE settings (
    seq INTEGER PRIMARY KEY,
    key INTEGER NOT NULL REFERENCES words (seq),
    value TEXT,
    after INTEGER REFERENCES settings (seq),
    operation INTEGER NOT NULL REFERENCES operations (seq)
) STRICT;
CREATE INDEX settings_of_operation ON settings (operation);

CREATE TABLE profiles (
    seq INTEGER PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES people (seq),
    name TEXT,
    role TEXT CHECK (role IN ('annotator', 'reviewer', 'lead')),
    passphrase TEXT,  -- salted scrypt, never the words themselves
    after INTEGER REFERENCES profiles (seq),
    operation INTEGER NOT NULL REFERENCES operations (seq)
) STRICT;
CREATE INDEX profiles_of_operation ON profiles (operation);

CREATE TABLE reviews (
    -- One reviewer's verdict on one triple; body: JSON, point by point, and the errors that were missed.
    seq INTEGER PRIMARY KEY,
    triple INTEGER NOT NULL REFERENCES triples (seq),
    reviewer INTEGER NOT NULL REFERENCES people (seq),
    verdict TEXT CHECK (verdict IN ('approved', 'returned')),
    body TEXT,
    after INTEGER REFERENCES reviews (seq),
    operation INTEGER NOT NULL REFERENCES operations (seq)
) STRICT;
CREATE INDEX reviews_of_triple ON reviews (triple);
CREATE INDEX reviews_of_operation ON reviews (operation);

CREATE TABLE also_after (
    -- Where a node came after more than one: it ended a conflict.
    kind INTEGER NOT NULL,
    node INTEGER NOT NULL,
    earlier INTEGER NOT NULL,
    PRIMARY KEY (kind, node, earlier)
) STRICT, WITHOUT ROWID;

-- Derived from the nodes; made anew by a check.

CREATE TABLE heads (
    kind INTEGER NOT NULL,
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    node INTEGER NOT NULL,
    PRIMARY KEY (kind, a, b)
) STRICT, WITHOUT ROWID;

CREATE TABLE forks (
    -- The other ends of a slot that went apart in two copies of the project.
    kind INTEGER NOT NULL,
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    node INTEGER NOT NULL,
    PRIMARY KEY (kind, a, b, node)
) STRICT, WITHOUT ROWID;

-- What changes in place: unsent typing, and background work.

CREATE TABLE typing (
    clip INTEGER NOT NULL REFERENCES clips (seq),
    aspect INTEGER NOT NULL CHECK (aspect BETWEEN 0 AND 4),
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    author INTEGER NOT NULL REFERENCES people (seq),
    updated_at TEXT NOT NULL,
    PRIMARY KEY (clip, aspect, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('job', 'run')),
    title TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled', 'interrupted')),
    fraction REAL CHECK (fraction BETWEEN 0 AND 1),
    words TEXT NOT NULL,
    folder TEXT NOT NULL,
    pid INTEGER NOT NULL,
    process_started REAL NOT NULL,
    host TEXT NOT NULL,
    started_at TEXT NOT NULL,
    heartbeat_at TEXT NOT NULL,
    seen INTEGER NOT NULL CHECK (seen IN (0, 1))
) STRICT, WITHOUT ROWID;
"""

# Contentless: the words stay in their own tables. rowid = 8 * seq + kind of text (store/search/index.py). Which texts
# hold a word is kept, not where in them; and which hold a word that begins so (docs/decisions/0012-search-index.md).
TOKENIZER = "unicode61 remove_diacritics 2"
SEARCH = (
    "CREATE VIRTUAL TABLE texts USING fts5 "
    f"(words, content='', tokenize=\"{TOKENIZER}\", detail=none, prefix='1 2 3 4 5 6 7')"
)

APPEND_ONLY = (
    "people", "operations", "specifications", "words", "clips", "thumbnails", "fingerprints", "pre_captions",
    "critiques", "critique_points", "post_captions", "answer_sets", "triples", "answer_values", "answers", "works",
    "listings", "places", "settings", "profiles", "reviews", "also_after",
)  # fmt: skip


def guards(table: str) -> list[str]:
    """Triggers that refuse to change or delete what was recorded."""
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are kept as they were written'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def without_comments(sql: str) -> str:
    return "\n".join(line.split("--")[0].rstrip() for line in sql.splitlines())


def table_statements() -> list[str]:
    """Everything that makes empty tables of version 2, without the guards; one statement each."""
    return [text.strip() for text in without_comments(_TABLES).split(";") if text.strip()] + [SEARCH]


def guard_statements() -> list[str]:
    return [guard for table in APPEND_ONLY for guard in guards(table)]
