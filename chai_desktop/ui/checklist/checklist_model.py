"""What the checklist shows, without Qt: applicable questions, progress, search hits and what ticking one says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.constraints.constraint import Violation
from chai_desktop.spec.form import Question
from chai_desktop.spec.rules import Truth
from chai_desktop.spec.specification import Specification
from chai_desktop.ui.checklist.tick_choices import TickChoice, tick_choices

UNSURE = "unsure"
Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Hit:
    """One line of the search: a primitive or a question, with what is known of it on this clip."""

    id: str
    kind: str  # "primitive" | "question"
    name: str
    aspect: Aspect
    group: str
    state: str  # "yes", "no", "undecided", or the answer in words


@dataclass(frozen=True)
class Card:
    """The definition card of a question or a primitive."""

    title: str
    definition: str
    rule: str
    confusions: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()  # label, definition
    ticking: str = ""  # what ticking the primitive answers, in words; "" where it cannot be ticked
    questions: tuple[str, ...] = ()  # questions from which a primitive follows
    state: str = ""  # what is known of the primitive on this clip
    still_open: tuple[str, ...] = ()  # labels of questions that decide it and would be unanswered after ticking
    contradictions: tuple[str, ...] = ()  # answers that stand against ticking it, one sentence for each
    tick_choices: tuple[TickChoice, ...] = ()  # the ways to tick it; the first is the plain one where nothing fights


@dataclass(frozen=True)
class Checklist:
    """The specification beside one clip's answers, and its captions (newest text by aspect) where they are known."""

    spec: Specification
    answers: Answers = field(default_factory=dict)
    captions: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def violations(self) -> tuple[Violation, ...]:
        """What cannot be, or is hardly so, hard ones first."""
        return self.spec.violations(self.answers, self.captions)

    def changed(self, change: Mapping[str, Any]) -> Checklist:
        """The checklist after a change of answers; None withdraws one."""
        answers = {name: value for name, value in {**self.answers, **change}.items() if value is not None}
        return Checklist(self.spec, answers, self.captions)

    def next_open(self, aspect: Aspect, after: str | None = None) -> str | None:
        """The next question of the aspect without an answer: behind ``after``, going round to the first one."""
        questions = [question.id for question in self.applicable(aspect)]
        at = questions.index(after) + 1 if after in questions else 0
        return next((q for q in questions[at:] + questions[:at] if q not in self.answers), None)

    def usual(self, aspect: Aspect, group: str | None = None) -> dict[str, Any]:
        """What "answer the rest as usual" would answer, in a group or (None) in the whole aspect."""
        return dict(self.spec.usual_answers(self.answers, aspect, group))

    def applicable(self, aspect: Aspect) -> list[Question]:
        return [q for q in self.spec.questions_of(aspect) if self.spec.is_applicable(q.id, self.answers)]

    def progress(self, aspect: Aspect) -> tuple[int, int]:
        """How many of the applicable questions are answered, and how many there are."""
        questions = self.applicable(aspect)
        return sum(q.id in self.answers for q in questions), len(questions)

    def search(self, words: str, aspect: Aspect) -> list[Hit]:
        """Hits of the current aspect first, then of the others."""
        found = self.spec.search(words, limit=40)
        truths = self.spec.truths(self.answers)
        hits = [self._hit(hit.item_id, hit.kind, truths) for hit in found]
        return sorted(hits, key=lambda hit: hit.aspect != aspect)

    def question_card(self, question_id: str) -> Card:
        question = self.spec.question(question_id)
        choices = tuple((choice.label, choice.definition) for choice in question.choices)
        return Card(question.question, question.definition, question.decision_rule, choices=choices)

    def primitive_card(self, primitive_id: str) -> Card:
        primitive = self.spec.primitive(primitive_id)
        implied = self.spec.implied_answers(primitive_id)
        return Card(
            primitive.name,
            primitive.definition,
            primitive.decision_rule,
            tuple(primitive.confusions),
            ticking="; ".join(f"{self.spec.question(q).label}: {self.words_of(q, v)}" for q, v in implied.items()),
            questions=tuple(implied) or tuple(q for q, _label in self._deciding(primitive_id)),
            state=str(self.spec.truths(self.answers)[primitive_id].value),
            still_open=self.still_open(primitive_id),
            contradictions=self._against(primitive_id),
            tick_choices=tick_choices(self.spec, primitive_id, self.answers),
        )

    def _against(self, primitive_id: str) -> tuple[str, ...]:
        """What stands against ticking the primitive, in sentences."""
        found = self.spec.ticking(primitive_id, self.answers)
        sentences = tuple(each.sentence for each in found.contradictions)
        if found.sets and found.truth is Truth.NO and all(each.question in found.sets for each in found.contradictions):
            labels = ", ".join(label for q, label in self._deciding(primitive_id) if q not in found.sets)
            sentences += (f"{self.spec.primitive(primitive_id).name} would still be no: {labels}.",)
        return sentences

    def still_open(self, primitive_id: str) -> tuple[str, ...]:
        """Labels of the questions without which a ticked primitive would stay undecided; none where it would be yes."""
        ticked = {**self.answers, **self.spec.implied_answers(primitive_id)}
        if self.spec.truths(ticked)[primitive_id] is not Truth.UNDECIDED:
            return ()
        return tuple(label for question, label in self._deciding(primitive_id) if question not in ticked)

    def _deciding(self, primitive_id: str) -> list[tuple[str, str]]:
        """The questions of the form that a primitive's rule looks at, in the form's order, with their labels."""
        fields = self.spec.primitive(primitive_id).true_when.fields()
        names = {field.split(".")[0] for field in fields}
        names |= {f"{name}_{end}" for name in names for end in ("start", "end")}
        return [(q.id, q.label) for q in self.spec.questions if q.id in names]

    def words_of(self, question_id: str, value: Any) -> str:
        """An answer as a person reads it."""
        question = self.spec.question(question_id)
        labels = {choice.id: choice.label for choice in question.choices} | {UNSURE: "unsure"}
        values = value if isinstance(value, list | tuple) else [value]
        return ", ".join(labels.get(str(v), str(v)) for v in values)

    def _hit(self, item_id: str, kind: str, truths: Mapping[str, Truth]) -> Hit:
        if kind == "question":
            question = self.spec.question(item_id)
            given = self.answers.get(item_id)
            state = "not answered" if given is None else f"answered: {self.words_of(item_id, given)}"
            return Hit(item_id, kind, question.label, question.aspect, question.group, state)
        primitive = self.spec.primitive(item_id)
        state = str(truths[item_id].value)
        return Hit(item_id, kind, primitive.name, primitive.aspect, primitive.group, state)
