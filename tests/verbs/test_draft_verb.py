"""`chai draft`: pre-captions from the answers of a project."""

from __future__ import annotations

import json

import pytest

from chai_desktop.exchange.import_clips import import_files
from chai_desktop.exchange.new_project import create_project
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project import Project

CAMERA = {"camera_movement": "major_simple", "camera_forward_backward": "forward", "steadiness": "very_smooth"}


@pytest.fixture
def answered(tmp_path, film):
    """A project with one clip whose camera questions are answered."""
    path = tmp_path / "Film.chai"
    with create_project(path) as project:
        report = import_files(lambda operation: operation(project), [film], lambda _f, _n: None, lambda: False)
        project.set_answers(report.added[0].id, CAMERA)
    return path


def test_what_is_answered_is_written_and_kept(chai, answered):
    ended = chai("draft", answered, "--aspect", "camera", "--json")
    assert ended.returncode == 0
    (row,) = json.loads(ended.stdout)
    assert (row["clip"], row["aspect"]) == ("fountain.mp4", "camera")
    assert "dollies in" in row["text"].lower()
    with Project.open(answered) as project:
        kept = project.work(project.clips()[0].id, Aspect.CAMERA).pre_caption
    assert (kept.text, kept.origin, kept.fingerprint.engine) == (row["text"], "engine", "rules")


def test_aspects_without_answers_are_named_and_the_rest_is_written(chai, answered):
    ended = chai("draft", answered)
    assert ended.returncode == 3
    lines = dict(line.split(": ", 1) for line in ended.stdout.splitlines())
    assert lines["fountain.mp4, subject"].startswith("not written: Nothing is answered yet")
    assert "not written" not in lines["fountain.mp4, camera"]


def test_a_second_call_keeps_what_is_there_and_again_writes_anew(chai, answered):
    for _ in range(2):
        ended = chai("draft", answered, "--aspect", "camera")
        assert ended.returncode == 0
    assert "has a pre-caption already (use --again)" in ended.stdout
    with Project.open(answered) as project:
        project.set_answers(project.clips()[0].id, {"steadiness": "unsteady"})
    assert chai("draft", answered, "--aspect", "camera", "--again").returncode == 0
    with Project.open(answered) as project:
        texts = [version.text for version in project.history(project.clips()[0].id, Aspect.CAMERA)]
    assert len(set(texts)) == 2


def test_an_unknown_clip_is_refused_with_the_names_there_are(chai, answered):
    ended = chai("draft", answered, "--clip", "nobody.mp4")
    assert ended.returncode == 1
    assert "nobody.mp4" in ended.stderr
    assert "fountain.mp4" in ended.stderr


def test_a_project_without_clips_says_so(chai, tmp_path):
    create_project(tmp_path / "Empty.chai").close()
    ended = chai("draft", tmp_path / "Empty.chai")
    assert ended.returncode == 1
    assert "Empty.chai has no clips yet." in ended.stderr


def test_an_unknown_aspect_is_refused_with_the_known_ones(chai, answered):
    ended = chai("draft", answered, "--aspect", "weather")
    assert ended.returncode == 2
    assert all(aspect in ended.stderr for aspect in Aspect)
