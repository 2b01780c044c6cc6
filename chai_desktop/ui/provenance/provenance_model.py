"""Where a text comes from, as lines for a person; without Qt."""

from __future__ import annotations

from dataclasses import dataclass

from chai_desktop.store.records import Caption, Fingerprint
from chai_desktop.ui.caption.room_model import written_by
from chai_desktop.ui.merge.when import when

NO_PROMPT = "No prompt is kept of this text: it was written without one."


@dataclass(frozen=True)
class Origin:
    """``facts`` are pairs of a name and a value; ``prompt`` is '' where none is kept."""

    title: str
    facts: tuple[tuple[str, str], ...]
    prompt: str

    def text(self) -> str:
        """All of it as plain text, to be copied."""
        lines = [self.title, *(f"{name}: {value}" for name, value in self.facts), "", self.prompt or NO_PROMPT]
        return "\n".join(lines)


def origin_of(caption: Caption, prompt: str) -> Origin:
    """What the project knows of a text's making."""
    kind = "Pre-caption" if caption.kind == "pre" else "Post-caption"
    facts = [("Written", written_by(caption)), ("At", when(caption.created_at))]
    if caption.fingerprint is not None:
        facts += _facts_of(caption.fingerprint)
    facts += [("Specification", caption.spec_version), ("Policy", caption.policy_version)]
    return Origin(f"{kind}, {caption.aspect.label}", tuple((name, value) for name, value in facts if value), prompt)


def _version_of(made: Fingerprint) -> str:
    """An engine that is called as its library tells the name with the version."""
    told = made.engine_version.startswith(made.engine)
    return made.engine_version if told else f"{made.engine} {made.engine_version}".strip()


def _facts_of(made: Fingerprint) -> list[tuple[str, str]]:
    return [
        ("Engine", _version_of(made)),
        ("Model (SHA-256)", made.model_hash),
        ("Adapter (SHA-256)", made.adapter_hash),
        ("Prompt template (SHA-256)", made.prompt_hash),
        ("Choice of frames (SHA-256)", made.sampling_hash),
        ("All that was asked (SHA-256)", made.settings_hash),
        ("Seed", "" if made.seed is None else str(made.seed)),
    ]
