"""What a measurement suggests as answers: each with how sure it is, and the frames that show it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from chai_desktop.media.motion.curves import VERSION as CURVES_VERSION
from chai_desktop.media.motion.curves import MotionCurves

VERSION = CURVES_VERSION * 100 + 1  # of the rules that make suggestions from a measurement


@dataclass(frozen=True)
class Suggestion:
    """An answer that the picture speaks for. It is no answer until a person takes it.

    ``value`` is a choice id of the question; ``confidence`` lies between 0 and 1 and says how often such a suggestion
    is right; ``first_frame``..``last_frame`` (inclusive, the clip's own ordinals) show it; ``reason`` is one plain
    sentence.
    """

    question: str
    value: str
    confidence: float
    first_frame: int
    last_frame: int
    reason: str


@dataclass(frozen=True)
class Withheld:
    """A question that was looked at and not decided; ``reason`` says in one plain sentence why."""

    question: str
    reason: str


@dataclass(frozen=True, eq=False)
class Suggestions:
    """All that one measurement says. ``curves`` is None where only the suggestions were read back from a file."""

    curves: MotionCurves | None
    answers: tuple[Suggestion, ...] = field(default=())
    withheld: tuple[Withheld, ...] = field(default=())

    def of(self, question: str) -> Suggestion | None:
        """What is suggested for a question, or None."""
        return next((s for s in self.answers if s.question == question), None)


def save_suggestions(suggestions: Suggestions, path: Path) -> None:
    """Write answers and withheld questions as JSON; the curves have a file of their own (``save_curves``)."""
    content = {
        "version": VERSION,
        "answers": [asdict(s) for s in suggestions.answers],
        "withheld": [asdict(w) for w in suggestions.withheld],
    }
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")


def load_suggestions(path: Path) -> Suggestions | None:
    """What ``save_suggestions`` wrote, without curves; None where the file is damaged or of another version."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["version"] != VERSION:
            return None
        return Suggestions(
            None,
            tuple(Suggestion(**s) for s in content["answers"]),
            tuple(Withheld(**w) for w in content["withheld"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
