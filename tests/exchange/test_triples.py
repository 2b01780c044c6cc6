"""Exported triples: everything that belongs to each, whole files only, and read back with every field checked."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chai_desktop import __version__
from chai_desktop.errors import ChaiError
from chai_desktop.exchange.triples import export_triples, read_triples
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.store.project import Project
from chai_desktop.store.records import ClipFacts, Fingerprint

HASH = hashlib.sha256(b"a").hexdigest()
FACTS = ClipFacts("/films/a.mp4", "a.mp4", HASH, 400_000, 854, 480, 120, 23.976, 5.005, False, True, "h264", 10, 109)
RULES = Fingerprint("rules", "1.0", prompt_hash="ab" * 32, settings_hash="cd" * 32, seed=7)
POINT = Point(PointKind.WRONG, "dollies in", 11, 19, "zooms in", "The parallax changes.", 3, 90)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(
        tmp_path / "Film.chai", "Film", spec_id="chai-desktop", spec_version="1.0.0", policy_version="2"
    ) as made:
        made.add_clip(FACTS)
        made.set_me("Ada")
        yield made


def _corrected(project: Project, aspect: Aspect, pre: str = "The camera zooms in.", free_text: str = "") -> None:
    clip = project.clips()[0].id
    caption = project.add_pre_caption(clip, aspect, pre, "engine", RULES)
    critique = project.save_critique(caption.id, [POINT], free_text)
    project.rate(caption.id, 3)
    project.add_post_caption(caption.id, "The camera dollies in.", "engine", RULES, critique.id)
    project.submit(clip, aspect)


def _accepted(project: Project, aspect: Aspect) -> None:
    clip = project.clips()[0].id
    caption = project.add_pre_caption(clip, aspect, "A woman stands.", "edit")
    project.rate(caption.id, 5)
    project.submit(clip, aspect)


def test_a_line_says_everything(project, tmp_path):
    clip = project.clips()[0]
    project.set_answers(clip.id, {"camera_pan": "no", "tracking_shot_types": ["side", "arc"]})
    _corrected(project, Aspect.CAMERA, free_text="Mind the speed.")
    assert export_triples(project, tmp_path / "t.jsonl") == 1
    line = json.loads((tmp_path / "t.jsonl").read_text("utf-8"))
    work, ada = project.work(clip.id, Aspect.CAMERA), {"id": project.me().id, "name": "Ada"}
    made_by = {
        "engine": "rules", "engine_version": "1.0", "model_hash": "", "adapter_hash": "", "prompt_hash": "ab" * 32,
        "sampling_hash": "", "settings_hash": "cd" * 32, "seed": 7,
    }  # fmt: skip
    versions = {"spec_version": "1.0.0", "policy_version": "2"}
    assert line == {
        "format": "chai-desktop triples",
        "format_version": 1,
        "program_version": __version__,
        "project": {"id": project.id, "name": "Film"},
        "id": work.triple.id,
        "parent_id": None,
        "clip": {
            "id": clip.id, "name": "a.mp4", "content_hash": HASH, "size_bytes": 400_000, "width": 854, "height": 480,
            "fps": 23.976, "duration": 5.005, "frame_count": 120, "variable_rate": False, "has_audio": True,
            "codec": "h264", "first_frame": 10, "last_frame": 109,
        },
        "aspect": "camera",
        "pre_caption": {
            "id": work.pre_caption.id, "parent_id": None, "text": "The camera zooms in.", "origin": "engine",
            "fingerprint": made_by, **versions, "person": ada, "created_at": work.pre_caption.created_at,
        },
        "critique": {
            "id": work.critique.id,
            "parent_id": None,
            "points": [{
                "kind": "wrong", "instead": "dollies in", "start": 11, "end": 19, "quote": "zooms in",
                "reason": "The parallax changes.", "first_frame": 3, "last_frame": 90,
            }],
            "free_text": "Mind the speed.",
            "text": '1. "zooms in" -> "dollies in" (frames 3-90) The parallax changes.\nMind the speed.',
            "person": ada,
            "created_at": work.critique.created_at,
        },
        "post_caption": {
            "id": work.post_caption.id, "parent_id": None, "text": "The camera dollies in.", "origin": "engine",
            "fingerprint": made_by, **versions, "person": ada, "created_at": work.post_caption.created_at,
        },
        "rating": 3,
        "answers": {"camera_pan": "no", "tracking_shot_types": ["side", "arc"]},
        "spec": {"id": "chai-desktop", "version": "1.0.0"},
        "policy_version": "2",
        "person": ada,
        "submitted_at": work.triple.created_at,
    }  # fmt: skip


def test_one_line_for_each_clip_and_aspect_in_order(project, tmp_path):
    _corrected(project, Aspect.CAMERA)
    _accepted(project, Aspect.SUBJECT)
    project.add_pre_caption(project.clips()[0].id, Aspect.SCENE, "Only a draft.", "engine")
    assert export_triples(project, tmp_path / "t.jsonl") == 2
    subject, camera = read_triples(tmp_path / "t.jsonl")
    assert (subject.aspect, camera.aspect) == (Aspect.SUBJECT, Aspect.CAMERA)
    assert (subject.critique, subject.rating, subject.post_caption.origin) == (None, 5, "accepted")
    assert subject.post_caption.text == subject.pre_caption.text
    assert subject.pre_caption.fingerprint is None


def test_what_changed_after_submitting_is_not_exported_until_it_is_submitted(project, tmp_path):
    clip = project.clips()[0].id
    project.set_answers(clip, {"camera_pan": "no"})
    _corrected(project, Aspect.CAMERA)
    project.set_answers(clip, {"camera_pan": None, "camera_tilt": "up"})
    project.rate(project.work(clip, Aspect.CAMERA).pre_caption.id, 2)
    export_triples(project, tmp_path / "t.jsonl")
    (first,) = read_triples(tmp_path / "t.jsonl")
    assert (first.rating, first.answers) == (3, {"camera_pan": "no"})
    project.submit(clip, Aspect.CAMERA)
    export_triples(project, tmp_path / "t.jsonl")
    (second,) = read_triples(tmp_path / "t.jsonl")
    assert (second.rating, second.answers, second.parent_id) == (2, {"camera_tilt": "up"}, first.id)


def test_removed_clips_are_left_out_and_no_triple_replaces_no_file(project, tmp_path):
    _corrected(project, Aspect.CAMERA)
    assert export_triples(project, tmp_path / "t.jsonl") == 1
    before = (tmp_path / "t.jsonl").read_bytes()
    project.remove_clip(project.clips()[0].id)
    assert export_triples(project, tmp_path / "t.jsonl") == 0
    assert (tmp_path / "t.jsonl").read_bytes() == before
    assert export_triples(project, tmp_path / "new.jsonl") == 0
    assert not (tmp_path / "new.jsonl").exists()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), min_size=19, max_size=60).filter(str.strip),
    free_text=st.text(st.characters(exclude_categories=["Cs"])),
)
def test_any_text_survives_the_round_trip(project, tmp_path, text, free_text):
    _corrected(project, Aspect.CAMERA, text, free_text)
    export_triples(project, tmp_path / "t.jsonl")
    (line,) = read_triples(tmp_path / "t.jsonl")
    assert line.pre_caption.text == text
    assert line.critique.free_text == (free_text if free_text.strip() else "")


def test_a_failed_export_leaves_the_older_file(project, tmp_path):
    _corrected(project, Aspect.CAMERA)
    folder = tmp_path / "out"
    folder.mkdir()
    export_triples(project, folder / "t.jsonl")
    before = (folder / "t.jsonl").read_bytes()
    resource = pytest.importorskip("resource", reason="there is no limit on file sizes here")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500, hard))
    try:
        with pytest.raises(ChaiError, match=r"t\.jsonl could not be written: the disk is full"):
            export_triples(project, folder / "t.jsonl")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (folder / "t.jsonl").read_bytes() == before
    assert os.listdir(folder) == ["t.jsonl"]


@pytest.mark.parametrize(("place", "sentence"), [("nowhere/t.jsonl", "folder does not exist"), ("", "is a folder")])
def test_a_place_that_cannot_be_written_is_named(project, tmp_path, place, sentence):
    _corrected(project, Aspect.CAMERA)
    with pytest.raises(ChaiError, match=sentence):
        export_triples(project, tmp_path / place)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"rating": 6}, r"line 2: rating"),
        ({"rating": "3 stars"}, r"line 2: rating"),
        ({"format_version": 2}, r"line 2: format_version"),
        ({"mood": "blue"}, r"line 2: mood"),
        ({"aspect": "sound"}, r"line 2: aspect"),
        ({"pre_caption": None}, r"line 2: pre_caption"),
    ],
)
def test_a_line_that_is_not_as_the_format_says_is_named(project, tmp_path, change, sentence):
    _corrected(project, Aspect.CAMERA)
    export_triples(project, tmp_path / "t.jsonl")
    line = (tmp_path / "t.jsonl").read_text("utf-8")
    (tmp_path / "t.jsonl").write_text(line + json.dumps({**json.loads(line), **change}) + "\n", "utf-8")
    with pytest.raises(ChaiError, match=sentence):
        read_triples(tmp_path / "t.jsonl")


def test_a_point_outside_the_text_and_bytes_that_are_no_text_are_refused(project, tmp_path):
    _corrected(project, Aspect.CAMERA)
    export_triples(project, tmp_path / "t.jsonl")
    line = json.loads((tmp_path / "t.jsonl").read_text("utf-8"))
    line["critique"]["points"][0]["end"] = 2000
    (tmp_path / "t.jsonl").write_text(json.dumps(line), "utf-8")
    with pytest.raises(ChaiError, match="point 1 lies outside the pre-caption"):
        read_triples(tmp_path / "t.jsonl")
    for content in (b"\xff\xfe", b"not JSON\n"):
        (tmp_path / "t.jsonl").write_bytes(content)
        with pytest.raises(ChaiError, match=r"t\.jsonl"):
            read_triples(tmp_path / "t.jsonl")
