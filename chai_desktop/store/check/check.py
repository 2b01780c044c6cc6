"""A check of a project file: what was looked at, and what was found. The file is never changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from chai_desktop.store.check import chains, contents, journal, statuses, structure, words
from chai_desktop.store.check.findings import CheckReport, Facts, Finding
from chai_desktop.store.file.looking import open_to_look
from chai_desktop.store.file.project_file import ProjectFile
from chai_desktop.store.refusals import ProjectDamagedError

Progress = Callable[[float, str], None]
Look = Callable[[ProjectFile], Iterable[Finding]]

# Percent of the time that each takes on a large file (measured on 100,000 clips), what it looks at, and how.
_LOOKS: tuple[tuple[int, str, Look], ...] = (
    (32, "every page", structure.pages),
    (18, "references", structure.references),
    (0, "tables and guards", structure.tables_and_guards),
    (0, "the project", structure.one_project),
    (19, "what is current", chains.heads_and_forks),
    (8, "chains of versions", chains.links),
    (3, "the status of work", statuses.statuses),
    (3, "contents", contents.orphans),
    (2, "values", contents.values),
    (3, "keys", contents.keys),
    (1, "points", contents.points),
    (7, "words for the search", words.words),
    (4, "the journal", journal.times),
    (0, "undone steps", journal.targets),
    (0, "runs", journal.running),
    (0, "unsent typing", contents.typing_of_gone_clips),
)


def check_file(path: Path, progress: Progress = lambda _share, _what: None) -> CheckReport:
    """Look at everything in the file. ``progress`` gets the share done, 0 to 1, and what is looked at next.

    A damaged file is a finding. Raises ProjectError where there is no project, or it cannot be read; Cancelled, or
    whatever else ``progress`` raises.
    """
    try:
        file = open_to_look(path)
    except ProjectDamagedError as error:
        return CheckReport(Facts(path.stat().st_size), (Finding("structure", error.message, path.name),))
    try:
        return CheckReport(_facts(file, path), tuple(_all(file, progress)), file.notes)
    finally:
        file.close()


def _all(file: ProjectFile, progress: Progress) -> list[Finding]:
    found: list[Finding] = []
    done = 0
    for percent, what, look in _LOOKS:
        progress(done / 100, what)
        try:
            found += look(file)
        except ProjectDamagedError as error:
            found.append(
                Finding("structure", f"{what.capitalize()} could not be read: {error.message}", file.path.name)
            )
        done += percent
    progress(1.0, "")
    return found


def _facts(file: ProjectFile, path: Path) -> Facts:
    try:
        counts = {
            table: file.number(f"SELECT count(*) FROM {table}") or 0
            for table in ("clips", "answers", "triples", "operations", "people")
        }
    except ProjectDamagedError:
        counts = {}
    return Facts(path.stat().st_size, **counts)
