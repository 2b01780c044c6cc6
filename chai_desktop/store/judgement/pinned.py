"""Which specification and caption policies a project works by; every answer and caption remembers them."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from chai_desktop.store import project_settings
from chai_desktop.store.file.plain_words import damaged
from chai_desktop.store.file.project_file import ProjectFile

_KEY = "specification"


@dataclass(frozen=True)
class Pinned:
    """'' where nobody said which."""

    spec_id: str = ""
    spec_version: str = ""
    policy_version: str = ""


def pinned(file: ProjectFile) -> Pinned:
    found = project_settings.read(file, _KEY, {})
    try:
        return Pinned(**found)
    except TypeError as error:
        raise damaged(file.path, "it does not say by which specification it works") from error


def pin(file: ProjectFile, to: Pinned) -> None:
    """What is written from now on is written by these versions; what was written before keeps its own."""
    if to != pinned(file):
        with file.operation(f"Work by specification {to.spec_id} {to.spec_version}".strip(), kind="note") as stamp:
            project_settings.write(file, stamp, _KEY, asdict(to))


def specification_row(file: ProjectFile, by: Pinned) -> int:
    """The number of this specification, inside an operation."""
    return file.content("specifications", asdict(by), key=("spec_id", "spec_version", "policy_version"))
