"""Looks closely at one model, when a person asks for it: every file there, whole, unchanged, and safe to open."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from chai_desktop.errors import Cancelled, EngineError
from chai_desktop.models.catalog.check_line import CheckLine, Verdict, size_of
from chai_desktop.models.catalog.folder_check import check_folder
from chai_desktop.models.catalog.found_model import FoundModel, ModelForm
from chai_desktop.models.catalog.gguf_check import check_gguf
from chai_desktop.models.catalog.hub_cache import stored_sha256
from chai_desktop.models.catalog.regular_file import open_regular

_STEP = 8 << 20  # bytes


@dataclass(frozen=True)
class CheckReport:
    """``sha256``: of each file of weights, in hex, by its name."""

    lines: tuple[CheckLine, ...]
    sha256: dict[str, str]

    @property
    def is_good(self) -> bool:
        return all(line.verdict is not Verdict.BAD for line in self.lines)


Progress = Callable[[float, str], None]


def check_model(model: FoundModel, progress: Progress, cancelled: Callable[[], bool]) -> CheckReport:
    """Reads every byte of the weights once. Raises Cancelled; whatever is wrong with the files becomes a line."""
    look = check_gguf if model.form in (ModelForm.GGUF, ModelForm.EYES) else check_folder
    try:
        lines = look(model)
    except EngineError as error:
        lines = [CheckLine(Verdict.BAD, str(error))]
    sha256, hash_lines = _hashes(model.files, progress, cancelled)
    return CheckReport((*lines, *hash_lines), sha256)


def _hashes(
    files: tuple[Path, ...], progress: Progress, cancelled: Callable[[], bool]
) -> tuple[dict[str, str], list[CheckLine]]:
    total = sum(size_of(file) for file in files) or 1
    sha256: dict[str, str] = {}
    lines: list[CheckLine] = []
    read = 0
    compared = 0
    for file in files:
        try:
            found = _sha256(file, partial(_tell, progress, file.name, read, total), cancelled)
        except OSError as error:
            lines.append(CheckLine(Verdict.BAD, f"{file.name} cannot be read: {error.strerror}."))
            continue
        read += size_of(file)
        sha256[file.name] = found
        wanted = stored_sha256(file)
        compared += bool(wanted)
        if wanted and wanted != found:
            lines.append(CheckLine(Verdict.BAD, f"{file.name} is not what was downloaded: its SHA-256 differs."))
    if compared and not lines:
        words = "the file is" if compared == 1 else f"all {compared} files are"
        lines.append(CheckLine(Verdict.GOOD, f"By SHA-256 {words} what the hub keeps."))
    elif sha256 and not compared:
        lines.append(CheckLine(Verdict.GOOD, "Read to the end. There is no known SHA-256 to compare with."))
    return sha256, lines


def _tell(progress: Progress, name: str, before: int, total: int, more: int) -> None:
    progress((before + more) / total, name)


def _sha256(file: Path, progress: Callable[[int], None], cancelled: Callable[[], bool]) -> str:
    digest = hashlib.sha256()
    read = 0
    with open_regular(file) as stream:
        while data := stream.read(_STEP):
            if cancelled():
                raise Cancelled
            digest.update(data)
            read += len(data)
            progress(read)
    return digest.hexdigest()
