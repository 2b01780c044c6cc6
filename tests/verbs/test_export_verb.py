"""`chai export`: triples out, read back as they were."""

from __future__ import annotations

import json

import pytest

from chai_desktop.exchange.import_clips import import_files
from chai_desktop.exchange.new_project import create_project
from chai_desktop.exchange.preferences import read_preferences
from chai_desktop.exchange.triples import read_triples
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project import Project
from chai_desktop.store.records import Fingerprint, NewCandidate

PRE, POST = "The camera zooms in.", "The camera dollies in."


@pytest.fixture
def submitted(tmp_path, film):
    """A project with one submitted triple."""
    path = tmp_path / "Film.chai"
    with create_project(path) as project:
        report = import_files(lambda operation: operation(project), [film], lambda _f, _n: None, lambda: False)
        clip_id = report.added[0].id
        pre = project.add_pre_caption(clip_id, Aspect.CAMERA, PRE, "import")
        project.rate(pre.id, 3)
        critique = project.save_critique(pre.id, (), "“zooms in” -> “dollies in”")
        project.add_post_caption(pre.id, POST, "edit", critique_id=critique.id)
        project.submit(clip_id, Aspect.CAMERA)
    return path


def test_what_is_exported_reads_back_as_it_was(chai, submitted, tmp_path):
    ended = chai("export", submitted, "--out", tmp_path / "out.jsonl", "--json")
    assert ended.returncode == 0
    assert json.loads(ended.stdout) == {"triples": 1, "file": str(tmp_path / "out.jsonl")}
    (line,) = read_triples(tmp_path / "out.jsonl")
    assert (line.aspect, line.pre_caption.text, line.post_caption.text) == ("camera", PRE, POST)
    assert line.clip.name == "fountain.mp4"


def test_nothing_submitted_is_a_failure_that_keeps_an_older_export(chai, tmp_path):
    create_project(tmp_path / "Film.chai").close()
    out = tmp_path / "out.jsonl"
    out.write_text("an older export\n")
    ended = chai("export", tmp_path / "Film.chai", "--out", out)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "Nothing is submitted in Film.chai yet" in ended.stderr
    assert out.read_text() == "an older export\n"


def test_a_project_or_a_folder_that_is_not_there_is_named(chai, submitted, tmp_path):
    no_project = chai("export", tmp_path / "Other.chai", "--out", tmp_path / "out.jsonl")
    assert (no_project.returncode, "Other.chai" in no_project.stderr) == (1, True)
    no_folder = chai("export", submitted, "--out", tmp_path / "nowhere" / "out.jsonl")
    assert (no_folder.returncode, "out.jsonl" in no_folder.stderr) == (1, True)


def test_the_place_for_the_export_has_to_be_named(chai, submitted):
    assert chai("export", submitted).returncode == 2


def test_preferences_are_exported_and_read_back(chai, submitted, tmp_path):
    none = chai("export", submitted, "--what", "preferences", "--out", tmp_path / "p.jsonl")
    assert (none.returncode, "Nobody chose among candidates in Film.chai yet" in none.stderr) == (1, True)
    with Project.open(submitted) as project:
        new = [NewCandidate(text, Fingerprint("rules")) for text in (PRE, POST)]
        clip = project.clips()[0].id
        candidates = project.add_candidates(clip, Aspect.SCENE, new, "best-of-n")
        project.choose_candidate(candidates[1].id, [candidates[0].id])
    ended = chai("export", submitted, "--what", "preferences", "--out", tmp_path / "p.jsonl", "--json")
    assert json.loads(ended.stdout) == {"preferences": 1, "file": str(tmp_path / "p.jsonl")}
    (line,) = read_preferences(tmp_path / "p.jsonl")
    assert (line.aspect, line.chosen.text, line.rejected.text) == ("scene", POST, PRE)
