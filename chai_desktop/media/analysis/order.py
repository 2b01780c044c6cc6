"""What the window asks the analysis process for, and what it answers: JSON on both ways."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from chai_desktop.errors import ChaiError
from chai_desktop.media.analysis.cached_files import Measure
from chai_desktop.media.media_cache import MediaCache


@dataclass(frozen=True)
class AnalysisOrder:
    """Measure the frames ``first``..``last`` (both inclusive) of a file, as far as the cache does not have it.

    ``cache``: the folder of the MediaCache. ``leave_out``: measures that are not wanted, or that broke before.
    """

    path: str
    content_hash: str
    first: int
    last: int
    cache: str
    leave_out: tuple[str, ...] = ()

    def as_json(self) -> str:
        """One line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> AnalysisOrder:
        """Raises ChaiError where the text is no order."""
        try:
            said = json.loads(text)
            return cls(
                str(said["path"]),
                str(said["content_hash"]),
                int(said["first"]),
                int(said["last"]),
                str(said["cache"]),
                tuple(str(each) for each in said.get("leave_out", ())),
            )
        except (ValueError, TypeError, KeyError) as error:
            raise ChaiError(
                f"This is no order for an analysis ({error}).", "See docs/formats/media-cache.md."
            ) from error

    @property
    def media_cache(self) -> MediaCache:
        return MediaCache(Path(self.cache))


@dataclass(frozen=True)
class Report:
    """One line of the process: ``state`` is "running", "done", "there" (it was in the cache) or "failed".

    ``fraction`` is that of all the work, 0..1. ``path``: of the file that is there now; ``sentence``: what went wrong.
    """

    measure: Measure
    state: str
    fraction: float
    path: str = ""
    sentence: str = ""

    def as_json(self) -> str:
        """One line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, line: str) -> Report | None:
        """None where the line is no report: a library may print what it likes."""
        try:
            said = json.loads(line)
            return cls(Measure(said["measure"]), said["state"], float(said["fraction"]), said["path"], said["sentence"])
        except (ValueError, TypeError, KeyError):
            return None
