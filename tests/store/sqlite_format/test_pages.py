"""Rows read from the pages by hand are the rows that SQLite reads."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chai_desktop.store.sqlite_format.pages import Kind, Pages, open_pages
from chai_desktop.store.sqlite_format.records import BadBytes, MendedText, decode, varint
from chai_desktop.store.sqlite_format.trees import Walk, cells_with_records, pages_of

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    TEXTS,
    st.builds(lambda text, times: text * times, TEXTS, st.integers(1, 600)),  # some leave their page
    st.binary(max_size=50),
    st.builds(bytes, st.integers(0, 20_000)),
)
ROWS = st.dictionaries(st.integers(-(2**63), 2**63 - 1), st.tuples(VALUES, VALUES), max_size=60)


def _read(pages: Pages, root: int, of_index: bool) -> tuple[list[tuple[int, list[object]]], Walk]:
    walk, found = Walk(), []
    for page in pages_of(pages, root, of_index, walk):
        found += [(cell.rowid, decode(pages.record(page, cell))) for cell in cells_with_records(page)]
    return found, walk


def _made(path: Path, rows: dict[int, tuple[object, object]]) -> dict[str, int]:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE things (number INTEGER PRIMARY KEY, a, b)")
        connection.execute("CREATE INDEX by_a ON things (a)")
        connection.execute("CREATE TABLE kept_by_key (key INTEGER, a, b, PRIMARY KEY (key)) WITHOUT ROWID")
        for number, (a, b) in rows.items():
            connection.execute("INSERT INTO things VALUES (?, ?, ?)", (number, a, b))
            connection.execute("INSERT INTO kept_by_key VALUES (?, ?, ?)", (number, a, b))
        connection.execute("COMMIT")
        return dict(connection.execute("SELECT name, rootpage FROM sqlite_schema"))


@settings(max_examples=60, deadline=None)
@given(rows=ROWS)
def test_tables_and_indexes_of_any_values_are_read_as_they_were_written(tmp_path_factory, rows):
    path = tmp_path_factory.getbasetemp() / "any.db"
    roots = _made(path, rows)
    with open_pages(path) as pages:
        things, walk = _read(pages, roots["things"], False)
        assert walk.broken == set()
        assert {number: tuple(values[1:]) for number, values in things} == rows
        entries, _ = _read(pages, roots["by_a"], True)
        assert sorted(values[-1] for _, values in entries) == sorted(rows)
        kept, _ = _read(pages, roots["kept_by_key"], True)
        assert {values[0]: tuple(values[1:]) for _, values in kept} == rows


def test_pages_that_were_freed_are_known(tmp_path):
    path = tmp_path / "free.db"
    _made(path, dict.fromkeys(range(40), ("x" * 3000, None)))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE things")
        connection.commit()
        (count,) = connection.execute("PRAGMA freelist_count").fetchone()
    with open_pages(path) as pages:
        assert len(pages.free()) == count > 10


def test_a_broken_page_costs_only_what_lies_below_it(tmp_path):
    path = tmp_path / "broken.db"
    rows = {number: ("x" * 1000, number) for number in range(200)}
    root = _made(path, rows)["things"]
    with open_pages(path) as pages:
        leaf = next(page for page in pages_of(pages, root, False, Walk()) if page.kind is Kind.TABLE_LEAF)
    content = bytearray(path.read_bytes())
    content[(leaf.number - 1) * 4096 : leaf.number * 4096] = bytes(4096)
    path.write_bytes(content)
    with open_pages(path) as pages:
        found, walk = _read(pages, root, False)
    assert walk.broken == {leaf.number}
    assert {number for number, _ in found} == set(rows) - {cell.rowid for cell in leaf.cells}


@given(st.binary(max_size=200))
def test_bytes_that_are_no_record_are_refused_or_read_but_never_worse(content):
    with suppress(BadBytes):
        decode(content)


@given(content=st.binary(min_size=1, max_size=3 * 4096))
@settings(max_examples=60, deadline=None)
def test_bytes_that_are_no_file_are_refused_or_read_but_never_worse(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "noise.db"
    path.write_bytes(content)
    with open_pages(path) as pages:
        pages.free()
        for number in range(pages.count + 2):
            try:
                page = pages.page(number)
            except BadBytes:
                continue
            for cell in cells_with_records(page):
                if cell is not None:
                    with suppress(BadBytes):
                        decode(pages.record(page, cell))


def test_a_text_with_a_byte_that_is_no_text_is_kept_around_it():
    text = "señor".encode()
    record = bytes([2, 13 + 2 * len(text)]) + text.replace(b"\xc3", b"\xff")
    (found,) = decode(record)
    assert isinstance(found, MendedText)
    assert found == "se\ufffd\ufffdor"


@pytest.mark.parametrize(("content", "value"), [(b"\x05", 5), (b"\x81\x00", 128), (b"\xff" * 9, -1)])
def test_numbers_of_one_to_nine_bytes(content, value):
    assert varint(content, 0) == (value, len(content))
    with pytest.raises(BadBytes):
        varint(content[:-1], 0)
