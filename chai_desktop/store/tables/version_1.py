"""The tables of a project file, version 1.

Keys are UUIDs as text, so that rows of two copies of a project can stand in one file. ``seq`` is only the
order in which rows came into this file: the newest version of something is the one with the highest ``seq``.
Every row that records a judgement is a version (author, time, parent) and belongs to the operation that wrote
it; triggers refuse to change or delete such rows. Only rows of ``settings`` and ``typing`` change in place.
"""

from __future__ import annotations

_TABLES = """
CREATE TABLE project (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE people (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE operations (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    author_id TEXT NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    author_id TEXT REFERENCES people (id),
    updated_at TEXT NOT NULL
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
    thumbnail BLOB,
    author_id TEXT NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    operation_id TEXT NOT NULL REFERENCES operations (id),
    UNIQUE (content_hash, first_frame, last_frame)
) STRICT;

CREATE TABLE clip_places (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    clip_id TEXT NOT NULL REFERENCES clips (id),
    name TEXT NOT NULL,
    absolute_path TEXT NOT NULL,
    relative_path TEXT NOT NULL,
    removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
    author_id TEXT NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    parent_id TEXT REFERENCES clip_places (id),
    operation_id TEXT NOT NULL REFERENCES operations (id)
) STRICT;
CREATE INDEX clip_places_of_clip ON clip_places (clip_id, seq);

CREATE TABLE answers (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    clip_id TEXT NOT NULL REFERENCES clips (id),
    question_id TEXT NOT NULL,
    value TEXT,
    via TEXT NOT NULL,
    spec_id TEXT NOT NULL,
    spec_version TEXT NOT NULL,
    author_id TEXT NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    parent_id TEXT REFERENCES answers (id),
    operation_id TEXT NOT NULL REFERENCES operations (id)
) STRICT;
CREATE INDEX answers_of_clip ON answers (clip_id, question_id, seq);

CREATE TABLE answer_sets (
    id TEXT PRIMARY KEY,
    answers TEXT NOT NULL
) STRICT;

CREATE TABLE fingerprints (
    id TEXT PRIMARY KEY,
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
    clip_id TEXT NOT NULL REFERENCES clips (id),
    aspect TEXT NOT NULL CHECK (aspect IN ('subject', 'scene', 'motion', 'spatial', 'camera')),
    text TEXT NOT NULL CHECK (text <> ''),
    origin TEXT NOT NULL CHECK (origin IN ('engine', 'edit', 'import', 'sample')),
    fingerprint_id TEXT REFERENCES fingerprints (id),
    spec_id TEXT NOT NULL,
    spec_version TEXT NOT NULL,
    policy_version TEXT NOT NULL,
    author_id TEXT NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    parent_id TEXT REFERENCES pre_captions (id),
    operation_id TEXT NOT NULL REFERENCES operations (id)
) STRICT;
CREATE INDEX pre_captions_of_clip ON pre_captions (clip_id, aspect, seq);

CREATE TABLE critiques (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    pre_caption_id TEXT NOT NULL REFERENCES pre_captions (id),
    free_text TEXT NOT NULL,
    point_count INTEGER NOT NULL,
    author_id TEXT NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    parent_id TEXT REFERENCES critiques (id),
    operation_id TEXT NOT NULL REFERENCES operations (id)
) STRICT;
CREATE INDEX critiques_of_pre_caption ON critiques (pre_caption_id, seq);

CREATE TABLE critique_points (
    critique_id TEXT NOT NULL REFERENCES critiques (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('wrong', 'missing', 'extra', 'wording')),
    instead TEXT NOT NULL,
    start_offset INTEGER,
    end_offset INTEGER,
    quote TEXT NOT NULL,
    reason TEXT NOT NULL,
    first_frame INTEGER,
    last_frame INTEGER,
    PRIMARY KEY (critique_id, position),
    CHECK ((start_offset IS NULL) = (end_offset IS NULL)
           AND (start_offset IS NULL OR 0 <= start_offset AND start_offset <= end_offset)),
    CHECK ((first_frame IS NULL) = (last_frame IS NULL)
           AND (first_frame IS NULL OR 0 <= first_frame AND first_frame <= last_frame))
) STRICT, WITHOUT ROWID;

CREATE TABLE ratings (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    pre_caption_id TEXT NOT NULL REFERENCES pre_captions (id),
    score INTEGER CHECK (score BETWEEN 1 AND 5),
    author_id TEXT NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    parent_id TEXT REFERENCES ratings (id),
    operation_id TEXT NOT NULL REFERENCES operations (id)
) STRICT;
CREATE INDEX ratings_of_pre_caption ON ratings (pre_caption_id, seq);

CREATE TABLE post_captions (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    pre_caption_id TEXT NOT NULL REFERENCES pre_captions (id),
    critique_id TEXT REFERENCES critiques (id),
    text TEXT NOT NULL CHECK (text <> ''),
    origin TEXT NOT NULL CHECK (origin IN ('engine', 'edit', 'import', 'sample', 'accepted')),
    fingerprint_id TEXT REFERENCES fingerprints (id),
    spec_id TEXT NOT NULL,
    spec_version TEXT NOT NULL,
    policy_version TEXT NOT NULL,
    author_id TEXT NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    parent_id TEXT REFERENCES post_captions (id),
    operation_id TEXT NOT NULL REFERENCES operations (id)
) STRICT;
CREATE INDEX post_captions_of_pre_caption ON post_captions (pre_caption_id, seq);

CREATE TABLE triples (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    clip_id TEXT NOT NULL REFERENCES clips (id),
    aspect TEXT NOT NULL CHECK (aspect IN ('subject', 'scene', 'motion', 'spatial', 'camera')),
    pre_caption_id TEXT NOT NULL REFERENCES pre_captions (id),
    critique_id TEXT REFERENCES critiques (id),
    post_caption_id TEXT NOT NULL REFERENCES post_captions (id),
    rating INTEGER CHECK (rating BETWEEN 1 AND 5),
    answer_set_id TEXT NOT NULL REFERENCES answer_sets (id),
    spec_id TEXT NOT NULL,
    spec_version TEXT NOT NULL,
    policy_version TEXT NOT NULL,
    author_id TEXT NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    parent_id TEXT REFERENCES triples (id),
    operation_id TEXT NOT NULL REFERENCES operations (id)
) STRICT;
CREATE INDEX triples_of_clip ON triples (clip_id, aspect, seq);

CREATE TABLE typing (
    clip_id TEXT NOT NULL REFERENCES clips (id),
    aspect TEXT NOT NULL CHECK (aspect IN ('subject', 'scene', 'motion', 'spatial', 'camera')),
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    author_id TEXT NOT NULL REFERENCES people (id),
    updated_at TEXT NOT NULL,
    PRIMARY KEY (clip_id, aspect, field)
) STRICT, WITHOUT ROWID;
"""

APPEND_ONLY = (
    "operations", "clips", "clip_places", "answers", "answer_sets", "fingerprints", "pre_captions",
    "critiques", "critique_points", "ratings", "post_captions", "triples",
)  # fmt: skip


def _guards(table: str) -> list[str]:
    """Triggers that refuse to change or delete what was recorded."""
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are kept as they were written'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def statements() -> list[str]:
    """Everything that makes an empty database version 1, one statement each."""
    tables = [text.strip() for text in _TABLES.split(";") if text.strip()]
    return tables + [guard for table in APPEND_ONLY for guard in _guards(table)]
