"""Submitted triples as JSON Lines: writing them, and reading them back with every field checked."""

from __future__ import annotations

from pathlib import Path

from chai_desktop import __version__
from chai_desktop.exchange.json_lines import read_lines, write_lines
from chai_desktop.exchange.line_parts import PersonPart, ProjectPart, clip_part, fingerprint_part
from chai_desktop.exchange.triple_line import (
    FORMAT,
    FORMAT_VERSION,
    CaptionPart,
    CritiquePart,
    PointPart,
    SpecPart,
    TripleLine,
)
from chai_desktop.spec.points import critique_text
from chai_desktop.store.project import Project
from chai_desktop.store.records import Caption, Critique, TripleDetail


def export_triples(project: Project, path: Path | str) -> int:
    """Write the newest triple of each clip and aspect, one line each; gives their number. For none, no file is written.

    The file is written beside its place and moved there when it is whole: an older export stays as it is where
    that fails. Raises ChaiError, naming the file.
    """
    return write_lines(Path(path), triple_lines(project))


def triple_lines(project: Project) -> list[TripleLine]:
    """In the order of the file."""
    people = {person.id: PersonPart(id=person.id, name=person.name) for person in project.people()}
    of = ProjectPart(id=project.id, name=project.name)
    return [_line(detail, of, people) for detail in project.triple_details()]


def read_triples(path: Path | str) -> list[TripleLine]:
    """Raises ChaiError that names file, line and field where something is not as the format says."""
    return read_lines(Path(path), TripleLine, "triples")


def _line(detail: TripleDetail, project: ProjectPart, people: dict[str, PersonPart]) -> TripleLine:
    triple = detail.triple
    return TripleLine(
        format=FORMAT,
        format_version=FORMAT_VERSION,
        program_version=__version__,
        project=project,
        id=triple.id,
        parent_id=triple.parent_id,
        clip=clip_part(detail.clip),
        aspect=triple.aspect,
        pre_caption=_caption(detail.pre_caption, people),
        critique=None if detail.critique is None else _critique(detail.critique, people),
        post_caption=_caption(detail.post_caption, people),
        rating=triple.rating,
        answers=detail.answers,
        spec=SpecPart(id=detail.spec_id, version=detail.spec_version),
        policy_version=detail.policy_version,
        person=people[triple.author_id],
        submitted_at=triple.created_at,
    )


def _caption(caption: Caption, people: dict[str, PersonPart]) -> CaptionPart:
    return CaptionPart(
        id=caption.id,
        parent_id=caption.parent_id,
        text=caption.text,
        origin=caption.origin,  # type: ignore[arg-type]  # checked by the model itself
        fingerprint=fingerprint_part(caption.fingerprint),
        spec_version=caption.spec_version,
        policy_version=caption.policy_version,
        person=people[caption.author_id],
        created_at=caption.created_at,
    )


def _critique(critique: Critique, people: dict[str, PersonPart]) -> CritiquePart:
    return CritiquePart(
        id=critique.id,
        parent_id=critique.parent_id,
        points=tuple(PointPart(**point.content()) for point in critique.points),
        free_text=critique.free_text,
        text=critique_text(critique.points, critique.free_text),
        person=people[critique.author_id],
        created_at=critique.created_at,
    )
