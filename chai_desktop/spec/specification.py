"""The specification: the whole video language, loaded from data and checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

from chai_desktop.errors import SpecError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.constraints.checking import Captions, ConstraintCheck, after
from chai_desktop.spec.constraints.constraint import Change, Constraint, Violation
from chai_desktop.spec.constraints.constraint_reading import constraint_vocabulary, read_constraints
from chai_desktop.spec.constraints.given_state import GivenStates
from chai_desktop.spec.effective_answers import effective_answers
from chai_desktop.spec.form import Answer, Question, Span
from chai_desktop.spec.form_reading import in_order_of_need, read_questions, read_spans, vocabulary_of, with_rules
from chai_desktop.spec.implied_answers import implied_answers
from chai_desktop.spec.policies import CaptionPolicy, read_policies
from chai_desktop.spec.primitive_reading import read_primitives
from chai_desktop.spec.primitives import Primitive
from chai_desktop.spec.rules import Truth, truth_of
from chai_desktop.spec.search import Hit, SearchIndex
from chai_desktop.spec.spec_files import built_in_folder, check_keys, read_yaml, refuse, text, words
from chai_desktop.spec.ticking import Ticking, ticking

_FILE = "specification.yaml"
_CUT = "shot_transition"  # with a cut in the clip, little else can be decided


class Specification:
    """The form, the primitives and the policies of one version. It never changes once it is made."""

    def __init__(
        self,
        spec_id: str,
        version: str,
        questions: tuple[Question, ...],
        spans: tuple[Span, ...],
        primitives: tuple[Primitive, ...],
        policies: Mapping[Aspect, CaptionPolicy],
        constraints: tuple[Constraint, ...] = (),
    ) -> None:
        self.id = spec_id
        self.version = version
        self.questions = questions
        self.spans = spans
        self.primitives = primitives
        self._policies = policies
        self._questions = {question.id: question for question in questions}
        self._primitives = {primitive.id: primitive for primitive in primitives}
        self._spans = {span.name: span for span in spans}
        self._in_order = in_order_of_need(questions)
        self._check = ConstraintCheck(constraints, self._questions, GivenStates(self._in_order, spans, Aspect))
        self._index = SearchIndex(primitives, questions)
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
        return self._policies[aspect]

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

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        return self._check.constraints

    def violations(self, answers: Mapping[str, Any], captions: Captions | None = None) -> tuple[Violation, ...]:
        """What the answers break, hard constraints first. ``captions`` (aspect -> text) are read beside them where given.

        Cheap enough for every key press; see the rows of ``./chai bench --only specification``.
        """
        return self._check.violations(answers, captions or {})

    def hard_violations_after(self, answers: Mapping[str, Any], change: Change) -> tuple[Violation, ...]:
        """The hard violations that ``change`` (None withdraws an answer) would bring to ``answers``.

        Nothing is refused here: two answers that fight are often corrected one after the other, and the state between
        must be storable. Whoever stores a change asks this first, shows what comes back at once, and leaves it open on
        the clip until it is mended; ``blocking_violations`` says what submitting an aspect has to wait for
        (docs/decisions/0020-contradictions-are-stored-openly.md).
        """
        before = {violation.id for violation in self.violations(answers) if violation.hard}
        broken = self.violations(after(answers, change))
        return tuple(violation for violation in broken if violation.hard and violation.id not in before)

    def blocking_violations(self, aspect: Aspect, answers: Mapping[str, Any]) -> tuple[Violation, ...]:
        """The hard violations in which a question of this aspect has a part: it is not to be submitted before they go."""
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


@cache
def load_specification() -> Specification:
    """The specification that comes with the program; read once."""
    return read_specification(built_in_folder())


def read_specification(folder: Traversable) -> Specification:
    """The specification in ``folder``; SpecError naming file and entry where something is not right."""
    data = read_yaml(folder, _FILE)
    check_keys(data, {"id", "version", "form", "primitives", "constraints", "policies", "spans"}, set(), _FILE)
    questions, raw = read_questions((name, read_yaml(folder, name)) for name in words(data["form"], _FILE))
    spans = read_spans(data["spans"], questions, _FILE)
    vocabulary = vocabulary_of(questions, spans)
    questions = with_rules(questions, raw, vocabulary)
    primitives = [
        primitive
        for name in words(data["primitives"], _FILE)
        for primitive in read_primitives(name, read_yaml(folder, name), vocabulary)
    ]
    _check_unique(primitives)
    policies = read_policies(data["policies"], read_yaml(folder, data["policies"]))
    by_id = {question.id: question for question in questions}
    wider = constraint_vocabulary(vocabulary, questions, list(Aspect))
    constraints = [
        constraint
        for name in words(data["constraints"], _FILE)
        for constraint in read_constraints(name, read_yaml(folder, name), wider, by_id)
    ]
    return Specification(
        text(data["id"], _FILE),
        text(data["version"], _FILE),
        questions,
        spans,
        tuple(primitives),
        policies,
        tuple(constraints),
    )


def _check_unique(primitives: list[Primitive]) -> None:
    for key in ("id", "name", "corpus_key"):
        value, times = Counter(getattr(primitive, key) for primitive in primitives).most_common(1)[0]
        if times > 1:
            raise refuse(f"primitives, {value}", f"this {key} occurs {times} times.")
