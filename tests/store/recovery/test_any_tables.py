"""Salvage knows no table by name but a few: it works for whatever tables a version of the program has."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from benchmarks.file_faults import PAGE
from chai_desktop.store.recovery.ladder import recover
from chai_desktop.store.recovery.report import Rung
from chai_desktop.store.tables.marks import APPLICATION_ID
from chai_desktop.store.tables.migrations import NEWEST

TABLES = [
    "CREATE TABLE project (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT",
    "CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT NOT NULL, rank INTEGER NOT NULL) STRICT",
    """CREATE TABLE notes (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, text TEXT NOT NULL, size INTEGER AS (length(text)) STORED,
        loud TEXT AS (upper(text)) VIRTUAL, author_id TEXT NOT NULL REFERENCES people,
        parent_id TEXT REFERENCES notes (id), weight REAL) STRICT""",
    "CREATE TABLE marks (note TEXT, kind TEXT, value ANY, PRIMARY KEY (kind, note)) STRICT, WITHOUT ROWID",
    "CREATE TABLE tickets (number INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT NOT NULL, count INTEGER)",
    "CREATE VIRTUAL TABLE own_search USING fts5(body)",
    "CREATE VIRTUAL TABLE note_search USING fts5(text, content='notes', content_rowid='seq')",
    "CREATE VIRTUAL TABLE bare_search USING fts5(text, content='')",
    "CREATE INDEX notes_by_author ON notes (author_id, seq)",
    "CREATE VIEW loud_notes AS SELECT loud FROM notes",
    """CREATE TRIGGER notes_are_found AFTER INSERT ON notes BEGIN
        INSERT INTO note_search (rowid, text) VALUES (new.seq, new.text); END""",
    "CREATE TRIGGER notes_stay BEFORE DELETE ON notes BEGIN SELECT RAISE(ABORT, 'no'); END",
]


def statements(_: int) -> list[str]:
    return TABLES


@contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


@pytest.fixture
def film(tmp_path) -> Path:
    path = tmp_path / "Film.chai"
    with _connected(path) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE}")
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        for sql in TABLES:
            connection.execute(sql)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {NEWEST}")
        connection.execute("BEGIN")
        connection.execute("INSERT INTO project VALUES ('p', 'Film')")
        connection.execute("INSERT INTO people VALUES ('anna', 'Anna', 1)")
        for number in range(1, 301):
            parent = f"n{number - 1}" if number % 10 else None
            parent = None if number == 1 else parent
            connection.execute(
                "INSERT INTO notes (seq, id, text, author_id, parent_id, weight) VALUES (?, ?, ?, 'anna', ?, ?)",
                (number, f"n{number}", f"word{number} " * (number % 40), parent, float(number)),
            )
            connection.execute("INSERT INTO marks VALUES (?, 'size', ?)", (f"n{number}", number))
            connection.execute("INSERT INTO tickets (what, count) VALUES (?, 1)", (f"ticket {number}",))
            connection.execute("INSERT INTO own_search (rowid, body) VALUES (?, ?)", (number, f"own{number}"))
            connection.execute("INSERT INTO bare_search (rowid, text) VALUES (?, ?)", (number, f"bare{number}"))
        connection.execute("DELETE FROM tickets WHERE number = 300")
        connection.execute("COMMIT")
    return path


def _content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with _connected(path) as connection:
        tables = ("project", "people", "notes", "marks", "tickets", "loud_notes")
        return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


def _leaf(path: Path, table: str) -> int:
    with _connected(path) as connection:
        sql = "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno"
        found = connection.execute(sql, (table,)).fetchall()
    return found[len(found) // 2][0]


def _lose(path: Path, page: int) -> None:
    content = bytearray(path.read_bytes())
    content[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    path.write_bytes(content)


def test_every_kind_of_table_is_salvaged(film):
    before = _content(film)
    _lose(film, 1)
    report = recover(film, statements)
    assert report.source is Rung.SALVAGE
    assert _content(film) == before
    with _connected(film) as connection:
        assert connection.execute("SELECT count(*) FROM note_search WHERE note_search MATCH 'word7'").fetchone() == (1,)
        assert connection.execute("SELECT rowid FROM own_search WHERE own_search MATCH 'own299'").fetchall() == [(299,)]
        connection.execute("INSERT INTO notes (id, text, author_id) VALUES ('new', 'fresh', 'anna')")
        assert connection.execute("SELECT count(*) FROM note_search WHERE note_search MATCH 'fresh'").fetchone() == (1,)
        with pytest.raises(sqlite3.IntegrityError, match="no"):
            connection.execute("DELETE FROM notes")


def test_a_search_without_its_own_text_is_said_to_be_empty_or_filled_by_its_owner(film):
    copy = film.read_bytes()
    _lose(film, 1)
    assert "To be filled anew: bare_search" in recover(film, statements, refill=None).loss
    film.write_bytes(copy)
    _lose(film, 1)
    report = recover(
        film, statements, refill=lambda new: new.execute("INSERT INTO bare_search (text) VALUES ('found')")
    )
    assert "To be filled anew" not in report.loss
    with _connected(film) as connection:
        assert connection.execute("SELECT count(*) FROM bare_search WHERE bare_search MATCH 'found'").fetchone() == (1,)


def test_a_version_whose_parent_is_lost_stays_and_no_longer_names_it(film):
    before = {row[1]: row for row in _content(film)["notes"]}
    _lose(film, _leaf(film, "notes"))
    report = recover(film, statements)
    after = {row[1]: row for row in _content(film)["notes"]}
    lost = before.keys() - after.keys()
    assert report.rows_lost == {"notes": len(lost)}
    cut = {key for key, row in after.items() if row != before[key]}
    assert cut == {key for key, row in before.items() if row[-2] in lost} - lost
    assert all(after[key][-2] is None for key in cut)
    assert f"no longer name the version before them: {len(cut)} of notes" in report.loss


def test_rows_whose_owner_cannot_be_replaced_are_dropped_and_counted(film):
    _lose(film, _leaf(film, "people"))  # a rank is asked for, which nobody can know
    report = recover(film, statements)
    assert report.rows_lost["notes"] == 300
    assert _content(film)["notes"] == []
    assert len(_content(film)["marks"]) == 300


def test_columns_in_the_order_of_an_older_version_are_read_by_their_names(film):
    before = _content(film)
    reordered = [sql.replace("(id TEXT PRIMARY KEY, name TEXT NOT NULL, rank", "(rank") for sql in TABLES]
    reordered[1] = "CREATE TABLE people (rank INTEGER NOT NULL, name TEXT NOT NULL, id TEXT PRIMARY KEY) STRICT"
    _lose(film, _leaf(film, "marks"))
    report = recover(film, lambda _: reordered)
    assert report.source is Rung.SALVAGE
    with _connected(film) as connection:
        assert connection.execute("SELECT id, name, rank FROM people").fetchall() == before["people"]


def test_rows_from_before_a_column_was_added_get_its_default(film):
    with _connected(film) as connection:
        connection.execute("ALTER TABLE tickets ADD COLUMN state TEXT NOT NULL DEFAULT 'open'")
    state = "count INTEGER, state TEXT NOT NULL DEFAULT 'open')"
    _lose(film, 1)
    recover(film, lambda _: [sql.replace("count INTEGER)", state) for sql in TABLES])
    with _connected(film) as connection:
        assert connection.execute("SELECT DISTINCT state FROM tickets").fetchall() == [("open",)]
        assert connection.execute("SELECT count(*) FROM tickets").fetchone() == (299,)


def test_pages_that_may_be_of_two_tables_go_to_neither_and_are_told(film):
    twins = "CREATE TABLE twins (number INTEGER PRIMARY KEY, what TEXT NOT NULL, count INTEGER)"
    _lose(film, 1)  # with the only page that says where which table begins
    report = recover(film, lambda _: [*TABLES, twins])
    assert _content(film)["tickets"] == []
    assert "could not be read" in report.loss
