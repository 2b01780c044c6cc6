"""A project: the one door to the project file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlite_utils import Database

from chai_desktop.errors import ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point
from chai_desktop.store import local_values, project_settings, runs
from chai_desktop.store.backup.making import make_backup
from chai_desktop.store.backup.names import Reason
from chai_desktop.store.clips import clips
from chai_desktop.store.file.copying import copy_database
from chai_desktop.store.file.creating import create_empty
from chai_desktop.store.file.looking import open_to_look
from chai_desktop.store.file.opening import open_file
from chai_desktop.store.file.plain_words import damaged
from chai_desktop.store.file.project_file import ProjectFile
from chai_desktop.store.judgement import answers, captions, critiques, reviews, triples, unsent, work
from chai_desktop.store.judgement.pinned import Pinned, pin, pinned
from chai_desktop.store.people import people, seat
from chai_desktop.store.project_parts.background_work import BackgroundWork
from chai_desktop.store.project_parts.copies import Copies
from chai_desktop.store.project_parts.engine_texts import EngineTexts
from chai_desktop.store.project_parts.journal_view import JournalView
from chai_desktop.store.records import (
    Caption,
    Clip,
    ClipFacts,
    Critique,
    Fingerprint,
    Found,
    NewClip,
    Person,
    Review,
    ReviewedPoint,
    Role,
    TakenSuggestion,
    Triple,
    TripleDetail,
    Work,
)
from chai_desktop.store.refusals import ProjectDamagedError
from chai_desktop.store.search.search import search

Read = TypeVar("Read")


class Project(EngineTexts, JournalView, Copies, BackgroundWork):
    """An open project. Plain synchronous Python, used from the thread that opened it.

    Every method that changes something is one named transaction, on disk when it returns. All of them raise
    ProjectError (see ``store.refusals`` for its kinds) and then have changed nothing.
    """

    def __init__(self, file: ProjectFile) -> None:
        """Use ``create`` or ``open``."""
        self._file = file
        found = file.row("SELECT id, name FROM project")
        if found is None:
            raise damaged(file.path, "it does not say which project it is")
        self.id: str = found["id"]
        self.name: str = found["name"]
        self.path: Path = file.path
        self.read_only: bool = file.read_only
        self.read_only_reason: str = file.read_only_reason
        self.notes: tuple[str, ...] = file.notes  # what opening found out, in sentences
        self.is_share: bool = local_values.recall(file, "share") is not None  # a part that was handed out
        try:
            self._pinned = pinned(file)
        except ProjectDamagedError:  # one value is spoilt: that must not keep the rest from being worked on
            self._pinned = Pinned()
            self.notes += ("It does not say any more by which specification it works; choose it anew.",)

    @classmethod
    def create(
        cls, path: Path | str, name: str, spec_id: str = "", spec_version: str = "", policy_version: str = ""
    ) -> Self:
        """Make a new file at ``path``, which must not exist, working by this specification and policies."""
        project = cls(open_file(create_empty(Path(path), name)))
        project.pin_specification(spec_id, spec_version, policy_version)
        return project

    @classmethod
    def open(cls, path: Path | str, read_only: bool = False) -> Self:
        """Open for writing, or a private copy for reading.

        A file or folder that may not be written opens for reading too, and so does a file of a newer version that
        this program can read; then ``read_only_reason`` says why. Raises ProjectLockedError, ProjectDamagedError,
        ProjectTooNewError, NotAProjectError, DiskFullError, or a plain ProjectError. An older file gets its newer
        tables only when a verified backup of it was made.
        """
        file = open_file(Path(path), read_only, _keep_before_upgrade)
        try:
            project = cls(file)
            if not project.read_only:
                runs.mark_interrupted(file)
        except BaseException:
            file.close()
            raise
        return project

    @classmethod
    def look(cls, path: Path | str) -> Self:
        """Open for one short reading, however large the file is: it is read where it lies if nobody works in it.

        Raises as ``open`` does, ProjectDamagedError also later, when a damaged place is read.
        """
        file = open_to_look(Path(path))
        try:
            return cls(file)
        except BaseException:
            file.close()
            raise

    @classmethod
    def read(cls, path: Path | str, reading: Callable[[Self], Read]) -> Read:
        """Do one reading, however long, of one state of a file of any size.

        It is done where the file lies; where somebody begins to work in the file meanwhile, once more in a copy. Raises
        as ``open`` does, and what ``reading`` raises.
        """
        with cls.look(path) as project:
            try:
                found = reading(project)
            except ProjectError:
                if not project._file.changed_meanwhile():
                    raise
            else:
                if not project._file.changed_meanwhile():
                    return found
        with cls.open(path, read_only=True) as project:
            return reading(project)

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def copy_to(self, target: Path, between: Callable[[float], None] | None = None) -> None:
        """Write the whole project, as it is now, to a new file by SQLite's backup interface.

        ``between`` (share done, 0 to 1) is called about every megabyte and may change this project.
        """
        self._file.copy_to(target, between)

    def newest_operation(self) -> str | None:
        """The id of the newest step of the journal."""
        row = self._file.row("SELECT id FROM operations ORDER BY seq DESC LIMIT 1")
        return None if row is None else str(row["id"])

    def change_mark(self) -> str:
        """Another text whenever a step was done or words were typed since."""
        row = self._file.row("SELECT max(updated_at) FROM typing")
        return f"{self.newest_operation()} {row[0] if row else None}"

    @property
    def specification(self) -> Pinned:
        """The specification and policies by which answers and captions are written now."""
        return self._pinned

    def pin_specification(self, spec_id: str, spec_version: str, policy_version: str) -> None:
        """Work by these from now on; what was written before keeps the versions it was written by."""
        pin(self._file, Pinned(spec_id, spec_version, policy_version))
        self._pinned = pinned(self._file)

    # People

    def me(self) -> Person:
        return people.me(self._file)

    def set_me(self, name: str, passphrase: str = "") -> Person:
        """Raises PassphraseNeededError where the person of that name has one, and this is not it."""
        return people.set_me(self._file, name, passphrase)

    def sit_down(self, name: str) -> Person:
        """Work under this name, unless it was said before who works in this copy here, or whom it is for."""
        return people.sit_down(self._file, name)

    def seat_taken(self) -> bool:
        """Whether it was said who works in this copy here, by name or by handing it out."""
        return seat.seat_taken(self._file)

    def people(self) -> list[Person]:
        return list(people.everyone(self._file).values())

    def add_person(self, name: str, role: Role = Role.ANNOTATOR) -> Person:
        return people.add_person(self._file, name, role)

    def change_profile(
        self, person_id: str, name: str | None = None, role: Role | None = None, passphrase: str | None = None
    ) -> Person:
        """None leaves a thing as it is; an empty passphrase takes it away."""
        return people.change_profile(self._file, person_id, name, role, passphrase)

    # Settings of the work, and values that belong to this copy of the file

    def get_setting(self, key: str, default: Any = None) -> Any:
        return project_settings.read(self._file, key, default)

    def set_setting(self, key: str, value: Any, step: str = "") -> None:
        """``step`` is the name of the step in the journal."""
        project_settings.change(self._file, key, value, step)

    def recall(self, key: str, default: Any = None) -> Any:
        return local_values.recall(self._file, key, default)

    def remember(self, key: str, value: Any) -> None:
        """Keep a value in this copy of the file; no step of the journal, and never merged."""
        local_values.remember(self._file, key, value)

    # Clips

    def add_clip(self, facts: ClipFacts, thumbnail: bytes | None = None, name: str | None = None) -> Clip:
        """Raises DuplicateClipError. A clip that was removed comes back with its work."""
        return clips.add_clip(self._file, facts, thumbnail, name)

    def clips(self) -> list[Clip]:
        return clips.clips(self._file)

    def clip_page(self, after: int = 0, limit: int = 2000) -> tuple[list[Clip], int | None]:
        """Some of the clips, and the mark after which the next ones come (None: there are no more)."""
        return clips.clip_page(self._file, after, limit)

    def clip(self, clip_id: str) -> Clip:
        return clips.clip(self._file, clip_id)

    def thumbnail(self, clip_id: str) -> bytes | None:
        """JPEG."""
        return clips.thumbnail(self._file, clip_id)

    def clips_named(self, name: str) -> list[Clip]:
        """Those that are called exactly so: a name is no key."""
        return clips.clips_named(self._file, name)

    def find_by_hash(self, content_hash: str) -> Clip | None:
        return clips.find_by_hash(self._file, content_hash)

    def clips_by_hash(self, content_hash: str) -> list[Clip]:
        """All clips that lie in the file with these bytes, in the order of their frames."""
        return clips.clips_by_hash(self._file, content_hash)

    def relink_clip(self, clip_id: str, path: Path | str) -> Clip:
        return clips.relink_clip(self._file, clip_id, str(path))

    def relink_clips(self, paths: Mapping[str, str]) -> list[Clip]:
        """Clip id -> path, all in one step."""
        return clips.relink_clips(self._file, paths)

    def split_clip(self, whole: str | None, parts: Sequence[NewClip], title: str) -> list[Clip]:
        """Add parts of a file called ``title`` in one step, and take the clip ``whole`` out in it, where one is named.

        Raises DuplicateClipError, and has added none, where one of them is here.
        """
        return clips.split_clip(self._file, whole, parts, title)

    def remove_clip(self, clip_id: str) -> None:
        clips.remove_clip(self._file, clip_id)

    # Answers

    def set_answers(self, clip_id: str, values: Mapping[str, Any], via: answers.Via = "") -> None:
        """Question id -> value, None withdraws; ``via`` is the primitive that was ticked, if any, or what suggested
        the value (``Suggested.as_via``), of all or by question."""
        answers.set_answers(self._file, clip_id, values, via, self._pinned)

    def taken_suggestions(self, clip_id: str) -> dict[str, TakenSuggestion]:
        """Of the current answers those that were suggested, by question, and who took each."""
        return answers.taken_suggestions(self._file, clip_id)

    def answers(self, clip_id: str) -> dict[str, Any]:
        return answers.answers(self._file, clip_id)

    # Texts and judgements

    def add_pre_caption(
        self,
        clip_id: str,
        aspect: Aspect,
        text: str,
        origin: str,
        fingerprint: Fingerprint | None = None,
        prompt: str = "",
    ) -> Caption:
        """``prompt`` is exactly what the engine was given, where one wrote the text."""
        return captions.add_pre_caption(self._file, clip_id, aspect, text, origin, fingerprint, prompt, self._pinned)

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
        prompt: str = "",
    ) -> Caption:
        """``critique_id`` is the critique from which the text was written, if it was."""
        return captions.add_post_caption(
            self._file, pre_caption_id, text, origin, fingerprint, critique_id, prompt, self._pinned
        )

    def submit(self, clip_id: str, aspect: Aspect) -> Triple:
        """Needs a pre-caption and a rating; below 5 also a critique that says something and a post-caption."""
        return triples.submit(self._file, clip_id, aspect, self._pinned)

    def save_review(
        self,
        triple_id: str,
        verdict: str,
        points: tuple[ReviewedPoint, ...] = (),
        missed: tuple[str, ...] = (),
        comment: str = "",
    ) -> None:
        """``verdict`` is "approved" or "returned"; each reviewer has one on each triple."""
        reviews.save_review(self._file, triple_id, verdict, points, missed, comment)

    def reviews(self, triple_id: str) -> list[Review]:
        return reviews.reviews(self._file, triple_id)

    # Unsent typing, and what is current

    def set_typed(self, clip_id: str, aspect: Aspect, field: str, value: Any) -> None:
        unsent.set_typed(self._file, clip_id, aspect, field, value)

    def work(self, clip_id: str, aspect: Aspect) -> Work:
        return work.work(self._file, clip_id, aspect)

    def triples(self) -> list[Triple]:
        return triples.triples(self._file)

    def triple_details(self) -> list[TripleDetail]:
        return triples.triple_details(self._file)

    def search(self, words: str, limit: int = 50) -> list[Found]:
        """Current captions, critiques, clip names and answers that hold all the words, newest first."""
        return search(self._file, words, limit)


def _keep_before_upgrade(db: Database, path: Path) -> None:
    """A verified backup of an older file before it gets newer tables. Raises ProjectError: then it gets none."""
    make_backup(path, Reason.BEFORE_UPGRADE, lambda target: copy_database(db.conn, target, path))
