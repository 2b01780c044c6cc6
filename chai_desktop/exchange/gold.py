"""The gold of a sample clip: true answers, prepared pre-captions with their mistakes, the critique, the result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from chai_desktop.errors import ChaiError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind

_PERFECT = 5


@dataclass(frozen=True)
class GoldAspect:
    """One aspect. ``points`` know where their quotes stand in ``pre_caption``; rating 5 has none of them."""

    pre_caption: str
    rating: int
    points: tuple[Point, ...]
    post_caption: str


@dataclass(frozen=True)
class Gold:
    """``answers`` by question id, as the checklist holds them."""

    clip: str
    title: str
    answers: Mapping[str, Any]
    aspects: Mapping[Aspect, GoldAspect]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _PointPart(_Part):
    kind: PointKind
    quote: str = ""
    instead: str = ""
    reason: str = ""
    first_frame: Annotated[int, Field(ge=0)] | None = None
    last_frame: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if not self.quote and self.kind is not PointKind.MISSING:
            raise ValueError(f"a point of kind {self.kind} needs a quote")
        if bool(self.instead) == (self.kind is PointKind.EXTRA):
            raise ValueError("a point says what to write instead, unless it takes words out")
        first, last = self.first_frame, self.last_frame
        if (first is None) != (last is None) or (first is not None and last is not None and first > last):
            raise ValueError(f"frames {first} to {last} are no range")
        return self

    def placed(self, text: str) -> Point:
        start = text.index(self.quote) if self.quote else None
        return Point(
            kind=self.kind,
            instead=self.instead,
            start=start,
            end=None if start is None else start + len(self.quote),
            quote=self.quote,
            reason=self.reason,
            first_frame=self.first_frame,
            last_frame=self.last_frame,
        )


class _AspectPart(_Part):
    pre_caption: Annotated[str, Field(min_length=1)]
    rating: Annotated[int, Field(ge=1, le=5)]
    points: tuple[_PointPart, ...] = ()
    post_caption: Annotated[str, Field(min_length=1)]

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        for point in self.points:
            if point.quote and self.pre_caption.count(point.quote) != 1:
                found = self.pre_caption.count(point.quote)
                raise ValueError(f"the quote {point.quote!r} stands {found} times in the pre-caption, not once")
        if (self.rating == _PERFECT) != (not self.points):
            raise ValueError("a caption is rated 5 if, and only if, there are no points")
        if self.rating == _PERFECT and self.post_caption != self.pre_caption:
            raise ValueError("a perfect pre-caption is its own post-caption")
        return self


class _GoldPart(_Part):
    clip: str
    title: Annotated[str, Field(min_length=1)]
    answers: dict[str, str | list[str]]
    aspects: dict[Aspect, _AspectPart]

    @model_validator(mode="after")
    def _has_every_aspect(self) -> Self:
        """A clip with a cut has a subject caption and no other: nothing else holds for the whole of it."""
        cut = self.answers.get("shot_transition") == "yes"
        wanted = [Aspect.SUBJECT] if cut else list(Aspect)
        missing = [aspect.value for aspect in wanted if aspect not in self.aspects]
        if missing:
            raise ValueError(f"aspects are missing: {', '.join(missing)}")
        return self


def read_gold(path: Path) -> Gold:
    """Raises ChaiError that names file and field where something does not fit."""
    try:
        found = _GoldPart.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ChaiError(f"{path} cannot be read: {error}.", "Install CHAI Desktop again.") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the file"
        raise ChaiError(f"{path.name}: {field}: {first['msg']}.", "Mend the file, or install again.") from error
    if found.clip != path.stem:
        raise ChaiError(f"{path.name} speaks of the clip {found.clip}.", "Name the file after its clip.")
    return Gold(found.clip, found.title, found.answers, {aspect: _aspect(part) for aspect, part in _in_order(found)})


def _in_order(found: _GoldPart) -> list[tuple[Aspect, _AspectPart]]:
    return [(aspect, found.aspects[aspect]) for aspect in Aspect if aspect in found.aspects]


def _aspect(part: _AspectPart) -> GoldAspect:
    points = tuple(point.placed(part.pre_caption) for point in part.points)
    return GoldAspect(part.pre_caption, part.rating, points, part.post_caption)
