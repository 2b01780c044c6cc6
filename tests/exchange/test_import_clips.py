"""Import names each file that it leaves out, and brings in the rest."""

from __future__ import annotations

import shutil
from pathlib import Path

import av
import pytest

from chai_desktop.exchange.import_clips import THUMBNAIL_WIDTH, import_files
from chai_desktop.exchange.new_project import create_project
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.thumbnail import thumbnail_jpeg


@pytest.fixture
def project(tmp_path):
    project = create_project(tmp_path / "Import.chai")
    yield project
    project.close()


def bring_in(project, *paths: Path):
    return import_files(lambda operation: operation(project), paths, lambda _fraction, _name: None, lambda: False)


def test_a_clip_is_added_with_its_facts_and_thumbnail(project, small_clip):
    report = bring_in(project, small_clip)
    assert report.problems == ()
    (clip,) = project.clips()
    assert clip.facts.name == small_clip.name
    assert (clip.facts.width, clip.facts.height, clip.facts.frame_count) == (320, 180, 48)
    assert clip.facts.fps == pytest.approx(24.0)
    assert clip.facts.last_frame == 47
    assert project.thumbnail(clip.id).startswith(b"\xff\xd8")
    assert report.summary() == "1 clip added."


def test_what_cannot_be_used_is_named_and_the_rest_is_imported(project, small_clip, tmp_path):
    folder = tmp_path / "footage"
    folder.mkdir()
    shutil.copy(small_clip, folder / "good.mp4")
    (folder / "empty.mp4").write_bytes(b"")
    (folder / "text.mp4").write_text("this is a text", "utf-8")
    (folder / "cut.mp4").write_bytes(small_clip.read_bytes()[:200])
    report = bring_in(project, folder, tmp_path / "gone.mov")
    assert [clip.facts.name for clip in report.added] == ["good.mp4"]
    reasons = {problem.path.name: f"{problem.reason} {problem.hint}" for problem in report.problems}
    assert set(reasons) == {"empty.mp4", "text.mp4", "cut.mp4", "gone.mov"}
    for name, reason in reasons.items():
        assert name in reason and "Traceback" not in reason and "Errno" not in reason, reason


def test_the_same_bytes_twice_are_named_as_a_duplicate(project, small_clip, tmp_path):
    twin = shutil.copy(small_clip, tmp_path / "twin.mp4")
    report = bring_in(project, small_clip, Path(twin))
    assert len(report.added) == 1
    assert report.problems[0].reason == f"twin.mp4 is already in the project, as {small_clip.name}."
    assert "nothing to do" in report.problems[0].hint
    assert bring_in(project, Path(twin)).summary() == "No clip was added: 1 file left out."


def test_a_file_that_moved_is_found_again(project, small_clip, tmp_path):
    first = Path(shutil.copy(small_clip, tmp_path / "first.mp4"))
    bring_in(project, first)
    moved = first.rename(tmp_path / "moved.mp4")
    report = bring_in(project, moved)
    assert (report.added, report.problems) == ((), ())
    assert report.relinked[0].facts.path == str(moved)
    assert len(project.clips()) == 1
    assert report.summary() == "1 clip found again in a new place."


def test_the_frames_of_a_file_are_listed_once(project, small_clip, monkeypatch):
    """Listing reads the whole file: of an hour of footage it is nearly all of the work."""
    opened: list[str] = []
    really_open = av.open
    monkeypatch.setattr(
        av, "open", lambda file, *more, **named: (opened.append(file), really_open(file, *more, **named))[1]
    )
    build_frame_index(small_clip)
    for_one_listing = len(opened)
    opened.clear()
    (clip,) = bring_in(project, small_clip).added
    assert len(opened) == for_one_listing + 1  # once more, for the frame that becomes the thumbnail
    assert project.thumbnail(clip.id) == thumbnail_jpeg(small_clip, 16, THUMBNAIL_WIDTH)


@pytest.mark.parametrize("name", ["with spaces and 'quotes'.mp4", "\N{CLAPPER BOARD} été 東京.mp4", "x" * 246 + ".mp4"])
def test_odd_names(project, small_clip, tmp_path, name):
    path = Path(shutil.copy(small_clip, tmp_path / name))
    assert [clip.facts.name for clip in bring_in(project, path).added] == [name]


def test_a_cancelled_import_keeps_what_it_has(project, small_clip, tmp_path):
    other = tmp_path / "other.mp4"
    other.write_bytes(small_clip.read_bytes() + b"\0")
    answers = iter([False, True])
    report = import_files(lambda op: op(project), [small_clip, other], lambda _f, _n: None, lambda: next(answers))
    assert len(report.added) == 1
    assert len(project.clips()) == 1
