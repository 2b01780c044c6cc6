"""`chai critique`, `chai revise`, `chai models`."""

from __future__ import annotations

import json

import pytest

from chai_desktop.exchange.import_clips import import_files
from chai_desktop.exchange.new_project import create_project
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.store.project import Project
from tests.models.catalog.model_writer import write_chat

PRE = "The camera zooms in on the fountain with very smooth motion."


@pytest.fixture
def drafted(tmp_path, film):
    """A project with one clip whose camera draft contradicts its answers."""
    path = tmp_path / "Film.chai"
    with create_project(path) as project:
        report = import_files(lambda operation: operation(project), [film], lambda _f, _n: None, lambda: False)
        clip = report.added[0].id
        project.set_answers(
            clip,
            {
                "camera_movement": "major_simple",
                "camera_forward_backward": "forward",
                "camera_zoom": "no",
                "steadiness": "very_smooth",
            },
        )
        project.add_pre_caption(clip, Aspect.CAMERA, PRE, "import")
    return path


def test_a_critique_is_a_proposal_and_changes_nothing(chai, drafted):
    before = drafted.read_bytes()
    ended = chai("critique", drafted, "--aspect", "camera", "--json")
    assert ended.returncode == 0
    (row,) = json.loads(ended.stdout)
    assert '"zooms" -> "dollies"' in row["text"]
    assert row["fingerprint"]["engine"] == "rules"
    assert drafted.read_bytes() == before


def test_without_a_draft_there_is_nothing_to_judge(chai, drafted):
    ended = chai("critique", drafted)
    assert ended.returncode == 3
    assert "fountain.mp4, scene: not written: has no pre-caption yet" in ended.stdout


def test_a_revision_follows_the_critique_and_is_kept(chai, drafted):
    assert "has no critique yet" in chai("revise", drafted, "--aspect", "camera").stdout
    with Project.open(drafted) as project:
        pre = project.work(project.clips()[0].id, Aspect.CAMERA).pre_caption
        project.save_critique(pre.id, (Point(PointKind.WRONG, "dollies in", 11, 19, "zooms in"),), "")
    ended = chai("revise", drafted, "--aspect", "camera")
    assert ended.returncode == 0
    assert "fountain.mp4, camera: The camera dollies in on the fountain" in ended.stdout
    with Project.open(drafted) as project:
        post = project.work(project.clips()[0].id, Aspect.CAMERA).post_caption
    assert (post.origin, post.fingerprint.engine) == ("engine", "rules")
    assert "has a post-caption already" in chai("revise", drafted, "--aspect", "camera").stdout


def test_an_engine_that_cannot_be_had_is_told(chai, drafted):
    address = "url=http://example.com/v1"
    ended = chai("draft", drafted, "--again", "--aspect", "camera", "--engine", "endpoint", "--set", address)
    assert ended.returncode == 1
    assert "example.com is not this machine" in ended.stderr
    ended = chai("draft", drafted, "--engine", "endpoint", "--set", "url")
    assert ended.returncode == 1
    assert "“url” is no setting" in ended.stderr


def test_models_names_engines_and_the_files_in_a_folder(chai, tmp_path):
    (tmp_path / "broken.gguf").write_bytes(b"GGUF")
    ended = chai("models", tmp_path, "--json")
    assert ended.returncode == 0
    data = json.loads(ended.stdout)
    assert [kind["name"] for kind in data["engines"]][:4] == ["rules", "gguf", "transformers", "endpoint"]
    (broken,) = [model for model in data["models"] if model["path"].endswith("broken.gguf")]
    assert "cut off or damaged" in broken["problem"]
    assert "broken.gguf" in chai("models", tmp_path).stdout


def test_models_checks_one_model_to_its_end(chai, tmp_path):
    path = write_chat(tmp_path / "Tiny.gguf")
    good = chai("models", "--check", path)
    assert good.returncode == 0 and "Tiny.gguf is whole" in good.stdout and "SHA-256" in good.stdout
    path.write_bytes(path.read_bytes()[:-40])
    cut = chai("models", "--check", path)
    assert cut.returncode != 0 and "cut off" in cut.stdout
    assert "no model at" in chai("models", "--check", tmp_path / "none.gguf").stderr


def test_models_says_at_once_that_the_hub_cannot_be_reached(chai, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    ended = chai("models", "--download", "someone/Tiny")
    assert ended.returncode != 0 and ("cannot be reached" in ended.stderr or "pip install" in ended.stderr)
