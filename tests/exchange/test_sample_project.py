"""The sample project: complete, in one piece, and careful with what lies beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chai_desktop.errors import ChaiError, ProjectError
from chai_desktop.exchange import sample_project
from chai_desktop.exchange.sample_clips import SampleClip, sample_clips
from chai_desktop.exchange.sample_project import AUTHOR, CLIPS_FOLDER, create_sample_project
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import load_specification
from chai_desktop.store.project import Project
from chai_desktop.store.records import AspectStatus


@pytest.fixture
def samples(monkeypatch) -> list[SampleClip]:
    """Two of the packaged clips: what holds for them holds for all, in less time."""
    found = sample_clips()
    if not found:
        pytest.skip("this checkout holds no sample clips")
    monkeypatch.setattr(sample_project, "sample_clips", lambda: found[:2])
    return found[:2]


def test_every_packaged_clip_has_gold_and_a_camera_path():
    clips = sample_clips()
    if not clips:
        pytest.skip("this checkout holds no sample clips")
    for clip in clips:
        assert clip.path.stat().st_size < 500_000
        if clip.camera_file is not None:
            path = clip.camera_path()
            assert path.clip == clip.name
            assert len(path.frames) > 24


def test_clips_without_gold_and_gold_without_clips_are_left_out(samples, tmp_path):
    for name in ("clips", "gold"):
        (tmp_path / name).mkdir()
    shutil.copyfile(samples[0].path, tmp_path / "clips" / samples[0].path.name)
    shutil.copyfile(samples[0].path, tmp_path / "clips" / "nobody_described_this.mp4")
    assert sample_clips(tmp_path) == []
    gold = Path(samples[0].path).parents[1] / "gold"
    for sample in samples:
        shutil.copyfile(gold / f"{sample.name}.yaml", tmp_path / "gold" / f"{sample.name}.yaml")
    assert [(clip.name, clip.camera_file) for clip in sample_clips(tmp_path)] == [(samples[0].name, None)]


def test_the_project_holds_clips_answers_and_pre_captions_but_no_critique(samples, tmp_path):
    progress = []
    with create_sample_project(tmp_path / "First.chai", lambda *report: progress.append(report)) as project:
        clips = project.clips()
        assert [clip.facts.name for clip in clips] == [sample.path.name for sample in samples]
        for clip, sample in zip(clips, samples, strict=True):
            assert Path(clip.facts.path) == tmp_path / CLIPS_FOLDER / sample.path.name
            assert Path(clip.facts.path).read_bytes() == sample.path.read_bytes()
            assert project.thumbnail(clip.id).startswith(b"\xff\xd8")
            assert clip.status == dict.fromkeys(Aspect, AspectStatus.DRAFTED)
            assert project.answers(clip.id) == sample.gold.answers
            for aspect in Aspect:
                work = project.work(clip.id, aspect)
                assert (work.pre_caption.text, work.pre_caption.origin) == (
                    sample.gold.aspects[aspect].pre_caption,
                    "sample",
                )
                assert (work.critique, work.rating, work.post_caption) == (None, None, None)
        assert project.name == "First"
        assert project.specification.spec_version == load_specification().version
        authors = {version.author.name for version in project.history(clips[0].id, Aspect.CAMERA)}
        assert authors == {AUTHOR}
        assert project.me().name != AUTHOR
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["First.chai", CLIPS_FOLDER]
    assert progress[0] == (0.0, samples[0].title)
    assert progress[-1][0] == 1.0


def test_project_and_clips_can_move_together(samples, tmp_path):
    (tmp_path / "home").mkdir()
    create_sample_project(tmp_path / "home" / "First.chai").close()
    shutil.move(tmp_path / "home", tmp_path / "away")
    with Project.open(tmp_path / "away" / "First.chai") as project:
        for clip in project.clips():
            assert Path(clip.facts.path).is_relative_to(tmp_path / "away")
            assert Path(clip.facts.path).exists()


def test_nothing_of_the_person_is_overwritten(samples, tmp_path):
    (tmp_path / CLIPS_FOLDER).mkdir()
    mine = tmp_path / CLIPS_FOLDER / samples[0].path.name
    mine.write_text("my own film")
    (tmp_path / "Taken.chai").write_text("my diary")
    with pytest.raises(ProjectError, match="exists already"):
        create_sample_project(tmp_path / "Taken.chai")
    with create_sample_project(tmp_path / "First.chai") as project:
        assert Path(project.clips()[0].facts.path).parent == tmp_path / f"{CLIPS_FOLDER} 2"
    assert mine.read_text() == "my own film"
    assert (tmp_path / "Taken.chai").read_text() == "my diary"
    create_sample_project(tmp_path / "Second.chai").close()
    assert not (tmp_path / f"{CLIPS_FOLDER} 3").exists()


def test_interrupted_there_is_no_half_project(samples, tmp_path):
    class StopHereError(Exception):
        pass

    def stop_at_the_second(fraction: float, text: str) -> None:
        if fraction > 0:
            raise StopHereError

    with pytest.raises(StopHereError):
        create_sample_project(tmp_path / "First.chai", stop_at_the_second)
    assert [entry.name for entry in tmp_path.iterdir()] == [CLIPS_FOLDER]
    create_sample_project(tmp_path / "First.chai").close()


def test_without_clips_it_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(sample_project, "sample_clips", list)
    with pytest.raises(ChaiError, match="not there"):
        create_sample_project(tmp_path / "First.chai")
    assert list(tmp_path.iterdir()) == []
