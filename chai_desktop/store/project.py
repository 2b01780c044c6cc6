"""A project: the one door to the project file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point
from chai_desktop.store import (
    answers,
    captions,
    clips,
    critiques,
    history,
    people,
    project_settings,
    triples,
    unsent,
    work,
)
from chai_desktop.store.opening import create_file, open_file
from chai_desktop.store.pinned import Pinned, pin, pinned
from chai_desktop.store.project_file import ProjectFile
from chai_desktop.store.records import (
    Caption,
    Clip,
    ClipFacts,
    Critique,
    Fingerprint,
    Person,
    Triple,
    TripleDetail,
    Version,
    Work,
)


class Project:
    """An open project. Plain synchronous Python, used from the thread that opened it.

    Every method that changes something is one named transaction, on disk when it returns. All of them raise
    ProjectError (see ``store.refusals`` for its kinds) and then have changed nothing.
    """

    def __init__(self, file: ProjectFile) -> None:
        """Use ``create`` or ``open``."""
        self._file = file
        found = file.row("SELECT id, name FROM project")
        assert found is not None  # opening has checked that there is exactly one
        self.id: str = found["id"]
        self.name: str = found["name"]
        self.path: Path = file.path
        self.read_only: bool = file.read_only
        self.read_only_reason: str = file.read_only_reason
        self._pinned = pinned(file)

    @classmethod
    def create(
        cls, path: Path | str, name: str, spec_id: str = "", spec_version: str = "", policy_version: str = ""
    ) -> Self:
        """Make a new file at ``path``, which must not exist, working by this specification and policies."""
        project = cls(create_file(Path(path), name))
        project.pin_specification(spec_id, spec_version, policy_version)
        return project

    @classmethod
    def open(cls, path: Path | str, read_only: bool = False) -> Self:
        """Open for writing, or a private copy for reading.

        A file or folder that may not be written opens for reading too; then ``read_only_reason`` says why.
        Raises ProjectLockedError, ProjectDamagedError, ProjectTooNewError, NotAProjectError, DiskFullError, or
        a plain ProjectError.
        """
        return cls(open_file(Path(path), read_only))

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def specification(self) -> Pinned:
        """The specification and policies by which answers and captions are written now."""
        return self._pinned

    def pin_specification(self, spec_id: str, spec_version: str, policy_version: str) -> None:
        """Work by these from now on; what was written before keeps the versions it was written by."""
        pin(self._file, Pinned(spec_id, spec_version, policy_version))
        self._pinned = pinned(self._file)

    # People and settings

    def me(self) -> Person:
        return people.me(self._file)

    def set_me(self, name: str) -> Person:
        return people.set_me(self._file, name)

    def people(self) -> list[Person]:
        return list(people.everyone(self._file).values())

    def get_setting(self, key: str, default: Any = None) -> Any:
        return project_settings.read(self._file, key, default)

    def set_setting(self, key: str, value: Any) -> None:
        project_settings.change(self._file, key, value)

    # Clips

    def add_clip(self, facts: ClipFacts, thumbnail: bytes | None = None, name: str | None = None) -> Clip:
        """Raises DuplicateClipError. A clip that was removed comes back with its work."""
        return clips.add_clip(self._file, facts, thumbnail, name)

    def clips(self) -> list[Clip]:
        return clips.clips(self._file)

    def clip(self, clip_id: str) -> Clip:
        return clips.clip(self._file, clip_id)

    def find_by_hash(self, content_hash: str) -> Clip | None:
        return clips.find_by_hash(self._file, content_hash)

    def relink_clip(self, clip_id: str, path: Path | str) -> Clip:
        return clips.relink_clip(self._file, clip_id, str(path))

    def remove_clip(self, clip_id: str) -> None:
        clips.remove_clip(self._file, clip_id)

    # Answers

    def set_answers(self, clip_id: str, values: Mapping[str, Any], via: str = "") -> None:
        """Question id -> value, None withdraws; ``via`` is the primitive that was ticked, if any."""
        answers.set_answers(self._file, clip_id, values, via, self._pinned)

    def answers(self, clip_id: str) -> dict[str, Any]:
        return answers.answers(self._file, clip_id)

    # Texts and judgements

    def add_pre_caption(
        self, clip_id: str, aspect: Aspect, text: str, origin: str, fingerprint: Fingerprint | None = None
    ) -> Caption:
        return captions.add_pre_caption(self._file, clip_id, aspect, text, origin, fingerprint, self._pinned)

    def save_critique(self, pre_caption_id: str, points: Sequence[Point], free_text: str = "") -> Critique:
        return critiques.save_critique(self._file, pre_caption_id, points, free_text)

    def rate(self, pre_caption_id: str, score: int | None) -> None:
        critiques.rate(self._file, pre_caption_id, score)

    def add_post_caption(
        self,
        pre_caption_id: str,
        text: str,
        origin: str,
        fingerprint: Fingerprint | None = None,
        critique_id: str | None = None,
    ) -> Caption:
        """``critique_id`` is the critique from which the text was written, if it was."""
        return captions.add_post_caption(
            self._file, pre_caption_id, text, origin, fingerprint, critique_id, self._pinned
        )

    def submit(self, clip_id: str, aspect: Aspect) -> Triple:
        """Needs a pre-caption and a rating; below 5 also a critique that says something and a post-caption."""
        return triples.submit(self._file, clip_id, aspect, self._pinned)

    # Unsent typing, and what is current

    def set_typed(self, clip_id: str, aspect: Aspect, field: str, value: Any) -> None:
        unsent.set_typed(self._file, clip_id, aspect, field, value)

    def work(self, clip_id: str, aspect: Aspect) -> Work:
        return work.work(self._file, clip_id, aspect)

    def triples(self) -> list[Triple]:
        return triples.triples(self._file)

    def triple_details(self) -> list[TripleDetail]:
        return triples.triple_details(self._file)

    def history(self, clip_id: str, aspect: Aspect) -> list[Version]:
        return history.history(self._file, clip_id, aspect)
