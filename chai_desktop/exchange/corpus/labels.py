"""The stored label lists of the corpus: for each label the clips of which it is true, and those of which it is false.

``video_labels/FORM-FOLDER/labels/KEY.json`` holds ``pos`` and ``neg``; FOLDER is that of the raw answers, KEY what a
primitive names as its ``corpus_key``. A clip in neither list is undecided.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chai_desktop.errors import ChaiError
from chai_desktop.exchange.corpus.corpus_files import CorpusFiles
from chai_desktop.spec.rules import Truth


@dataclass(frozen=True)
class LabelList:
    positive: frozenset[str]
    negative: frozenset[str]

    def of(self, clip: str) -> Truth:
        if clip in self.positive:
            return Truth.YES
        return Truth.NO if clip in self.negative else Truth.UNDECIDED


def label_folders(corpus: CorpusFiles) -> dict[str, list[str]]:
    """FORM-FOLDER -> the files of its lists."""
    found: dict[str, list[str]] = {}
    for name in corpus.names():
        parts = name.split("/")
        if len(parts) == 4 and parts[0] == "video_labels" and parts[2] == "labels" and _is_list(parts[3]):
            found.setdefault(parts[1], []).append(name)
    return found


def _is_list(file: str) -> bool:
    return file.endswith(".json") and not file.startswith(".")


def read_lists(corpus: CorpusFiles, files: list[str]) -> Mapping[str, LabelList]:
    """Label key -> list. ChaiError where a file holds no lists."""
    return {name.rsplit("/", 1)[1].removesuffix(".json"): _read(corpus, name) for name in files}


def _read(corpus: CorpusFiles, name: str) -> LabelList:
    data = corpus.json(name)
    if not isinstance(data, Mapping) or not all(isinstance(data.get(side), list) for side in ("pos", "neg")):
        raise ChaiError(f'{name}: the lists "pos" and "neg" are missing.', "Fetch this file of the corpus again.")
    return LabelList(frozenset(data["pos"]), frozenset(data["neg"]))
