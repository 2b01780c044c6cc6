"""The specification: the whole video language, loaded from data and checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from chai_desktop.errors import SpecError
from chai_desktop.spec.additions.additions import Additions, read_additions
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.constraints.checking import Captions, ConstraintCheck, after
from chai_desktop.spec.constraints.constraint import Change, Violation
from chai_desktop.spec.constraints.given_state import GivenStates
from chai_desktop.spec.contents import Contents, read_contents
from chai_desktop.spec.coverage import CoverageKey, CoverageLine, coverage_of
from chai_desktop.spec.effective_answers import effective_answers
from chai_desktop.spec.form import Answer, Question
from chai_desktop.spec.form_reading import in_order_of_need
from chai_desktop.spec.implied_answers import implied_answers
from chai_desktop.spec.policies import CaptionPolicy
from chai_desktop.spec.primitives import Primitive
from chai_desktop.spec.rules import Truth, truth_of
from chai_desktop.spec.search import Hit, SearchIndex
from chai_desktop.spec.spec_files import built_in_folder
from chai_desktop.spec.ticking import Ticking, ticking
from chai_desktop.spec.usual_answers import usual_answers

_CUT = "shot_transition"  # with a cut in the clip, little else can be decided


class Specification:
    """The form, the primitives and the policies of one version. It never changes once it is made."""

    def __init__(self, contents: Contents) -> None:
        self.id = contents.id
        self.version = contents.version
        self.questions = contents.questions
        self.spans = contents.spans
        self.primitives = contents.primitives
        self.constraints = contents.constraints
        self.parts = contents.parts
        self.available_parts = contents.available_parts
        self.additions = contents.additions
        self._contents = contents
        self._questions = {question.id: question for question in self.questions}
        self._primitives = {primitive.id: primitive for primitive in self.primitives}
        self._spans = {span.name: span for span in self.spans}
        self._in_order = in_order_of_need(self.questions)
        self._index = SearchIndex(self.primitives, self.questions)
        states = GivenStates(self._in_order, self.spans, Aspect)
        self._check = ConstraintCheck(self.constraints, self._questions, states)
        self._last: tuple[dict[str, Any], dict[str, Any]] = ({}, self._state_of({}))

    def question(self, question_id: str) -> Question:
        """The question with this id; SpecError where there is none."""
        if question_id not in self._questions:
            raise SpecError(f'There is no question "{question_id}" in the specification {self.version}.')
        return self._questions[question_id]

    def primitive(self, primitive_id: str) -> Primitive:
        """The primitive with this id; SpecError where there is none."""
        if primitive_id not in self._primitives:
            raise SpecError(f'There is no primitive "{primitive_id}" in the specification {self.version}.')
        return self._primitives[primitive_id]

    def questions_of(self, aspect: Aspect) -> tuple[Question, ...]:
        """The questions of one aspect in checklist order, those of a group together."""
        return tuple(question for question in self.questions if question.aspect == aspect)

    def policy(self, aspect: Aspect) -> CaptionPolicy:
        return self._contents.policies[aspect]

    def coverage_keys(self, aspect: Aspect) -> tuple[CoverageKey, ...]:
        """What a caption of the aspect must speak of."""
        return self._contents.coverage[aspect]

    def coverage(self, aspect: Aspect, caption: str) -> tuple[CoverageLine, ...]:
        """Which of them the caption touches, as far as cue words tell (coverage.py)."""
        return coverage_of(self.coverage_keys(aspect), caption)

    def is_applicable(self, question_id: str, answers: Mapping[str, Any]) -> bool:
        """Whether the question makes sense beside these answers. Questions not yet answered rule nothing out, and
        bring nothing in: directions show before the movement is answered, tracking types only once tracking is "yes".
        """
        only_if = self.question(question_id).only_if
        if only_if is None:
            return True
        state = self._state(answers)
        return bool(only_if.holds({name: state.get(name, "") for name in only_if.fields()}))

    def truths(self, answers: Mapping[str, Any]) -> dict[str, Truth]:
        """What the answers say of every primitive, by id. Answers to unknown questions are passed over."""
        state = self._state(answers)
        cut = state.get(_CUT) == "yes"
        return {
            p.id: Truth.UNDECIDED if cut and not p.despite_cut else truth_of(p.true_when, p.false_when, state)
            for p in self.primitives
        }

    def implied_answers(self, primitive_id: str) -> dict[str, Answer]:
        """The answers that ticking the primitive gives; {} where no single state of the form follows."""
        return implied_answers(self.primitive(primitive_id), self._questions, self._spans)

    def ticking(self, primitive_id: str, answers: Mapping[str, Any]) -> Ticking:
        """What ticking the primitive would set beside these answers, and which of them it contradicts."""
        return ticking(self, primitive_id, answers)

    def usual_answers(self, answers: Mapping[str, Any], aspect: Aspect, group: str | None = None) -> dict[str, Answer]:
        """What one command may answer at once: the usual answers to the open questions of a group, or of an aspect."""
        return usual_answers(self, answers, aspect, group)

    def violations(self, answers: Mapping[str, Any], captions: Captions | None = None) -> tuple[Violation, ...]:
        """What the answers break, hard constraints first. ``captions`` (aspect -> text) are read beside them if given.

        Cheap enough for every key press; see the rows of ``./chai bench --only specification``.
        """
        return self._check.violations(answers, captions or {})

    def hard_violations_after(self, answers: Mapping[str, Any], change: Change) -> tuple[Violation, ...]:
        """The hard violations that ``change`` (None withdraws an answer) would bring to ``answers``.

        Nothing is refused here: two answers that fight are often corrected one after the other, and the state between
        must be storable. Whoever stores a change asks this first, shows what comes back at once, and leaves it open on
        the clip until it is mended; ``blocking_violations`` says what submitting an aspect has to wait for
        (docs/decisions/0013-contradictions-are-stored-openly.md).
        """
        before = {violation.id for violation in self.violations(answers) if violation.hard}
        broken = self.violations(after(answers, change))
        return tuple(violation for violation in broken if violation.hard and violation.id not in before)

    def blocking_violations(self, aspect: Aspect, answers: Mapping[str, Any]) -> tuple[Violation, ...]:
        """The hard violations in which a question of this aspect has a part: submitting it waits for them to go."""
        own = {question.id for question in self.questions_of(aspect)}
        return tuple(v for v in self.violations(answers) if v.hard and own & v.answers.keys())

    def search(self, text: str, aspect: Aspect | None = None, limit: int = 20) -> list[Hit]:
        """Primitives and questions that ``text`` may mean, best first."""
        return self._index.search(text, aspect, limit)

    def _state(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """The state of these answers, kept for the many questions asked about the same ones in a row."""
        given = {name: tuple(value) if isinstance(value, list) else value for name, value in answers.items()}
        known, state = self._last
        if known != given:
            state = self._state_of(given)
            self._last = (given, state)
        return state

    def _state_of(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        return effective_answers(self._in_order, self.spans, answers)


def load_specification(parts: Iterable[str] = (), additions: Path | str | None = None) -> Specification:
    """The specification that comes with the program, with optional parts and a lab's own file of additions.

    Without additions each combination is read once and kept. SpecError where a part is not known, or
    the file is not right (its message names the line).
    """
    if additions is None:
        return _built_in(tuple(sorted(set(parts))))
    return read_specification(built_in_folder(), set(parts), read_additions(Path(additions)))


@cache
def _built_in(parts: tuple[str, ...]) -> Specification:
    return read_specification(built_in_folder(), parts)


def read_specification(
    folder: Traversable, parts: Collection[str] = (), additions: Additions | None = None
) -> Specification:
    """The specification in ``folder``; SpecError naming file and entry where something is not right."""
    return Specification(read_contents(folder, parts, additions))
