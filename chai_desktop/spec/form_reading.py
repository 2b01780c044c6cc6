"""The form's questions and spans from their YAML files, checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.form import INAPPLICABLE, YES_NO, Choice, Kind, Question, Span
from chai_desktop.spec.rule_reading import Vocabulary, question_of, read_rule
from chai_desktop.spec.rules import Rule
from chai_desktop.spec.spec_files import check_keys, refuse, text, words

_NEEDED = {"id", "label", "question", "kind", "definition", "decision_rule"}
_ALLOWED = {"choices", "hint", "also", "only_if", "off", "default", "default_unless", "usual", "if_yes", "if_no"}
_TEXT_OFF = ""


def read_questions(files: Iterable[tuple[str, Mapping[str, Any]]]) -> tuple[tuple[Question, ...], dict[str, Any]]:
    """All questions in order, still without their rules, and the raw entry of each by id."""
    questions: list[Question] = []
    raw: dict[str, Any] = {}
    for file, data in files:
        check_keys(data, {"aspect", "groups"}, set(), file)
        aspect = _aspect(data["aspect"], file)
        for group in data["groups"]:
            check_keys(group, {"name", "questions"}, set(), f"{file}, a group")
            for entry in group["questions"]:
                question = _question(entry, aspect, group["name"], f"{file}, {entry.get('id', group['name'])}")
                if question.id in raw:
                    raise refuse(f"{file}, {question.id}", "this id occurs twice.")
                questions.append(question)
                raw[question.id] = entry
    return tuple(questions), raw


def with_rules(questions: Sequence[Question], raw: Mapping[str, Any], vocabulary: Vocabulary) -> tuple[Question, ...]:
    """The questions with their rules, in checklist order."""

    def rule(question_id: str, key: str) -> Rule | None:
        if key not in raw[question_id]:
            return None
        return read_rule(raw[question_id][key], vocabulary, f"form, {question_id}, {key}")

    return tuple(
        replace(q, only_if=rule(q.id, "only_if"), default_unless=rule(q.id, "default_unless")) for q in questions
    )


def read_spans(data: Mapping[str, Any], questions: Sequence[Question], place: str) -> tuple[Span, ...]:
    by_id = {question.id: question for question in questions}
    spans = []
    for name, entry in data.items():
        here = f"{place}, spans, {name}"
        check_keys(entry, {"start", "end", "order"}, {"absent"}, here)
        for side in ("start", "end"):
            if entry[side] not in by_id:
                raise refuse(here, f'there is no question "{entry[side]}".')
        order = words(entry["order"], here)
        strange = set(order) - {choice.id for choice in by_id[entry["start"]].choices}
        if strange:
            raise refuse(here, f'"{min(strange)}" is not an answer of "{entry["start"]}".')
        spans.append(Span(name, entry["start"], entry["end"], order, entry.get("absent")))
    return tuple(spans)


def vocabulary_of(questions: Sequence[Question], spans: Sequence[Span]) -> Vocabulary:
    """What rules may say about this form."""
    values = {q.id: frozenset(c.id for c in q.choices) for q in questions if q.kind != "text"}
    for span in spans:
        either = values[span.start] | values[span.end] | ({span.absent} if span.absent else set())
        values[f"{span.name}.first"] = values[f"{span.name}.last"] = either
    several = frozenset(q.id for q in questions if q.kind == "choices")
    return Vocabulary(values, several, {span.name: span.order for span in spans})


def in_order_of_need(questions: Sequence[Question]) -> tuple[Question, ...]:
    """The questions so that each stands after those that its rules name; SpecError where they go in a circle."""
    waiting, done, ordered = list(questions), set[str](), []
    while waiting:
        ready = [q for q in waiting if _needs(q) <= done]
        if not ready:
            raise refuse(f"form, {waiting[0].id}", "its only_if depends on itself through other questions.")
        done |= {q.id for q in ready}
        ordered += ready
        waiting = [q for q in waiting if q.id not in done]
    return tuple(ordered)


def _needs(question: Question) -> set[str]:
    rules = (question.only_if, question.default_unless)
    return {question_of(name) for rule in rules if rule is not None for name in rule.fields()}


def _aspect(name: Any, place: str) -> Aspect:
    try:
        return Aspect(name)
    except ValueError:
        raise refuse(place, f'"{name}" is no aspect; aspects are {", ".join(Aspect)}.') from None


def _question(entry: Any, aspect: Aspect, group: str, place: str) -> Question:
    check_keys(entry, _NEEDED, _ALLOWED, place)
    choices = _yes_no(entry, place) if entry["kind"] == "yes_no" else _choices(entry, place)
    kind: Kind = "choice" if entry["kind"] == "yes_no" else entry["kind"]
    if kind not in get_args(Kind):
        raise refuse(place, f'"{kind}" is no kind; kinds are yes_no, {", ".join(get_args(Kind))}.')
    if (kind == "text") == bool(choices):
        raise refuse(place, "choices belong to every question except text.")
    question = Question(
        id=text(entry["id"], place),
        aspect=aspect,
        group=text(group, place),
        label=text(entry["label"], place),
        question=text(entry["question"], place),
        kind=kind,
        choices=choices,
        definition=text(entry["definition"], place),
        decision_rule=text(entry["decision_rule"], place),
        hint=str(entry.get("hint", "")).strip(),
        also=words(entry.get("also", []), place),
        off=_off(entry, kind),
        default=entry.get("default"),
        usual=entry.get("usual"),
    )
    for key, value in (("default", question.default), ("usual answer", question.usual)):
        if value is not None and question.choice(str(value)) is None:
            raise refuse(place, f'the {key} "{value}" is not one of the choices.')
    return question


def _off(entry: Mapping[str, Any], kind: Kind) -> str | tuple[str, ...]:
    if kind == "choices":
        return tuple(entry.get("off", ()))
    return str(entry.get("off", _TEXT_OFF if kind == "text" else INAPPLICABLE))


def _yes_no(entry: Mapping[str, Any], place: str) -> tuple[Choice, ...]:
    no, yes = (text(entry.get(f"if_{answer}"), f"{place}, if_{answer}") for answer in YES_NO)
    return Choice("no", "No", no), Choice("yes", "Yes", yes)


def _choices(entry: Mapping[str, Any], place: str) -> tuple[Choice, ...]:
    choices = []
    for item in entry.get("choices", ()):
        check_keys(item, {"id", "label", "definition"}, set(), f"{place}, a choice")
        here = f"{place}, {item['id']}"
        choices.append(Choice(*(text(item[key], here) for key in ("id", "label", "definition"))))
    ids = [choice.id for choice in choices]
    if len(set(ids)) != len(ids):
        raise refuse(place, "two choices have the same id.")
    return tuple(choices)
