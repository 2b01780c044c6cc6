"""`chai spec`: browse the video language, check additions, verify a corpus."""

from __future__ import annotations

import json

import pytest

from chai_desktop.cli import main
from chai_desktop.spec.specification import load_specification
from tests.exchange.corpus.small_corpus import LABELS, PAN_LEFT, write_corpus

SPEC = load_specification()
ADDITION = """\
format: chai-additions 1
name: lab
primitives:
- id: camera.movement.dolly_in
  override: yes
  name: Push in
"""


@pytest.fixture
def spec_verb(capsys):
    """Runs `chai spec WORDS...` in this process: exit code, standard output, standard error."""

    def run(*words):
        code = main(["spec", *(str(word) for word in words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def test_list_names_everything(spec_verb):
    code, out, _ = spec_verb("list", "--json")
    lines = json.loads(out)
    assert code == 0
    assert len(lines) == len(SPEC.questions) + len(SPEC.primitives) + len(SPEC.constraints)
    assert {line["kind"] for line in lines} == {"question", "primitive", "constraint"}


def test_list_can_be_narrowed_and_widened(spec_verb):
    _, out, _ = spec_verb("list", "--aspect", "motion", "--json")
    assert {line["aspect"] for line in json.loads(out) if line["kind"] != "constraint"} == {"motion"}
    _, out, _ = spec_verb("list", "--kind", "primitive", "--part", "lighting")
    assert len(out.splitlines()) == 339
    assert "lighting_setup.special_effect.vignette" in out


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("camera_pan", "choices:\n  no: No"),
        ("camera.movement.dolly_in", "ticking sets:\n  camera_forward_backward: forward"),
        ("cut.stands_alone", "level: hard"),
    ],
)
def test_show_tells_all_of_one(spec_verb, item, said):
    code, out, _ = spec_verb("show", item)
    assert code == 0
    assert f"id: {item}" in out
    assert said in out
    assert json.loads(spec_verb("show", item, "--json")[1])["id"] == item


def test_show_of_an_unknown_id_names_near_ones(spec_verb):
    code, _, err = spec_verb("show", "camera.movement.doly_in")
    assert code == 1
    assert "camera.movement.dolly_in" in err


def test_check_without_a_file_checks_what_is_built_in(spec_verb):
    code, out, _ = spec_verb("check", "--json")
    assert code == 0
    facts = json.loads(out)
    assert (facts["primitives"], facts["coverage_keys"], facts["version"]) == (224, 37, SPEC.version)


def test_check_of_a_lab_s_file(spec_verb, tmp_path):
    file = tmp_path / "lab.yaml"
    file.write_text(ADDITION, "utf-8")
    code, out, _ = spec_verb("check", file)
    assert code == 0
    assert "camera.movement.dolly_in" in out
    assert out.endswith("lab.yaml is right.\n")
    file.write_text(ADDITION.replace("name: Push in", "nane: Push in"), "utf-8")
    code, _, err = spec_verb("check", file)
    assert code == 1
    assert err.startswith('lab.yaml, line 6, primitives, 1, nane: "nane" is not known here')


def test_verify_ends_with_0_only_if_nothing_differs(spec_verb, tmp_path):
    code, out, _ = spec_verb("verify", write_corpus(tmp_path / "good"), "--json")
    assert code == 0
    whole = json.loads(out)
    assert (whole["clips"], whole["compared"], whole["equal"], whole["differing"]) == (2, 4, 4, 0)
    assert whole["primitives"]["camera.movement.pan_left"] == {"equal": 2, "differing": 0, "undecided": 0}
    labels = LABELS | {PAN_LEFT: (["still.mp4"], ["pan.mp4"])}
    code, out, _ = spec_verb("verify", write_corpus(tmp_path / "bad", labels=labels))
    assert code == 1
    assert "still.mp4, camera.movement.pan_left: stored yes, computed no" in out


def test_verify_without_anything_to_compare_is_a_failure(spec_verb, tmp_path):
    code, out, err = spec_verb("verify", write_corpus(tmp_path / "none", form="cam_setup"))
    assert (code, out) == (1, "")
    assert "could be compared" in err


def test_it_runs_as_a_process_of_its_own(chai):
    ended = chai("spec", "list", "--kind", "constraint")
    assert ended.returncode == 0
    assert len(ended.stdout.splitlines()) == len(SPEC.constraints)
