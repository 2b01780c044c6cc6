"""What the lines of exported files have in common: whose, of which clip, written by what."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from chai_desktop.store.records import Clip, Fingerprint

NaturalNumber = Annotated[int, Field(ge=0)]


class Part(BaseModel):
    """Unknown or missing fields are refused: a file either says everything or is not one of ours."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PersonPart(Part):
    id: str
    name: str


class ProjectPart(Part):
    id: str
    name: str


class ClipPart(Part):
    id: str
    name: str
    content_hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    size_bytes: NaturalNumber
    width: NaturalNumber
    height: NaturalNumber
    fps: float
    duration: float
    frame_count: NaturalNumber
    variable_rate: bool
    has_audio: bool
    codec: str
    first_frame: NaturalNumber
    last_frame: NaturalNumber


class FingerprintPart(Part):
    engine: str
    engine_version: str
    model_hash: str
    adapter_hash: str
    prompt_hash: str
    sampling_hash: str
    settings_hash: str
    seed: int | None


def clip_part(clip: Clip) -> ClipPart:
    facts = asdict(clip.facts)
    del facts["path"]  # of one computer only; the hash finds the footage anywhere
    return ClipPart(id=clip.id, **facts)


def fingerprint_part(made_by: Fingerprint | None) -> FingerprintPart | None:
    return None if made_by is None else FingerprintPart(**asdict(made_by))
