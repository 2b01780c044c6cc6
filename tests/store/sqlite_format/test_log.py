"""The log is read as SQLite reads it, and beyond where SQLite stops."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chai_desktop.store.sqlite_format.checksum import checksum
from chai_desktop.store.sqlite_format.layout import PAGE
from chai_desktop.store.sqlite_format.log_frames import FRAME, HEADER, read_log
from chai_desktop.store.sqlite_format.log_writing import apply_log, write_full_log


def _log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _all_rows(path: Path) -> list[tuple[object, ...]] | str:
    """What SQLite reads, its log included, or why it does not."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            return connection.execute("SELECT * FROM words").fetchall()
    except sqlite3.DatabaseError as error:
        return str(error)


@pytest.fixture(scope="module", params=[False, True], ids=["first round", "later round"])
def written(request, tmp_path_factory) -> Path:
    """A file with forty changes in its log, the last of which make it smaller; then with an older round behind them."""
    folder = tmp_path_factory.mktemp("log")
    dice = random.Random(1)
    with closing(sqlite3.connect(folder / "a.db", isolation_level=None)) as connection:
        for pragma in (f"page_size = {PAGE}", "journal_mode = WAL", "auto_vacuum = 0"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("CREATE TABLE words (number INTEGER PRIMARY KEY, text TEXT)")
        if request.param:
            for _ in range(60):
                connection.execute("INSERT INTO words (text) VALUES (?)", ("x" * dice.randrange(3000),))
            connection.execute("PRAGMA wal_checkpoint").fetchall()
        for _ in range(40):
            connection.execute("INSERT INTO words (text) VALUES (?)", ("y" * dice.randrange(3000),))
        connection.execute("DELETE FROM words WHERE number % 2")
        connection.execute("VACUUM")
        (folder / "copy").mkdir()
        for name in ("a.db", "a.db-wal"):
            shutil.copyfile(folder / name, folder / "copy" / name)
    return folder / "copy" / "a.db"


def _same_as_sqlite(written: Path, log: bytes, folder: Path) -> None:
    by_sqlite, by_hand = folder / "sqlite.db", folder / "hand.db"
    for copy in (by_sqlite, by_hand):
        shutil.copyfile(written, copy)
        _log(copy).write_bytes(log)
    apply_log(read_log(_log(by_hand)), _log(by_hand), by_hand)
    _log(by_hand).unlink()
    assert _all_rows(by_hand) == _all_rows(by_sqlite)


def test_a_whole_log_is_carried_over_as_sqlite_does(written, tmp_path):
    log = read_log(_log(written))
    assert log.doubt() == ""
    assert log.used == log.usable == len(log.frames)
    _same_as_sqlite(written, _log(written).read_bytes(), tmp_path)
    assert (tmp_path / "hand.db").read_bytes() == (tmp_path / "sqlite.db").read_bytes()


def test_a_log_cut_at_any_frame_is_carried_over_as_sqlite_does(written, tmp_path):
    log = _log(written).read_bytes()
    for length in [0, 1, HEADER - 1, HEADER, HEADER + 24, *range(HEADER + FRAME, len(log), FRAME * 5 // 2)]:
        _same_as_sqlite(written, log[:length], tmp_path)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_log_with_changed_bytes_is_carried_over_as_sqlite_does(written, tmp_path_factory, data):
    log = bytearray(_log(written).read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        log[data.draw(st.integers(0, len(log) - 1))] ^= data.draw(st.integers(1, 255))
    _same_as_sqlite(written, bytes(log), tmp_path_factory.mktemp("changed"))


def test_a_broken_frame_is_named_and_what_follows_is_still_found(written):
    log = bytearray(_log(written).read_bytes())
    whole = read_log(_log(written))
    broken = len(whole.frames) // 2
    log[HEADER + broken * FRAME + 1000] ^= 1
    copy = written.with_name("broken-wal")
    copy.write_bytes(log)
    found = read_log(copy)
    assert [frame.number for frame in found.frames if not frame.whole] == [broken]
    assert found.used <= broken < found.usable == whole.used
    assert "could not be read" in found.doubt()


@pytest.mark.parametrize("place", range(HEADER))
def test_any_broken_byte_of_the_header_leaves_every_frame_readable(written, place):
    log = bytearray(_log(written).read_bytes())
    log[place] ^= 0xFF
    copy = written.with_name("header-wal")
    copy.write_bytes(log)
    found = read_log(copy)
    assert found.used == 0
    assert sum(not frame.whole for frame in found.frames) <= 1  # the first goes on from the header's own checksum
    assert found.usable == read_log(_log(written)).usable


def test_a_log_that_holds_a_whole_file_makes_any_file_that_one(written, tmp_path):
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("CREATE TABLE other (text TEXT)")
        connection.executemany("INSERT INTO other VALUES (?)", [("z" * 3000,)] * 200)  # longer than the new one
        connection.commit()
    whole = tmp_path / "whole.db"
    shutil.copyfile(written, whole)
    apply_log(read_log(_log(written)), _log(written), whole)
    write_full_log(whole, _log(other))
    assert read_log(_log(other)).is_whole_file
    assert not read_log(_log(written)).is_whole_file
    assert _all_rows(other) == _all_rows(whole)
    assert other.read_bytes() == whole.read_bytes()  # SQLite carried it over when it closed


@given(
    st.binary(min_size=8, max_size=400), st.booleans(), st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
)
def test_the_checksum_is_the_one_of_the_format(content, big_endian, before):
    content = content[: len(content) // 8 * 8]
    s0, s1 = before
    order = "big" if big_endian else "little"
    words = [int.from_bytes(content[at : at + 4], order) for at in range(0, len(content), 4)]
    for first, second in zip(words[::2], words[1::2], strict=True):
        s0 = (s0 + first + s1) % 2**32
        s1 = (s1 + second + s0) % 2**32
    assert checksum(content, big_endian, before) == (s0, s1)
