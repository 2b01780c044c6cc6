"""Preferences as JSON Lines: writing them, and reading them back with every field checked."""

from __future__ import annotations

from pathlib import Path

from chai_desktop import __version__
from chai_desktop.exchange.json_lines import read_lines, write_lines
from chai_desktop.exchange.line_parts import PersonPart, ProjectPart, clip_part, fingerprint_part
from chai_desktop.exchange.preference_line import FORMAT, FORMAT_VERSION, CandidatePart, PreferenceLine
from chai_desktop.store.project import Project
from chai_desktop.store.records import Candidate, Preference


def export_preferences(project: Project, path: Path | str) -> int:
    """Write all that stand, one line each; gives their number. For none, no file is written.

    The file is there whole or as it was before. Raises ChaiError, naming the file.
    """
    return write_lines(Path(path), preference_lines(project))


def preference_lines(project: Project) -> list[PreferenceLine]:
    """In the order of the file."""
    return [_line(project, each) for each in project.preferences()]


def read_preferences(path: Path | str) -> list[PreferenceLine]:
    """Raises ChaiError that names file, line and field where something is not as the format says."""
    return read_lines(Path(path), PreferenceLine, "preferences")


def _line(project: Project, preference: Preference) -> PreferenceLine:
    prompts = [project.prompt_of(each.id) or None for each in (preference.chosen, preference.rejected)]
    common = prompts[0] if prompts[0] == prompts[1] else None
    if common is not None:
        prompts = [None, None]
    return PreferenceLine(
        format=FORMAT,
        format_version=FORMAT_VERSION,
        program_version=__version__,
        project=ProjectPart(id=project.id, name=project.name),
        id=preference.id,
        clip=clip_part(project.clip(preference.clip_id)),
        aspect=preference.aspect,
        prompt=common,
        chosen=_candidate(preference.chosen, prompts[0]),
        rejected=_candidate(preference.rejected, prompts[1]),
        scores_hidden=preference.scores_hidden,
        person=PersonPart(id=preference.author.id, name=preference.author.name),
        preferred_at=preference.at,
    )


def _candidate(candidate: Candidate, own_prompt: str | None) -> CandidatePart:
    made_by = fingerprint_part(candidate.fingerprint)
    assert made_by is not None  # every candidate has one
    return CandidatePart(
        id=candidate.id,
        text=candidate.text,
        source=candidate.source,
        fingerprint=made_by,
        prompt=own_prompt,
        p_yes=candidate.p_yes,
        log_odds=candidate.log_odds,
        scorer=fingerprint_part(candidate.scorer),
        created_at=candidate.made_at,
    )
