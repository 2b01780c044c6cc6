"""What engines wrote: candidates and the choice among them, the prompts, points that a person took over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point
from chai_desktop.store.judgement import candidates, choices, prompts, proposals
from chai_desktop.store.judgement.candidates import Written
from chai_desktop.store.project_parts.part import ProjectPart
from chai_desktop.store.records import Candidate, Caption, Fingerprint, NewCandidate, Preference, Proposal


class EngineTexts(ProjectPart):
    """All of it is kept with what wrote it; a choice, and a dismissal, can be undone."""

    def add_candidates(
        self, clip_id: str, aspect: Aspect, new: Sequence[NewCandidate], source: str
    ) -> tuple[Candidate, ...]:
        """Gives all of ``new`` as they stand in the project; the same text from the same source is there once.

        ``source``: "best-of-n", or "run:" and the id of a run. One that was closed before stays closed.
        """
        return candidates.add_candidates(self._file, clip_id, aspect, new, source, self._pinned)

    def add_many_candidates(self, written: Iterable[Written], source: str) -> int:
        """The same for many captions at once, all or nothing; gives how many are new."""
        return candidates.add_many(self._file, written, source, self._pinned)

    def candidates(self, clip_id: str, aspect: Aspect) -> tuple[Candidate, ...]:
        """Those that nobody has chosen, passed over or dismissed, in the order in which they came."""
        return candidates.candidates(self._file, clip_id, aspect)

    def count_candidates(self) -> dict[tuple[str, Aspect], int]:
        """How many are open, by clip and aspect; without zeros."""
        return candidates.count_open(self._file)

    def choose_candidate(self, candidate_id: str, over: Sequence[str] = (), scores_hidden: bool = False) -> Caption:
        """It becomes the current pre-caption, and is preferred to each of ``over``; all of them are closed.

        Also one that is closed may be chosen: then the earlier choice of this person counts no more.
        """
        return choices.choose_candidate(self._file, candidate_id, over, scores_hidden)

    def dismiss_candidates(self, candidate_ids: Sequence[str]) -> None:
        """Close those that are open; one step of the journal for each clip."""
        choices.dismiss_candidates(self._file, candidate_ids)

    def preferences(self) -> tuple[Preference, ...]:
        """All that stand, in the order of clips and aspects, without removed clips."""
        return choices.preferences(self._file)

    def prompt_of(self, text_id: str) -> str:
        """What the engine was given that wrote this caption or candidate; '' where nothing is kept."""
        return prompts.prompt_of(self._file, text_id)

    def take_point(self, point: Point, by: Fingerprint) -> Point:
        """The point as it is to be saved where a person takes it over from an engine: it names the proposal.

        It may be changed afterwards; what was proposed stays. Written to the file at once.
        """
        return proposals.take_point(self._file, point, by)

    def proposal(self, proposal_id: str) -> Proposal | None:
        """What the engine had proposed where ``Point.proposal`` says so."""
        return proposals.proposal(self._file, proposal_id)
