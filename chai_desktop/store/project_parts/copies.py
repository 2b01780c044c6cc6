"""Copies of a project that went apart: parts that are handed out, merging, and settling conflicts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from chai_desktop.store.file.opening import open_file
from chai_desktop.store.file.project_file import ProjectFile
from chai_desktop.store.merge import conflicts, share
from chai_desktop.store.merge.conflicts import Conflict
from chai_desktop.store.merge.merge import MergeReport, merge
from chai_desktop.store.merge.plan import MergePlan, plan_merge
from chai_desktop.store.project_parts.part import ProjectPart


class Copies(ProjectPart):
    """Merging is the union of what both did (docs/decisions/0009-merge-is-union.md)."""

    def plan_merge(self, path: Path | str) -> MergePlan:
        """What a merge would bring. Nothing is changed; raises what ``merge`` raises."""
        with _other(path) as other:
            return plan_merge(self._file, other, Path(path).name)

    def merge(self, path: Path | str, between: Callable[[float], None] | None = None) -> MergeReport:
        """Bring in what a copy of this project, or a part that was handed out, has and this file does not.

        The other file is only read. ``between`` (share done, 0 to 1) may raise, and then nothing was changed.
        Raises ProjectError where it is another project, or cannot be read.
        """
        with _other(path) as other:
            return merge(self._file, other, Path(path).name, between)

    def conflicts(self) -> list[Conflict]:
        """What two people said differently in two copies, until it is settled."""
        return conflicts.conflicts(self._file)

    def count_conflicts(self) -> int:
        return conflicts.count_conflicts(self._file)

    def settle(self, conflict: Conflict, key: int) -> None:
        """Choose one of the conflict's sides, by its key."""
        conflicts.settle(self._file, conflict, key)

    def export_share(self, clip_ids: Sequence[str], path: Path, person_id: str = "") -> int:
        """Write these clips with their history to a new project file, to be worked on elsewhere and merged back.

        ``person_id`` is who works in it. Gives the number of clips.
        """
        return share.export_share(self._file, clip_ids, path, person_id)


@contextmanager
def _other(path: Path | str) -> Iterator[ProjectFile]:
    other = open_file(Path(path), read_only=True)
    try:
        yield other
    finally:
        other.close()
