"""Mending what can be mended, on a copy: everything that follows from the nodes is made anew, nothing is invented.

The original is only read. What was lost is not made up: a damaged page, a row that is gone, a changed text stay as they
are, and the second check says so.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from chai_desktop.errors import ProjectError
from chai_desktop.store import runs
from chai_desktop.store.check.chains import note_followed, slot_columns
from chai_desktop.store.check.check import Progress, check_file
from chai_desktop.store.check.findings import CheckReport, Finding
from chai_desktop.store.check.statuses import WITH_STATUS
from chai_desktop.store.check.structure import expected_schema, schema_of
from chai_desktop.store.file.connecting import closing_on_failure, connect, refusing, set_up
from chai_desktop.store.file.creating import flush_folder
from chai_desktop.store.file.opening import refuse_unreadable
from chai_desktop.store.file.plain_words import from_os, plain_words
from chai_desktop.store.file.project_file import ProjectFile
from chai_desktop.store.file.snapshot import take_snapshot
from chai_desktop.store.journal.kinds import KINDS, NodeKind
from chai_desktop.store.search.rebuilding import rebuild_index
from chai_desktop.store.tables.migrations import NEWEST, migrate, version_of

_MENDING = 0.5  # of the time; the rest is the check of the copy


@dataclass(frozen=True)
class MendReport:
    """What was done, in sentences, and what is still found in the copy."""

    done: tuple[str, ...]
    after: CheckReport


def mend_copy(path: Path, out: Path, found: CheckReport, progress: Progress = lambda _share, _what: None) -> MendReport:
    """Write a copy to ``out``, which must not exist, in which of ``found`` is mended what can be.

    Raises ProjectError; then there is no copy.
    """
    if os.path.lexists(out):
        raise ProjectError(f"{out} exists already.", "Choose another name for the mended copy.")
    progress(0.0, "mending a copy")
    try:
        with TemporaryDirectory(prefix=f"{out.name}.", dir=out.absolute().parent) as folder:
            copy = take_snapshot(Path(os.path.realpath(path)), Path(folder))
            done = _mend(copy, found.findings)
            after = check_file(copy, lambda share, what: progress(_MENDING + share * (1 - _MENDING), what))
            _put(copy, out)
    except OSError as error:
        raise from_os(error, out) from error
    return MendReport(done, after)


def _put(copy: Path, out: Path) -> None:
    """Give the copy its name, which was free a moment ago; whoever took it meanwhile keeps it."""
    with copy.open("rb+") as written:
        os.fsync(written.fileno())
    out.touch(exist_ok=False)
    os.replace(copy, out)
    flush_folder(out.absolute().parent)


def _mend(copy: Path, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Mend what was found in this file."""
    kinds = {finding.kind for finding in findings if finding.mendable}
    done = []
    with refusing(copy), closing_on_failure(connect(copy)) as db:
        set_up(db)
        refuse_unreadable(db, copy)
        db.execute("PRAGMA journal_mode = DELETE").fetchall()  # the copy is one file when it is done
        if version_of(db) < NEWEST:
            migrate(db)
            done.append(f"It was brought to version {NEWEST}.")
        file = ProjectFile(copy, db)
        for kind, sentence, step in _STEPS:
            if kind in kinds:
                with plain_words(copy), db.atomic():
                    step(file)
                done.append(sentence)
        db.close()
    return tuple(done)


def _make_indexes(file: ProjectFile) -> None:
    file.execute("REINDEX")


def _restore_tables_and_guards(file: ProjectFile) -> None:
    """Indexes and guards as this program makes them; triggers and views that it does not know are taken away."""
    expected = expected_schema()
    here = schema_of(file)
    for (kind, name), sql in here.items():
        known = expected.get((kind, name))
        if (kind == "trigger" or (kind == "index" and known is not None) or kind == "view") and known != sql:
            file.execute(f'DROP {kind} "{name}"')
    for (kind, name), sql in expected.items():
        if kind in ("trigger", "index") and here.get((kind, name)) != sql:
            file.execute(sql)


def find_all_ends(file: ProjectFile) -> None:
    """Heads and forks of all slots at once, by the rule of merge/ends.py."""
    file.execute("DELETE FROM heads")
    file.execute("DELETE FROM forks")
    for kind in KINDS:
        note_followed(file, kind)
        for table, places in (("heads", "= 1"), ("forks", "> 1")):
            file.execute(
                f"INSERT INTO {table} (kind, a, b, node) SELECT {kind.number}, a, b, node "
                f"FROM ({_ranked_ends(kind)}) WHERE place {places}"
            )


def _ranked_ends(kind: NodeKind) -> str:
    a, b = slot_columns(kind)
    return (
        f"SELECT {a} AS a, {b} AS b, node.seq AS node, row_number() OVER "
        f"(PARTITION BY {a}, {b} ORDER BY operations.created_at DESC, operations.id DESC) AS place "
        f"FROM {kind.table} AS node JOIN operations ON operations.seq = node.operation "
        "WHERE node.seq NOT IN (SELECT node FROM followed)"
    )


def set_statuses(file: ProjectFile) -> None:
    """The one thing in a node that follows from the rest; its guard is lifted for it."""
    guard = expected_schema()["trigger", "works_no_update"]
    file.execute("DROP TRIGGER IF EXISTS works_no_update")
    wrong = file.rows(f"SELECT seq, follows FROM ({WITH_STATUS}) WHERE said IS NOT follows")
    for row in wrong:
        file.execute("UPDATE works SET status = ? WHERE seq = ?", (row["follows"], row["seq"]))
    file.execute(guard)


def _interrupt_runs(file: ProjectFile) -> None:
    for row in runs.gone(file):
        file.execute("UPDATE runs SET state = 'interrupted' WHERE id = ?", (row["id"],))


# In this order: what comes later reads what was mended before.
_STEPS: tuple[tuple[str, str, Callable[[ProjectFile], None]], ...] = (
    ("index", "All indexes were made anew.", _make_indexes),
    ("table", "Missing indexes were put back.", _restore_tables_and_guards),
    ("stranger", "Triggers and views of other programs were taken out.", _restore_tables_and_guards),
    ("guard", "The guards that keep rows as they were written were put back.", _restore_tables_and_guards),
    ("heads", "What is current was read anew from the chains of versions.", find_all_ends),
    ("status", "The status of work was set to what follows from its texts.", set_statuses),
    ("search", "The search index was made anew.", rebuild_index),
    ("run", "Runs that nothing runs any more were marked as interrupted.", _interrupt_runs),
)
