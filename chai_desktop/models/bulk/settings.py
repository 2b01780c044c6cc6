"""The settings of a recaption run: which clips, which engines, how many candidates, by which chance."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from chai_desktop.models.bulk.clip_list import hash_of
from chai_desktop.models.choice import EngineChoice
from chai_desktop.runs.records import RunDescription
from chai_desktop.runs.run_folder import RunError
from chai_desktop.runs.whole_files import typed
from chai_desktop.spec.aspects import Aspect

KIND = "recaption"
CLIPS = "clips.ndjson"
MOST_CANDIDATES = 64
USUAL_TEMPERATURE = 0.8  # of candidates: at 0 all of them would be the same


@dataclass(frozen=True)
class RecaptionSettings:
    """``clips_file`` lies beside ``run.json``; ``clips_hash`` is its SHA-256, so that nobody changes it on the way.

    With ``critic`` and ``reviser`` each draft is critiqued and revised, and the revision is the result; with ``reward``
    every result gets a score. ``temperature`` 0 is greedy; candidate k of an aspect has the seed ``seed`` + k.
    """

    clips_file: str
    clips_hash: str
    clip_count: int
    row_count: int  # clips times their aspects
    captioner: EngineChoice
    spec_version: str
    policy_versions: Mapping[Aspect, str]
    critic: EngineChoice | None = None
    reviser: EngineChoice | None = None
    reward: EngineChoice | None = None
    candidates: int = 1
    temperature: float = 0.0
    seed: int = 0
    folders: Mapping[str, str] = field(
        default_factory=dict
    )  # where files lie on another computer: old -> new beginning

    @property
    def hash(self) -> str:
        """Of everything that decides a text, besides the clip and the model file; where files lie plays no part."""
        decides = asdict(self)
        for name in ("clips_file", "clips_hash", "clip_count", "row_count", "folders"):
            del decides[name]
        return hash_of(json.dumps(decides, sort_keys=True, ensure_ascii=False, default=str).encode())

    @property
    def choices(self) -> tuple[EngineChoice, ...]:
        """The engines of the run, each once."""
        found: list[EngineChoice] = []
        for choice in (self.captioner, self.critic, self.reviser, self.reward):
            if choice is not None and choice not in found:
                found.append(choice)
        return tuple(found)

    def path_here(self, path: str) -> str:
        """Where a file lies on this computer."""
        for old, new in self.folders.items():
            if path.startswith(old):
                return new + path[len(old) :]
        return path


def settings_of(description: RunDescription, path: Path) -> RecaptionSettings:
    """RunError that names the file and the field, where they are no settings of this kind."""
    if description.kind != KIND:
        raise RunError(f"{path} is a run of another kind ({description.kind}).", "chai recaption cannot do it.")
    try:
        settings = typed(RecaptionSettings, description.settings)
    except ValueError as error:
        raise RunError(f"{path} cannot be used: {error}.", "Make the run anew.") from error
    wrong = _wrong(settings)
    if wrong:
        raise RunError(f"{path} cannot be used: {wrong}.", "Make the run anew.")
    return settings


def as_plain(settings: RecaptionSettings) -> dict[str, Any]:
    """What stands in run.json."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(settings), ensure_ascii=False))
    return plain


def _wrong(settings: RecaptionSettings) -> str:
    if not 1 <= settings.candidates <= MOST_CANDIDATES:
        return f"“candidates” must be 1 to {MOST_CANDIDATES}"
    if not 0 <= settings.temperature <= 2:
        return "“temperature” must be 0 to 2"
    if settings.candidates > 1 and settings.temperature == 0:
        return "several candidates need a temperature above 0, else they are all the same"
    if (settings.critic is None) != (settings.reviser is None):
        return "“critic” and “reviser” belong together"
    if Path(settings.clips_file).name != settings.clips_file:
        return "“clips_file” must lie beside it"
    return ""
