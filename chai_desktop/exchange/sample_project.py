"""The newcomer's first project: the sample clips with answers and prepared pre-captions, ready to be critiqued."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from chai_desktop.errors import ChaiError, ProjectError
from chai_desktop.exchange.import_clips import library_picture, read_footage
from chai_desktop.exchange.new_project import create_project
from chai_desktop.exchange.sample_clips import SampleClip, sample_clips
from chai_desktop.exchange.whole_file import write_whole
from chai_desktop.media.content_hash import content_hash
from chai_desktop.store.project import Project

CLIPS_FOLDER = "Sample clips"
AUTHOR = "Sample project"  # of the answers and pre-captions that come with the program

OnProgress = Callable[[float, str], None]


def create_sample_project(path: Path | str, on_progress: OnProgress = lambda fraction, text: None) -> Project:
    """Make the project at ``path``, which must not exist, with the clips in a folder beside it, and open it.

    ``on_progress`` gets a fraction of 0..1 and the name of the clip. The project gets its name when it is complete;
    interrupted, nothing is at ``path``. Raises ChaiError.
    """
    path = Path(path).absolute()
    if os.path.exists(path):
        raise ProjectError(f"{path} exists already.", "Open it, or choose another name.")
    samples = sample_clips()
    if not samples:
        raise ChaiError("The sample clips are not there.", "Install CHAI Desktop again.")
    draft = path.with_name(f"{path.stem}.new-{os.getpid()}")  # of the same stem, after which a project is called
    try:
        with create_project(draft) as project:
            _fill(project, samples, _clips_folder(path.parent, samples), on_progress)
        draft.rename(path)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
    on_progress(1.0, "")
    return Project.open(path)


def _fill(project: Project, samples: Sequence[SampleClip], folder: Path, on_progress: OnProgress) -> None:
    newcomer = project.me()
    project.set_me(AUTHOR)
    for number, sample in enumerate(samples):
        on_progress(number / len(samples), sample.title)
        _add(project, sample, _copied(sample.path, folder))
    project.set_me(newcomer.name)


def _add(project: Project, sample: SampleClip, footage: Path) -> None:
    facts, index = read_footage(footage)
    clip = project.add_clip(facts, library_picture(facts, index))
    project.set_answers(clip.id, sample.gold.answers)
    for aspect, gold in sample.gold.aspects.items():
        project.add_pre_caption(clip.id, aspect, gold.pre_caption, "sample")


def _clips_folder(beside: Path, samples: Sequence[SampleClip]) -> Path:
    """A folder in which no file of a clip's name is another one: nothing of the person's is overwritten."""
    for number in itertools.count(1):
        folder = beside / (CLIPS_FOLDER if number == 1 else f"{CLIPS_FOLDER} {number}")
        taken = [sample.path for sample in samples if os.path.exists(folder / sample.path.name)]
        if all(content_hash(folder / path.name) == content_hash(path) for path in taken):
            break
    _make_folder(folder)
    return folder


def _copied(footage: Path, folder: Path) -> Path:
    copy = folder / footage.name
    if not os.path.exists(copy):
        write_whole(copy, footage.read_bytes())
    return copy


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise ProjectError(f"{folder} cannot be made: {error.strerror}.", "Choose another folder.") from error
