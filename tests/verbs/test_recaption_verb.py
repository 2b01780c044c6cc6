"""`chai recaption`: made from a project, done, and taken in; as a person in a shell does it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from chai_desktop.cli import build_parser
from chai_desktop.errors import ChaiError
from chai_desktop.exchange.import_clips import import_files
from chai_desktop.exchange.new_project import create_project
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project import Project
from chai_desktop.store.refusals import ProjectLockedError
from chai_desktop.verbs.bulk.shard_argument import shards_to_do
from tests.verbs.conftest import Chai

ANSWERS = {"camera_movement": "major_simple", "camera_pan": "left_to_right", "steadiness": "smooth"}
Recaption = Callable[..., tuple[int, str]]


@pytest.fixture
def recaption(capsys) -> Recaption:
    """The verb in this process: its exit code and what it says."""

    def run(*words: object) -> tuple[int, str]:
        parsed = build_parser("recaption").parse_args(["recaption", *(str(word) for word in words)])
        return parsed.verb_run(parsed), capsys.readouterr().out

    return run


@pytest.fixture
def project(tmp_path: Path, film: Path) -> Path:
    """Two clips, the camera's movement of both answered."""
    path = tmp_path / "Night.chai"
    second = Path(shutil.copy(film, tmp_path / "square.mp4"))
    second.write_bytes(film.read_bytes() + b"\0")
    with create_project(path) as opened:
        import_files(lambda operation: operation(opened), [film, second], lambda _f, _n: None, lambda: False)
        for clip in opened.clips():
            opened.set_answers(clip.id, ANSWERS)
    return path


@pytest.fixture
def config(project: Path, recaption: Recaption, tmp_path: Path) -> Path:
    """A run of the Camera captions of both clips."""
    file = tmp_path / "night" / "run.json"
    code, said = recaption("--project", project, "--make-config", file, "--aspect", "camera")
    assert (code, "2 captions of 2 clips" in said) == (0, True)
    return file


def test_made_done_and_taken_in_by_the_command_line(project: Path, chai: Chai, tmp_path: Path) -> None:
    config = tmp_path / "night" / "run.json"
    made = chai("recaption", "--project", project, "--make-config", config, "--aspect", "camera")
    assert (made.returncode, "2 captions of 2 clips" in made.stdout) == (0, True)
    done = chai("recaption", "--config", config)
    assert (done.returncode, done.stdout.startswith("2 captions written, in ")) == (0, True)
    taken = chai("recaption", "--collect", config.parent, "--project", project)
    assert (taken.returncode, taken.stdout) == (0, "2 new candidates for 2 captions.\n")


def test_taken_in_twice_is_the_same_as_once_and_replaces_nothing(project, config, recaption: Recaption) -> None:
    recaption("--config", config)
    assert recaption("--collect", config, "--project", project) == (0, "2 new candidates for 2 captions.\n")
    assert "taken in before" in recaption("--collect", config.parent, "--project", project)[1]
    with Project.open(project) as opened:
        for clip in opened.clips():
            (candidate,) = opened.candidates(clip.id, Aspect.CAMERA)
            assert candidate.source.startswith("run:")
            assert candidate.fingerprint.engine == "rules"
            assert "pans right" in candidate.text
            assert opened.work(clip.id, Aspect.CAMERA).pre_caption is None


def test_all_of_it_is_told_as_json_too(project: Path, recaption: Recaption, tmp_path: Path) -> None:
    file = tmp_path / "night" / "run.json"
    made = json.loads(recaption("--project", project, "--make-config", file, "--json")[1])
    assert made == {"run": str(file), "clips": 2, "captions": 10}
    code, said = recaption("--config", file, "--json")
    told = json.loads(said)
    assert code == 3  # only the camera's movement is answered
    assert told["parts"][0]["outcome"] == "done"
    assert sum(each["captions"] for each in told["not_written"]) == 8
    assert json.loads(recaption("--collect", file, "--project", project, "--json")[1])["new_texts"] == 2


def test_the_run_itself_never_opens_the_project(project: Path, config: Path, recaption: Recaption) -> None:
    with Project.open(project):  # somebody works in it meanwhile
        assert recaption("--config", config)[0] == 0
        with pytest.raises(ProjectLockedError):
            recaption("--collect", config, "--project", project)


def test_clips_that_the_project_does_not_have_are_counted(config: Path, recaption: Recaption, tmp_path: Path) -> None:
    recaption("--config", config)
    Project.create(tmp_path / "Other.chai", "Other").close()
    code, said = recaption("--collect", config, "--project", tmp_path / "Other.chai")
    assert (code, "2 clips are not in this project" in said) == (3, True)


def test_what_has_a_pre_caption_is_left_out_unless_asked_for(project: Path, recaption: Recaption, tmp_path) -> None:
    with Project.open(project) as opened:
        opened.add_pre_caption(opened.clips()[0].id, Aspect.CAMERA, "The camera pans.", "edit")
    make = ("--project", project, "--aspect", "camera", "--make-config")
    assert "1 captions of 1 clip\n" in recaption(*make, tmp_path / "a" / "run.json")[1]
    assert "2 captions of 2 clips\n" in recaption(*make, tmp_path / "b" / "run.json", "--again")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--config", "nowhere/run.json"), "cannot be read"),
        (("--config", "notes.json"), "is called run.json"),
        (("--collect", "x"), "No project is named"),
        (("--config", "torn/run.json"), "not JSON"),
        (("--config", "night/run.json", "--folder", "x"), "where files lie"),
        (("--config", "night/run.json", "--shard", "2/8"), "made for 1 parts"),
        (("--make-config", "night/run.json", "--project", "Night.chai"), "another run"),
        (("--make-config", "x.json", "--project", "Night.chai"), "no name for a run"),
        (("--make-config", "y/run.json", "--project", "Night.chai", "--shards", "0"), "at least one part"),
        (("--make-config", "y/run.json", "--project", "Night.chai", "--candidates", "99"), "1 to 64"),
    ],
)
def test_what_cannot_be_done_is_said(config, recaption: Recaption, tmp_path: Path, words, said, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "torn").mkdir()
    (tmp_path / "torn" / "run.json").write_text('{"version": 1, "id": ')
    before = config.read_bytes()
    with pytest.raises(ChaiError, match=said):
        recaption(*words)
    assert config.read_bytes() == before
    assert not (tmp_path / "y").exists()


def test_parts_are_named_by_number_or_by_slurm() -> None:
    array = {"SLURM_ARRAY_TASK_ID": "12", "SLURM_ARRAY_TASK_COUNT": "4", "SLURM_ARRAY_TASK_MIN": "10"}
    assert list(shards_to_do("", 3)) == [1, 2, 3]
    assert list(shards_to_do("2/3", 3)) == [2]
    assert list(shards_to_do("slurm", 4, array)) == [3]
    for asked, shards, variables in (("2/8", 3, {}), ("4/3", 3, {}), ("x", 1, {}), ("slurm", 4, {})):
        with pytest.raises(ChaiError):
            shards_to_do(asked, shards, variables)
