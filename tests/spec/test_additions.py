"""A lab's own file of additions: what it may say, and that every error names file, line and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from chai_desktop.errors import SpecError
from chai_desktop.spec.rules import Truth
from chai_desktop.spec.specification import load_specification

GOOD = """\
format: chai-additions 1
name: river-lab
primitives:
- id: camera.lab.handheld_pan
  name: Handheld pan
  aspect: camera
  group: Movement
  definition: The camera pans while it is held in the hand.
  decision_rule: The picture slides to one side, and trembles on its way.
  confusions: ["Pan left: says nothing of shake."]
  also: [nervous pan]
  true_when: {steadiness: [unsteady, very_unsteady], not: {camera_pan: "no"}}
  false_when: {any: [{camera_pan: "no"}, {steadiness: [static, very_smooth, smooth]}]}
- id: camera.movement.dolly_in
  override: yes
  name: Push in
glossary:
- {use: gimbal, instead_of: [steadycam]}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lab.yaml"
    path.write_text(GOOD, "utf-8")
    return path


def refusal(file: Path, before: str, after: str) -> str:
    assert before in GOOD
    file.write_text(GOOD.replace(before, after, 1), "utf-8")
    with pytest.raises(SpecError) as refused:
        load_specification(additions=file)
    assert refused.value.hint
    return refused.value.message


def test_an_own_primitive_is_decided_found_and_ticked_like_any_other(file: Path) -> None:
    spec = load_specification(additions=file)
    assert len(spec.primitives) == 225
    answers = {"steadiness": "unsteady", "camera_pan": "left_to_right"}
    assert spec.truths(answers)["camera.lab.handheld_pan"] is Truth.YES
    assert spec.search("nervous pan")[0].item_id == "camera.lab.handheld_pan"
    assert spec.primitive("camera.lab.handheld_pan").corpus_key == ""


def test_a_built_in_primitive_takes_what_the_lab_says_and_keeps_the_rest(file: Path) -> None:
    own, built_in = load_specification(additions=file), load_specification()
    changed, before = own.primitive("camera.movement.dolly_in"), built_in.primitive("camera.movement.dolly_in")
    assert (changed.name, changed.definition, changed.true_when) == ("Push in", before.definition, before.true_when)
    assert [p.id for p in own.primitives][:224] == [p.id for p in built_in.primitives]


def test_the_version_names_the_additions(file: Path) -> None:
    version = load_specification(additions=file).version
    assert version.startswith(load_specification().version + "+river-lab.")
    file.write_text(GOOD + "# another\n", "utf-8")
    assert load_specification(additions=file).version != version


def test_entries_of_the_glossary_are_handed_on_with_their_place(file: Path) -> None:
    additions = load_specification(additions=file).additions
    assert additions.glossary == [{"use": "gimbal", "instead_of": ["steadycam"]}]
    assert additions.file is not None
    assert additions.file.place("glossary", 0, "use") == "lab.yaml, line 18, glossary, 1, use"
    assert load_specification().additions.glossary == []


def test_together_with_an_optional_part(file: Path) -> None:
    assert len(load_specification(["lighting"], file).primitives) == 340


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("chai-additions 1", "chai-additions 2", 'lab.yaml, line 1, format: expected "format: chai-additions 1"'),
        ("name: river-lab", "name: River Lab", "lab.yaml, line 2, name: a name of small letters"),
        ("glossary:", "glosary:", 'lab.yaml, line 17, glosary: "glosary" is not known here'),
        ("  name: Handheld pan\n", "", 'lab.yaml, line 4, primitives, 1: "name" is missing'),
        ("aspect: camera", "aspect: light", 'lab.yaml, line 6, primitives, 1, aspect: "light" is no aspect'),
        ("group: Movement", "group: Moves", 'lab.yaml, line 7, primitives, 1, group: "Moves" is no group of camera'),
        (
            "definition: The camera pans while",
            "hint: x\n  definition: The camera",
            'line 8, primitives, 1, hint: "hint" is not known',
        ),
        ("confusions: [", "confusions: no [", "lab.yaml, line 10"),
        ("{steadiness: [unsteady,", "{steadyness: [unsteady,", "lab.yaml, line 12, primitives, 1, true_when"),
        ("any: [{camera_pan", "any: [{camera_pam", "lab.yaml, line 13, primitives, 1, false_when"),
        (
            "id: camera.lab.handheld_pan",
            "id: handheld",
            "lab.yaml, line 4, primitives, 1, id: an id is ASPECT.GROUP.NAME",
        ),
        ("  override: yes\n", "", 'lab.yaml, line 14, primitives, 2, id: "camera.movement.dolly_in" is built in'),
        ("name: Push in", "name: Dolly out", 'lab.yaml, line 16, primitives, 2, name: "Dolly out" is the name of'),
        ("- id: camera.movement.dolly_in\n  override: yes", "- id: camera.lab.handheld_pan", "is there already"),
        ("  also: [nervous pan]", "  also: [nervous pan]\n  also: [x]", 'lab.yaml, line 12: "also" is there already'),
        ("name: river-lab", "name: [river", "lab.yaml, line 3"),
        ("- {use: gimbal", "- gimbal #", "lab.yaml, line 18, glossary, 1: expected a mapping"),
        ("primitives:\n", "primitives: all\nx:\n", "lab.yaml, line 4, x"),
    ],
)
def test_errors_name_file_line_and_field(file: Path, before: str, after: str, said: str) -> None:
    assert said in refusal(file, before, after)


@pytest.mark.parametrize(("content", "said"), [(b"- a\n", "line 1: holds no mapping"), (b"\xff\xfe", "cannot be read")])
def test_what_is_no_such_file_is_refused(file: Path, content: bytes, said: str) -> None:
    file.write_bytes(content)
    with pytest.raises(SpecError, match=said):
        load_specification(additions=file)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match=r"none\.yaml: cannot be read"):
        load_specification(additions=tmp_path / "none.yaml")
