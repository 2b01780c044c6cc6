"""One line of an exported file of triples, as a typed and validated record (docs/formats/triples.md)."""

from __future__ import annotations

from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from chai_desktop.exchange.line_parts import ClipPart, FingerprintPart, NaturalNumber, Part, PersonPart, ProjectPart
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import PointKind

FORMAT: Final = "chai-desktop triples"
FORMAT_VERSION: Final = 1


class CaptionPart(Part):
    id: str
    parent_id: str | None
    text: Annotated[str, Field(min_length=1)]
    origin: Literal["engine", "edit", "import", "sample", "accepted"]
    fingerprint: FingerprintPart | None
    spec_version: str
    policy_version: str
    person: PersonPart
    created_at: str


class PointPart(Part):
    kind: PointKind
    instead: str
    start: NaturalNumber | None
    end: NaturalNumber | None
    quote: str
    reason: str
    first_frame: NaturalNumber | None
    last_frame: NaturalNumber | None


class CritiquePart(Part):
    id: str
    parent_id: str | None
    points: tuple[PointPart, ...]
    free_text: str
    text: str
    person: PersonPart
    created_at: str


class SpecPart(Part):
    id: str
    version: str


class TripleLine(Part):
    """A submitted triple of one clip and aspect, with everything needed to trace and to repeat it."""

    format: Literal["chai-desktop triples"]
    format_version: Literal[1]
    program_version: str
    project: ProjectPart
    id: str
    parent_id: str | None
    clip: ClipPart
    aspect: Aspect
    pre_caption: CaptionPart
    critique: CritiquePart | None
    post_caption: CaptionPart
    rating: Annotated[int, Field(ge=1, le=5)] | None
    answers: dict[str, str | tuple[str, ...]]
    spec: SpecPart
    policy_version: str
    person: PersonPart
    submitted_at: str

    @model_validator(mode="after")
    def _points_lie_in_the_text(self) -> Self:
        length = len(self.pre_caption.text)
        for number, point in enumerate(self.critique.points if self.critique else (), start=1):
            if (point.start is None) != (point.end is None):
                raise ValueError(f"point {number} has only one of start and end")
            if point.start is not None and point.end is not None and not point.start <= point.end <= length:
                raise ValueError(f"point {number} lies outside the pre-caption")
        return self
