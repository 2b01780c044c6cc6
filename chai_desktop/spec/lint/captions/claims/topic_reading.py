"""Reads claims.yaml: the topics, and the words by which captions tell them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from chai_desktop.spec.lint.captions.claims.topic import Movement, State
from chai_desktop.spec.lint.captions.wording.inflection import Form, all_forms
from chai_desktop.spec.lint.captions.wording.phrases import PhraseTable, expanded
from chai_desktop.spec.spec_files import built_in_folder, check_keys, read_yaml, words

_FILE = "lint/claims.yaml"
_PARTS = {"ways", "between", "movements", "loose_movements", "loose_verbs", "ignored", "states"}


@dataclass(frozen=True, slots=True)
class SaidState:
    """A phrase that says ``value`` of ``state``. ``shape`` is its place in the state's shapes."""

    state: State
    value: str
    shape: int


@dataclass(frozen=True, slots=True)
class MovementVerb:
    """A verb form that names a movement; ``movement`` is None for an everyday verb."""

    form: Form
    movement: Movement | None
    by_way: Mapping[str, tuple[tuple[Movement, str], ...]]  # way -> what it may mean
    without_way: tuple[tuple[Movement, str], ...] = ()


@dataclass(frozen=True)
class Topics:
    """All that claims.yaml holds, ready for matching."""

    movements: tuple[Movement, ...]
    states: tuple[State, ...]
    ways: PhraseTable[str]
    ways_before: Mapping[tuple[str, ...], str]
    between: frozenset[str]
    verbs: Mapping[str, MovementVerb]
    phrases: PhraseTable[SaidState | None]  # None: means something else

    def movement(self, question: str) -> Movement:
        return next(movement for movement in self.movements if movement.question == question)

    def state(self, name: str) -> State:
        return next(state for state in self.states if state.name == name)


@cache
def load_topics() -> Topics:
    """The topics that come with the program; read once."""
    data = check_keys(read_yaml(built_in_folder(), _FILE), _PARTS, set(), _FILE)
    movements = tuple(_movement(entry) for entry in data["movements"])
    states = {name: _state(name, entry) for name, entry in data["states"].items()}
    ways = {way: words(phrases, f"{_FILE}, ways, {way}") for way, phrases in data["ways"].items()}
    strict: list[tuple[str, SaidState | None]] = [
        (phrase, SaidState(state, value, shape))
        for state in states.values()
        for shape, row in enumerate(state.shapes)
        for value, phrase in row.items()
    ]
    return Topics(
        movements,
        tuple(states.values()),
        PhraseTable((phrase, way) for way, phrases in ways.items() for phrase in phrases),
        {tuple(phrase.split()): way for way, phrases in ways.items() for phrase in phrases if _may_lead(phrase)},
        frozenset(words(data["between"], _FILE)),
        _verbs(data, movements),
        PhraseTable([*strict, *((phrase, None) for phrase in words(data["ignored"], _FILE))]),
    )


def _may_lead(phrase: str) -> bool:
    return not phrase.startswith(("to ", "toward", "from "))


def _movement(entry: Any) -> Movement:
    check_keys(entry, {"question", "verb", "ways", "primitives"}, {"noun_needs_way"}, _FILE)
    needs_way = entry.get("noun_needs_way") == "true"
    return Movement(entry["question"], entry["verb"], entry["ways"], entry["primitives"], needs_way)


def _state(name: str, entry: Any) -> State:
    check_keys(entry, {"start", "say"}, {"end", "normal", "alike", "beside", "unless", "loose"}, f"{_FILE}, {name}")
    return State(
        name,
        entry["start"],
        entry.get("end"),
        tuple(entry["say"]),
        frozenset(entry.get("normal", ())),
        tuple(frozenset(group) for group in entry.get("alike", ())),
        {answer: tuple(said) for answer, said in entry.get("beside", {}).items()},
        {question: tuple(answers) for question, answers in entry.get("unless", {}).items()},
        {value: _spelt_out(phrases) for value, phrases in entry.get("loose", {}).items()},
    )


def _spelt_out(phrases: list[str]) -> frozenset[str]:
    return frozenset(" ".join(way) for phrase in phrases for way, _ in expanded(phrase))


def _verbs(data: Mapping[str, Any], movements: tuple[Movement, ...]) -> dict[str, MovementVerb]:
    by_question = {movement.question: movement for movement in movements}
    verbs: dict[str, MovementVerb] = {}
    for verb, fixed in data["loose_verbs"].items():
        meant = tuple((by_question[question], value) for question, value in fixed.items())
        for word, form in all_forms(verb).items():
            verbs[word] = MovementVerb(form, None, {}, meant)
    for verb, questions in data["loose_movements"].items():
        by_way: dict[str, tuple[tuple[Movement, str], ...]] = {}
        for question in questions:
            for way, value in by_question[question].ways.items():
                by_way[way] = (*by_way.get(way, ()), (by_question[question], value))
        for word, form in all_forms(verb).items():
            verbs[word] = MovementVerb(form, None, by_way)
    for movement in movements:
        for word, form in all_forms(movement.verb).items():
            verbs[word] = MovementVerb(form, movement, {w: ((movement, v),) for w, v in movement.ways.items()})
    return verbs
