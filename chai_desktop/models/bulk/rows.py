"""The results of a run: one row for each clip and aspect, the same whoever wrote it and however often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from chai_desktop.models.bulk.clip_list import ClipKey
from chai_desktop.runs.lines import each_line
from chai_desktop.runs.run_folder import RunFolder
from chai_desktop.runs.whole_files import typed
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point
from chai_desktop.store.records import Fingerprint

ROWS = "rows.ndjson"


class RowKey(NamedTuple):
    """One result: of this clip and aspect, by these settings. The model's hash is held to be the same within a run."""

    clip: ClipKey
    aspect: Aspect
    settings_hash: str


@dataclass(frozen=True)
class ResultText:
    """One candidate. Where it was critiqued and revised, ``text`` is the revision of ``draft``."""

    text: str
    fingerprint: Fingerprint
    prompt: str = ""
    notes: tuple[str, ...] = ()
    p_yes: float | None = None
    log_odds: float | None = None
    scorer: Fingerprint | None = None
    draft: str = ""
    points: tuple[Point, ...] = ()
    free_text: str = ""


@dataclass(frozen=True)
class ResultRow:
    """``reason`` says why there are no texts, '' where there are. ``model_hash`` is the captioner's."""

    content_hash: str
    first_frame: int
    last_frame: int
    clip: str  # its name, for people
    aspect: Aspect
    settings_hash: str
    model_hash: str = ""
    texts: tuple[ResultText, ...] = ()
    reason: str = ""
    seconds: float = 0.0
    at: str = ""

    @property
    def key(self) -> RowKey:
        return RowKey(ClipKey(self.content_hash, self.first_frame, self.last_frame), self.aspect, self.settings_hash)


@dataclass
class Done:
    """What the rows of a run say has been done; read at each start, so it reads no more than it needs."""

    written: set[RowKey] = field(default_factory=set)
    refused: set[RowKey] = field(default_factory=set)  # with a reason in the place of texts
    model_hashes: set[str] = field(default_factory=set)

    def has(self, key: RowKey, again: bool) -> bool:
        """``again``: what has only a reason is not done."""
        return key in self.written or (not again and key in self.refused)


def what_is_done(folder: RunFolder) -> Done:
    """Over the rows of all parts."""
    done = Done()
    for data in _plain_rows(folder):
        key = _key(data)
        if key is None:
            continue
        if data.get("texts"):
            done.written.add(key)
            done.model_hashes.add(str(data.get("model_hash", "")))
        else:
            done.refused.add(key)
    done.refused -= done.written
    return done


def rows_of(folder: RunFolder) -> Iterator[ResultRow]:
    """Every row that holds texts, in the order of writing; a line that is none is left out."""
    for data in _plain_rows(folder):
        if data.get("texts"):
            try:
                yield typed(ResultRow, data)
            except ValueError:
                continue


def reasons(folder: RunFolder) -> list[tuple[str, int]]:
    """Why rows have no texts, and of how many that is so; the most frequent first."""
    without: dict[RowKey, str] = {}
    for data in _plain_rows(folder):
        key = _key(data)
        if key is not None:
            if data.get("texts"):
                without[key] = ""
            elif without.get(key) != "":
                without[key] = str(data.get("reason", ""))
    return Counter(reason for reason in without.values() if reason).most_common()


def plain_row(row: ResultRow) -> dict[str, Any]:
    return asdict(row)


def _plain_rows(folder: RunFolder) -> Iterable[dict[str, Any]]:
    for path in folder.files_called(ROWS):
        yield from each_line(path)


def _key(data: dict[str, Any]) -> RowKey | None:
    try:
        clip = ClipKey(str(data["content_hash"]), int(data["first_frame"]), int(data["last_frame"]))
        return RowKey(clip, Aspect(data["aspect"]), str(data["settings_hash"]))
    except (KeyError, TypeError, ValueError):
        return None
