"""Takes the results of a run into a project, as candidates that a person chooses from; twice is the same as once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any

from chai_desktop.errors import Cancelled
from chai_desktop.models.bulk.clip_list import ClipKey
from chai_desktop.models.bulk.rows import ResultRow, ResultText, rows_of
from chai_desktop.runs.run_folder import RunFolder
from chai_desktop.store.project import Project
from chai_desktop.store.records import NewCandidate

_AT_ONCE = 50  # rows that the project takes in one go: others who want the project wait no longer than for these

Ask = Callable[[Callable[[Project], Any]], Any]
Tell = Callable[[float, str], None]


@dataclass
class CollectReport:
    """Counts of rows (a clip's aspect each) and of texts; ``unknown`` names clips that the project does not have."""

    rows: int = 0
    new_texts: int = 0
    unknown: set[str] = field(default_factory=set)

    def summary(self) -> str:
        if not self.rows and not self.unknown:
            return "The run has no captions yet."
        known = "" if self.new_texts else " They were taken in before."
        left_out = f" {len(self.unknown):,} clips are not in this project." if self.unknown else ""
        return f"{self.new_texts:,} new candidates for {self.rows:,} captions.{known}{left_out}"


def collect(ask: Ask, folder: RunFolder, tell: Tell, cancelled: Callable[[], bool]) -> CollectReport:
    """``ask`` runs an operation on the project and gives its result. RunError, ProjectError, Cancelled."""
    description = folder.description()
    source = f"run:{description.id}"
    expected = max(1, int(description.settings.get("row_count", 1)))
    report = CollectReport()
    for some in _portions(rows_of(folder)):
        if cancelled():
            raise Cancelled
        ask(partial(_take, rows=some, source=source, report=report))
        tell(min(1.0, report.rows / expected), description.title)
    return report


def _take(project: Project, rows: Iterable[ResultRow], source: str, report: CollectReport) -> None:
    written = []
    for row in rows:
        clip_id = _clip(project, ClipKey(row.content_hash, row.first_frame, row.last_frame))
        if clip_id is None:
            report.unknown.add(row.clip)
        else:
            written.append((clip_id, row.aspect, [_candidate(text) for text in row.texts]))
    report.new_texts += project.add_many_candidates(written, source)
    report.rows += len(written)


def _clip(project: Project, key: ClipKey) -> str | None:
    for clip in project.clips_by_hash(key.content_hash):
        if (clip.facts.first_frame, clip.facts.last_frame) == (key.first_frame, key.last_frame):
            return clip.id
    return None


def _candidate(text: ResultText) -> NewCandidate:
    return NewCandidate(text.text, text.fingerprint, text.prompt, text.p_yes, text.log_odds, text.scorer)


def _portions(rows: Iterator[ResultRow]) -> Iterator[list[ResultRow]]:
    while some := list(islice(rows, _AT_ONCE)):
        yield some
