"""Makes a run: freezes the clips of a project, with their answers, and writes down what is to be done with them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from chai_desktop import __version__
from chai_desktop.models.bulk.clip_list import BulkClip, as_lines, hash_of
from chai_desktop.models.bulk.settings import CLIPS, KIND, RecaptionSettings, as_plain, settings_of
from chai_desktop.models.choice import EngineChoice
from chai_desktop.runs.moments import new_run_id, now
from chai_desktop.runs.records import RunDescription
from chai_desktop.runs.run_folder import RunError, RunFolder, cannot_write
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import Specification
from chai_desktop.store.project import Project
from chai_desktop.store.records import AspectStatus, Clip


@dataclass(frozen=True)
class Plan:
    """What a person chooses; the rest follows from the project."""

    captioner: EngineChoice
    critic: EngineChoice | None = None
    reviser: EngineChoice | None = None
    reward: EngineChoice | None = None
    candidates: int = 1
    temperature: float = 0.0
    seed: int = 0
    shards: int = 1
    title: str = ""


def frozen_clips(
    project: Project, clip_ids: Collection[str] | None, aspects: Sequence[Aspect], only_missing: bool
) -> list[BulkClip]:
    """The clips (None: all) as they are now; ``only_missing`` leaves out the aspects that have a pre-caption."""
    chosen = [clip for clip in project.clips() if clip_ids is None or clip.id in clip_ids]
    wanted = [(clip, _aspects(clip, aspects, only_missing)) for clip in chosen]
    return [_frozen(project, clip, own) for clip, own in wanted if own]


def make_run(
    path: Path, clips: Sequence[BulkClip], plan: Plan, spec: Specification, project: Project | dict[str, str]
) -> RunFolder:
    """Write a new run into the folder ``path``. RunError where there is nothing to do, or a run lies there."""
    if not clips:
        raise RunError("There is nothing to write: no clip lacks one of these captions.", "Choose other clips.")
    content = as_lines(clips)
    settings = RecaptionSettings(
        clips_file=CLIPS,
        clips_hash=hash_of(content),
        clip_count=len(clips),
        row_count=sum(len(clip.aspects) for clip in clips),
        captioner=plan.captioner,
        spec_version=spec.version,
        policy_versions={aspect: spec.policy(aspect).version for aspect in Aspect},
        critic=plan.critic,
        reviser=plan.reviser,
        reward=plan.reward,
        candidates=plan.candidates,
        temperature=plan.temperature,
        seed=plan.seed,
    )
    made_for = project if isinstance(project, dict) else {"id": project.id, "name": project.name}
    description = RunDescription(
        id=new_run_id(),
        kind=KIND,
        title=plan.title or f"Captions of {len(clips):,} clip{'s' * (len(clips) != 1)}",
        made_at=now(),
        settings=as_plain(settings),
        shards=plan.shards,
        project=made_for,
        program_version=__version__,
    )
    folder = RunFolder(path)
    settings_of(description, folder.description_file)  # refuses what could not be done, before anything is written
    if folder.description_file.exists():
        raise RunError(f"There is another run in {path}.", "Choose another folder: a run is never changed.")
    try:
        path.mkdir(parents=True, exist_ok=True)
        (path / CLIPS).write_bytes(content)
    except OSError as error:
        raise cannot_write(path, error) from error
    return RunFolder.create(path, description)


def _aspects(clip: Clip, aspects: Sequence[Aspect], only_missing: bool) -> tuple[Aspect, ...]:
    empty = AspectStatus.EMPTY
    return tuple(aspect for aspect in aspects if not only_missing or clip.status.get(aspect, empty) == empty)


def _frozen(project: Project, clip: Clip, aspects: tuple[Aspect, ...]) -> BulkClip:
    facts = clip.facts
    return BulkClip(
        name=facts.name,
        path=facts.path,
        content_hash=facts.content_hash,
        size_bytes=facts.size_bytes,
        first_frame=facts.first_frame,
        last_frame=facts.last_frame,
        aspects=aspects,
        answers=project.answers(clip.id),
    )
