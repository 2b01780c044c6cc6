"""One line of an exported file of preferences, as a typed and validated record (docs/formats/preferences.md)."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, Self

from pydantic import Field, FiniteFloat, model_validator

from chai_desktop.exchange.line_parts import ClipPart, FingerprintPart, Part, PersonPart, ProjectPart
from chai_desktop.spec.aspects import Aspect

FORMAT: Final = "chai-desktop preferences"
FORMAT_VERSION: Final = 1
VIDEO: Final = "[the video]\n\n"  # where the video stood in a prompt that is shown as text


class CandidatePart(Part):
    id: str
    text: Annotated[str, Field(min_length=1)]
    source: str
    fingerprint: FingerprintPart
    prompt: str | None
    p_yes: Annotated[float, Field(ge=0, le=1)] | None
    log_odds: FiniteFloat | None
    scorer: FingerprintPart | None
    created_at: str


class PreferenceLine(Part):
    """A person chose one candidate over another, with everything needed to trace it and to train from it."""

    format: Literal["chai-desktop preferences"]
    format_version: Literal[1]
    program_version: str
    project: ProjectPart
    id: str
    clip: ClipPart
    aspect: Aspect
    prompt: str | None
    chosen: CandidatePart
    rejected: CandidatePart
    scores_hidden: bool
    person: PersonPart
    preferred_at: str

    @model_validator(mode="after")
    def _are_two(self) -> Self:
        if self.chosen.id == self.rejected.id:
            raise ValueError("chosen and rejected are the same candidate")
        return self

    def dpo_row(self) -> dict[str, Any] | None:
        """As trainers of preferences take it (conversational prompt, chosen, rejected); None without a common prompt.

        The video is named by ``video``: content hash and frames. Where it stood in the prompt, the message has a part
        of type "video".
        """
        if self.prompt is None:
            return None
        before, video, after = self.prompt.rpartition(VIDEO)
        asked: Any = after if not video else [{"type": "video"}, {"type": "text", "text": after}]
        system = [{"role": "system", "content": before.strip()}] if before.strip() else []
        return {
            "prompt": [*system, {"role": "user", "content": asked}],
            "chosen": [{"role": "assistant", "content": self.chosen.text}],
            "rejected": [{"role": "assistant", "content": self.rejected.text}],
            "video": {
                "content_hash": self.clip.content_hash,
                "first_frame": self.clip.first_frame,
                "last_frame": self.clip.last_frame,
            },
        }
