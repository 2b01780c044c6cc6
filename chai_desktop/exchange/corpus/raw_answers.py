"""The raw answers of the corpus's annotators, as answers of this specification's form.

``video_data/FOLDER/videos.json`` is a list of clips; each holds a mapping for every form that was filled in
(``cam_motion``, ``cam_setup``, ``lighting_setup``). The fields of the camera forms have the ids of the questions here,
and their choices the same ids; ``true`` and ``false`` stand for yes and no.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chai_desktop.errors import ChaiError
from chai_desktop.exchange.corpus.corpus_files import CorpusFiles

FORMS = ("cam_motion", "cam_setup")  # the fields of lighting_setup are named otherwise than the questions here
_YES_NO = {True: "yes", False: "no"}


@dataclass(frozen=True)
class RawForm:
    """One form of one clip."""

    clip: str
    form: str
    answers: Mapping[str, Any]


def answer_folders(corpus: CorpusFiles) -> Iterator[tuple[str, str]]:
    """The name of each folder with raw answers, and of its file."""
    for name in corpus.names():
        parts = name.split("/")
        if len(parts) == 3 and parts[0] == "video_data" and parts[2] == "videos.json":
            yield parts[1], name


def read_forms(corpus: CorpusFiles, file: str) -> Iterator[RawForm]:
    """Every form of every clip, in the file's order. ChaiError where the file is built otherwise."""
    clips = corpus.json(file)
    if not isinstance(clips, list):
        raise ChaiError(f"{file}: expected a list of clips.", "This is not a file of raw answers as published.")
    for number, clip in enumerate(clips, start=1):
        if not isinstance(clip, Mapping) or not isinstance(clip.get("video_name"), str):
            raise ChaiError(f'{file}, clip {number}: "video_name" is missing.', "Every clip needs its name.")
        for form, fields in clip.items():
            if isinstance(fields, Mapping) and fields and (form in FORMS or form.endswith("_setup")):
                yield RawForm(clip["video_name"], form, {q: as_answer(v) for q, v in fields.items() if v is not None})


def as_answer(value: Any) -> Any:
    """A field's value as an answer."""
    return _YES_NO[value] if isinstance(value, bool) else value
