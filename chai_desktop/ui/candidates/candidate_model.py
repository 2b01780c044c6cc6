"""The open drafts of one caption as they are shown, without Qt: their order, their scores, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chai_desktop.store.records import Candidate

FROM_RUNS = "run:"  # how the source of a candidate begins that a run wrote


@dataclass(frozen=True)
class Choice:
    """What a person chooses from. ``candidates`` are in the order in which they are shown and numbered, from 1.

    With hidden scores the order says nothing of them: it is that of the candidates' keys.
    """

    candidates: tuple[Candidate, ...] = ()
    scores_hidden: bool = True

    @property
    def has_scores(self) -> bool:
        return any(candidate.log_odds is not None for candidate in self.candidates)

    def over(self, chosen: Candidate) -> tuple[str, ...]:
        """The others: what the chosen one is preferred to."""
        return tuple(candidate.id for candidate in self.candidates if candidate.id != chosen.id)

    def outcome(self, chosen: Candidate) -> str:
        """What is said once the person has chosen; then the scores are no secret any more."""
        number = self.candidates.index(chosen) + 1
        said = f"Draft {number} is the pre-caption now."
        scored = [each for each in self.candidates if each.log_odds is not None]
        if chosen not in scored or len(scored) < 2:
            return said
        place = ranked(scored).index(chosen) + 1
        return f"{said} The reward puts it at place {place} of {len(scored)} ({score_words(chosen)})."


def choice_of(candidates: Sequence[Candidate], hide_scores: bool) -> Choice:
    """The candidates as they are to be shown."""
    hidden = hide_scores and any(candidate.log_odds is not None for candidate in candidates)
    in_order = tuple(sorted(candidates, key=lambda each: each.id)) if hidden else ranked(candidates)
    return Choice(in_order, hidden)


def ranked(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The best first, by the log-odds of "Yes"; those without a score last, in the order in which they came."""
    return tuple(sorted(candidates, key=lambda each: -each.log_odds if each.log_odds is not None else float("inf")))


def score_words(candidate: Candidate) -> str:
    """The probability that the caption is right, in words; '' where nobody scored it."""
    return "" if candidate.p_yes is None else f"score {candidate.p_yes:.2f}"


def source_words(candidate: Candidate) -> str:
    engine = candidate.fingerprint.engine
    return f"from a run, by {engine}" if candidate.source.startswith(FROM_RUNS) else f"by {engine}"


def offer_words(candidates: Sequence[Candidate]) -> str:
    """The line below a draft that says how many others there are; '' where there are none."""
    from_runs = sum(candidate.source.startswith(FROM_RUNS) for candidate in candidates)
    others = len(candidates) - from_runs
    said = [f"{from_runs} proposal{'s' if from_runs != 1 else ''} from a run"] if from_runs else []
    said += [f"{others} draft{'s' if others != 1 else ''} to choose from"] if others else []
    return ", ".join(said)
