"""A damaged specification is refused with the file, the entry and the reason; never read in part."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chai_desktop.errors import SpecError
from chai_desktop.spec.specification import read_specification

BUILT_IN = Path(__file__).parents[2] / "chai_desktop/resources/spec"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BUILT_IN, tmp_path / "spec"))


def spoil(folder: Path, file: str, before: str, after: str) -> str:
    """The message of the refusal after replacing the first ``before`` in ``file``."""
    path = folder / file
    source = path.read_text(encoding="utf-8")
    assert before in source
    path.write_text(source.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(SpecError) as refused:
        read_specification(folder)
    assert refused.value.hint
    return refused.value.message


def test_the_copy_itself_is_fine(copy: Path) -> None:
    assert len(read_specification(copy).primitives) == 224


CAMERA, MOTION, COMPOSITION = "form/camera.yaml", "primitives/motion.yaml", "primitives/composition.yaml"


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        (CAMERA, "id: camera_tilt", "id: camera_pan", ["form/camera.yaml, camera_pan", "twice"]),
        (CAMERA, "id: camera_tilt", "idd: camera_tilt", ["form/camera.yaml", '"id" is missing']),
        (CAMERA, "label: Tilt", "label: ''", ["camera_tilt", "expected words"]),
        (CAMERA, "kind: choices", "kind: many", ["tracking_shot_types", '"many" is no kind']),
        (CAMERA, "{id: up, label: Up, ", "{id: 'no', label: Up, ", ["camera_up_down", "same id"]),
        (CAMERA, 'default: "no"', "default: maybe", ["camera_arc", '"maybe"']),
        (CAMERA, '{is_tracking: "yes"}', '{is_trakcing: "yes"}', ["tracking_shot_types", '"is_trakcing"']),
        (CAMERA, "aspect: camera", "aspect: lighting", ["form/camera.yaml", '"lighting" is no aspect']),
        ("form/scene.yaml", "if_yes:", "if_maybe:", ["has_overlays", '"if_maybe" is not known']),
        (MOTION, "name: Dolly out", "name: Dolly in", ["Dolly in", "2 times"]),
        (
            "primitives/motion.yaml",
            "question: camera_tilt, value: up",
            "question: camera_tilt, value: upp",
            ["tilt_up", '"upp"'],
        ),
        (MOTION, "name: Dolly out", "nane: Dolly out", ["primitives/motion.yaml", '"nane"']),
        (
            "primitives/motion.yaml",
            "{use: clearly_moving}",
            "{use: cleary_moving}",
            ["clearly_moving", '"cleary_moving"'],
        ),
        (MOTION, "{pace: slow, ", "{pase: slow, ", ["Steadiness and speed", "'pace'"]),
        (
            "primitives/composition.yaml",
            "implies: {camera_pov: objective}",
            "implies: {camera_pov: o}",
            ["scene.pov.objective", "o"],
        ),
        (
            "specification.yaml",
            "start: shot_size_start",
            "start: shot_size_begin",
            ["spans, shot_size", '"shot_size_begin"'],
        ),
        ("specification.yaml", "policies.yaml", "policy.yaml", ["policy.yaml", "cannot be read"]),
        ("policies.yaml", "min_words: 58", "min_words: 580", ["policies.yaml, subject", "numbers that rise"]),
        ("policies.yaml", "  motion:\n", "  movement:\n", ["policies.yaml", "motion"]),
    ],
)
def test_refusals_name_file_and_entry(copy: Path, file: str, before: str, after: str, said: list[str]) -> None:
    message = spoil(copy, file, before, after)
    for words in said:
        assert words in message


def test_broken_yaml_is_refused_with_its_line(copy: Path) -> None:
    message = spoil(copy, "form/motion.yaml", "groups:", "groups: [")
    assert "form/motion.yaml" in message
    assert "line" in message


def test_questions_that_wait_for_each_other_are_refused(copy: Path) -> None:
    message = spoil(
        copy, "form/subject.yaml", "    kind: choice\n", "    kind: choice\n    only_if: {complex_shot_type: unknown}\n"
    )
    assert "depends on itself" in message
