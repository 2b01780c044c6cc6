"""Versions: what a release is stays on file, and what lies between two of them is told."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from chai_desktop.errors import SpecError
from chai_desktop.spec.specification import load_specification
from chai_desktop.spec.versions.description import (
    KINDS,
    Description,
    Item,
    as_json,
    describe,
    stored_description,
)
from chai_desktop.spec.versions.migration import migration_report

ROOT = Path(__file__).parents[2]
SPEC = load_specification()
NOW = describe(SPEC, {part: load_specification([part]) for part in SPEC.available_parts})


def with_items(kind: str, change: Mapping[str, Item | None]) -> Description:
    """NOW with some items changed; None takes one away."""
    items = {**NOW.kinds[kind], **change}
    kinds = {**NOW.kinds, kind: {name: item for name, item in items.items() if item is not None}}
    return replace(NOW, version="9.0.0", kinds=kinds)


def test_the_description_of_this_version_is_the_stored_one() -> None:
    """If this fails: raise the version in specification.yaml, then run python -m chai_desktop.spec.versions."""
    assert stored_description(SPEC.version) == NOW


def test_a_description_reads_back_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / f"{NOW.version}.json").write_text(as_json(NOW), "utf-8")
    assert stored_description(NOW.version, tmp_path) == NOW
    assert stored_description("0.0.1", tmp_path) is None
    (tmp_path / "0.0.2.json").write_text("{", "utf-8")
    with pytest.raises(SpecError, match=r"0\.0\.2\.json"):
        stored_description("0.0.2", tmp_path)


def test_fingerprints_are_the_same_in_another_process() -> None:
    code = (
        "from chai_desktop.spec.specification import load_specification as load\n"
        "from chai_desktop.spec.versions.description import as_json, describe\n"
        "import sys; sys.stdout.write(as_json(describe(load(), {'lighting': load(['lighting'])})))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout == as_json(NOW)


def test_from_1_0_0_every_answer_keeps_its_meaning() -> None:
    old = stored_description("1.0.0")
    assert old is not None
    report = migration_report(old, NOW)
    assert not report.touches_answers
    assert not report.is_empty
    assert report.parts == ("lighting",)
    assert len(report.kinds["constraints"].added) == len(SPEC.constraints)
    for kind in ("questions", "choices", "primitives"):
        assert report.kinds[kind].is_empty, kind
    assert report.lines()[-1] == "Every answer keeps its question and its meaning."


def test_nothing_between_a_version_and_itself() -> None:
    report = migration_report(NOW, NOW)
    assert report.is_empty
    assert len(report.lines()) == 1


def test_added_removed_changed_and_reworded() -> None:
    pan = NOW.kinds["questions"]["camera_pan"]
    newer = with_items(
        "questions",
        {
            "camera_pan": replace(pan, rule="0" * 12),
            "camera_tilt": replace(NOW.kinds["questions"]["camera_tilt"], words="0" * 12),
            "camera_roll": None,
            "camera_wobble": Item("Wobble", "1" * 12, "2" * 12),
        },
    )
    changes = migration_report(NOW, newer).kinds["questions"]
    assert (changes.added, changes.removed) == (("camera_wobble",), ("camera_roll",))
    assert (changes.changed, changes.reworded) == (("camera_pan",), ("camera_tilt",))
    report = migration_report(NOW, newer)
    assert report.touches_answers
    assert "1 question has another rule: camera_pan." in report.lines()


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("questions", "camera_pan", "camera_turn"),
        ("choices", "camera_pan=left_to_right", "camera_pan=right"),
        ("primitives", "camera.movement.pan_left", "camera.movement.turn_left"),
        ("constraints", "cut.stands_alone", "cut.is_alone"),
    ],
)
def test_another_name_for_the_same_thing_is_a_rename(kind: str, old: str, new: str) -> None:
    changes = migration_report(NOW, with_items(kind, {old: None, new: NOW.kinds[kind][old]})).kinds[kind]
    assert changes.renamed == {old: new}
    assert (changes.added, changes.removed) == ((), ())


def test_what_is_alike_without_being_sure_is_not_called_a_rename() -> None:
    item = Item("Twin", "3" * 12, "4" * 12)
    older, newer = with_items("questions", {"a": item, "b": item}), with_items("questions", {"c": item})
    changes = migration_report(older, newer).kinds["questions"]
    assert (changes.renamed, changes.added, changes.removed) == ({}, ("c",), ("a", "b"))


def test_a_part_is_compared_where_it_is_switched_on() -> None:
    part = {kind: dict(items) for kind, items in NOW.parts["lighting"].items()}
    del part["questions"]["brightness"]
    older = replace(NOW, parts={"lighting": part})
    assert migration_report(older, NOW).kinds["questions"].is_empty
    assert migration_report(older, NOW, ["lighting"]).kinds["questions"].added == ("brightness",)


def test_every_kind_of_item_is_described() -> None:
    assert {kind: len(NOW.kinds[kind]) for kind in KINDS} == {
        "questions": len(SPEC.questions),
        "choices": sum(len(question.choices) for question in SPEC.questions),
        "primitives": len(SPEC.primitives),
        "constraints": len(SPEC.constraints),
    }
    assert all(len(dataclasses.astuple(item)) == 3 for item in NOW.kinds["questions"].values())
