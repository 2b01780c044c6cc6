"""The built-in specification: complete, unambiguous, and readable."""

from __future__ import annotations

import re
import time
from collections import Counter
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

from chai_desktop.errors import SpecError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.form import Question
from chai_desktop.spec.primitives import Primitive
from chai_desktop.spec.spec_files import built_in_folder
from chai_desktop.spec.specification import Specification, load_specification, read_specification

ROOT = Path(__file__).parents[2]
CAPTION_WIDTHS = {"label": 36, "choice": 22, "name": 46}  # characters that fit the checklist


@pytest.fixture(scope="module")
def spec() -> Specification:
    return load_specification()


def test_it_is_loaded_once_and_names_itself(spec: Specification) -> None:
    assert load_specification() is spec
    assert spec.id == "chai-desktop"
    assert re.fullmatch(r"\d+\.\d+\.\d+", spec.version)


def test_the_224_primitives_come_from_two_families_of_labels(spec: Specification) -> None:
    families = Counter(primitive.corpus_key.split(".")[0] for primitive in spec.primitives)
    assert families == {"cam_motion": 49, "cam_setup": 175}


@pytest.mark.parametrize("key", ["id", "name", "corpus_key", "definition"])
def test_no_two_primitives_share(spec: Specification, key: str) -> None:
    times = Counter(getattr(primitive, key) for primitive in spec.primitives)
    assert [value for value, count in times.items() if count > 1] == []


def test_primitive_ids_are_aspect_group_and_name(spec: Specification) -> None:
    for primitive in spec.primitives:
        assert re.fullmatch(r"[a-z]+\.[a-z_]+\.[a-z_]+", primitive.id), primitive.id
        assert primitive.id.split(".")[0] == primitive.aspect


def test_every_group_of_primitives_is_a_group_of_the_form(spec: Specification) -> None:
    groups = {(question.aspect, question.group) for question in spec.questions}
    assert {(primitive.aspect, primitive.group) for primitive in spec.primitives} <= groups


def test_every_choice_question_feeds_a_primitive_or_is_for_captions_alone(spec: Specification) -> None:
    needed = {name for p in spec.primitives for rule in (p.true_when, p.false_when) for name in rule.fields()}
    needed |= {side for span in spec.spans for side in (span.start, span.end) if f"{span.name}.first" in needed}
    idle = {question.id for question in spec.questions if question.kind != "text"} - needed
    assert idle == {"cinemagraph", "scene_movement"}  # asked for the captions; no primitive of the corpus uses them


def test_what_a_person_reads_is_whole(spec: Specification) -> None:
    for thing in (*spec.questions, *spec.primitives):
        for words in _sentences(thing):
            assert words == words.strip()
            assert not re.search(r"[{}]|  |\bTODO\b", words), words
            assert words[0].isupper() or not words[0].isalpha(), words


def _sentences(thing: Question | Primitive) -> list[str]:
    if isinstance(thing, Primitive):
        return [thing.name, thing.definition, thing.decision_rule, *thing.confusions]
    choices = [text for choice in thing.choices for text in (choice.label, choice.definition)]
    hint = [thing.hint] if thing.hint else []
    return [thing.label, thing.question, thing.definition, thing.decision_rule, *choices, *hint]


def test_every_primitive_is_explained(spec: Specification) -> None:
    for primitive in spec.primitives:
        assert len(primitive.definition.split()) >= 4, primitive.id
        assert len(primitive.decision_rule.split()) >= 5, primitive.id
        assert primitive.confusions, primitive.id


def test_names_fit_the_checklist(spec: Specification) -> None:
    labels = [(CAPTION_WIDTHS["label"], question.label) for question in spec.questions]
    labels += [(CAPTION_WIDTHS["choice"], c.label) for q in spec.questions for c in q.choices]
    labels += [(CAPTION_WIDTHS["name"], primitive.name) for primitive in spec.primitives]
    assert [label for width, label in labels if len(label) > width] == []


def test_text_questions_show_how_to_phrase(spec: Specification) -> None:
    for question in spec.questions:
        if question.kind == "text":
            assert '"' in question.hint, question.id


def test_questions_of_an_aspect_keep_their_groups_together(spec: Specification) -> None:
    for aspect in Aspect:
        groups = [question.group for question in spec.questions_of(aspect)]
        turns = [group for before, group in zip([None, *groups], groups, strict=False) if group != before]
        assert len(turns) == len(set(groups)), aspect
    assert sum(len(spec.questions_of(aspect)) for aspect in Aspect) == len(spec.questions)


def test_the_documented_ids_are_those_of_the_form(spec: Specification) -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    section = page.split("## Answers")[1].split("\n## ")[0]
    documented = set(re.findall(r"`([a-z_]+(?:\.[a-z_]+)?)`", section)) - {
        "yes",
        "no",
        "unsure",
        "aspect.key",
        "unknown",
    }
    documented -= {"_end", "left_to_right"}
    assert {question.id for question in spec.questions} == documented


def test_the_documented_choices_are_those_of_the_form(spec: Specification) -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    section = re.sub(r"\s+", " ", page.split("## Answers")[1].split("\n## ")[0])
    for names, listed in re.findall(r"((?:`\w+`(?:, )?)+) \((?:list of )?([^()]+)\)", section):
        expected = {"yes", "no"} if listed == "yes/no" else set(listed.split(", "))
        for name in set(re.findall(r"`(\w+)`", names)) - {"unknown"}:
            if expected != {"text"}:
                assert {choice.id for choice in spec.question(name).choices} == expected, name


def test_unknown_ids_are_refused_by_name(spec: Specification) -> None:
    with pytest.raises(SpecError, match="camera_wobble"):
        spec.question("camera_wobble")
    with pytest.raises(SpecError, match=r"camera\.movement\.wobble"):
        spec.primitive("camera.movement.wobble")


def test_reading_takes_no_noticeable_time() -> None:
    folder: Traversable = built_in_folder()
    times = []
    for _ in range(5):
        start = time.thread_time()
        read_specification(folder)
        times.append(time.thread_time() - start)
    assert min(times) < 0.4  # seconds of this thread; measured: 0.05, and several times that under coverage
