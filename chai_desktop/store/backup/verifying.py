"""Whether a file that nobody writes to is a whole project. Nothing is written, not even beside it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from chai_desktop.errors import ProjectError
from chai_desktop.store.file.header import check_header
from chai_desktop.store.file.plain_words import damaged, plain_words

_IN_MEMORY = 256 << 20  # bytes
_JOURNAL = slice(18, 20)  # of the header: write and read version (sqlite.org/fileformat.html, 1.3.2)
_FIRST = 5  # this many findings are enough to say


@contextlib.contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a file that stands alone: no lock, no log, no file beside it. Raises ProjectError."""
    with plain_words(path):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        with contextlib.closing(connection):
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            yield connection


def problems(path: Path) -> tuple[str, ...]:
    """What is wrong with a standalone project file; nothing, where it is whole. Reads all of it."""
    try:
        check_header(path)
        with reading(path) as connection:
            found = _problems(connection)
        return tuple(found or _broken_rules(path))
    except ProjectError as error:
        return (_of_the_file(error.message, path),)


def _problems(connection: sqlite3.Connection) -> list[str]:
    found = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({_FIRST})")]
    if found != ["ok"]:
        return [_one_line(finding) for finding in found]
    rows = connection.execute("PRAGMA foreign_key_check").fetchmany(_FIRST)
    if rows:
        return [f"a row of {row[0]} names a row of {row[2]} that is not there" for row in rows]
    if connection.execute("SELECT count(*) FROM project").fetchone()[0] != 1:
        return ["it does not hold exactly one project"]
    return []


def _broken_rules(path: Path) -> list[str]:
    """Rows that break a rule of their table. SQLite 3.40 looks at these only in a database that may be written, so a
    file that fits is looked at in memory; in a larger one such a row is refused when it is used."""
    if path.stat().st_size > _IN_MEMORY:
        return []
    content = bytearray(path.read_bytes())
    content[_JOURNAL] = b"\x01\x01"  # in memory there is no log
    with plain_words(path), contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(bytes(content))
        found = [str(row[0]) for row in connection.execute("PRAGMA quick_check(1)")]
    return [] if found == ["ok"] else [_one_line(found[0])]


def _of_the_file(message: str, path: Path) -> str:
    """A refusal's sentence as something to say of a file that has, perhaps, the name of a copy."""
    said = message.removesuffix(".").replace(str(path), "it").replace(path.name, "it")
    return said.removeprefix("it is damaged: ")


def _one_line(finding: str) -> str:
    return " ".join(finding.replace("*** in database main ***", "").split())


def verify(path: Path) -> None:
    """Raise a ProjectError that says what is wrong, unless the file is a whole project."""
    check_header(path)
    found = problems(path)
    if found:
        raise damaged(path, found[0])
