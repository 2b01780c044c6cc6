"""Files that were moved or renamed are found by their bytes, and by nothing else."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from chai_desktop.errors import Cancelled
from chai_desktop.exchange import relinking
from chai_desktop.exchange.relinking import missing_clips, plan_relink
from chai_desktop.store.records import Clip, ClipFacts


def clip_of(path: Path, content: bytes, **changes) -> Clip:
    """A clip whose file was at ``path`` and held ``content``."""
    key = hashlib.sha256(content).hexdigest()
    facts = ClipFacts(str(path), path.name, key, len(content), 8, 8, 24, 24.0, 1.0, False, False, "h264", 0, 23)
    return Clip(f"{path.name}{changes}", replace(facts, **changes), "")


@pytest.fixture
def new_disk(tmp_path):
    folder = tmp_path / "new disk"
    (folder / "day 2").mkdir(parents=True)
    return folder


def look(missing, folder, cancelled=lambda: False):
    return plan_relink(missing, folder, lambda _share, _name: None, cancelled)


@pytest.fixture
def read_files(monkeypatch):
    """The names of the files that were read to compare them."""
    names = []
    really = relinking.content_hash
    monkeypatch.setattr(relinking, "content_hash", lambda path, *how: (names.append(path.name), really(path, *how))[1])
    return names


def test_a_whole_folder_that_moved_is_found(tmp_path, new_disk):
    clips = [clip_of(tmp_path / "old" / name, name.encode() * 9) for name in ("a.mp4", "b.mov", "c.mkv")]
    (new_disk / "a.mp4").write_bytes(b"a.mp4" * 9)
    (new_disk / "day 2" / "b.mov").write_bytes(b"b.mov" * 9)
    plan = look(clips, new_disk)
    assert plan.paths() == {
        clips[0].id: str(new_disk / "a.mp4"),
        clips[1].id: str(new_disk / "day 2" / "b.mov"),
    }
    assert plan.still_missing == (clips[2],)
    assert not any(found.renamed for found in plan.found)


def test_a_renamed_file_is_found_whatever_it_is_called(tmp_path, new_disk):
    clip = clip_of(tmp_path / "a.mp4", b"frames")
    (new_disk / "no suffix").write_bytes(b"frames")
    (found,) = look([clip], new_disk).found
    assert (found.path.name, found.renamed) == ("no suffix", True)


def test_the_same_name_with_other_content_is_not_taken_and_said(tmp_path, new_disk):
    clip = clip_of(tmp_path / "a.mp4", b"frames")
    (new_disk / "a.mp4").write_bytes(b"FRAMES")
    (new_disk / "day 2" / "a.mp4").write_bytes(b"another take")
    plan = look([clip], new_disk)
    assert plan.found == ()
    assert set(plan.same_name) == {new_disk / "a.mp4", new_disk / "day 2" / "a.mp4"}


def test_all_clips_of_one_file_are_found_by_reading_it_once(tmp_path, new_disk, read_files):
    clips = [clip_of(tmp_path / "a.mp4", b"frames", first_frame=first) for first in (0, 5, 9)]
    (new_disk / "a.mp4").write_bytes(b"frames")
    assert len(look(clips, new_disk).paths()) == 3
    assert read_files == ["a.mp4"]


def test_only_files_of_the_right_size_are_read_the_right_name_first_and_no_more_than_needed(
    tmp_path, new_disk, read_files
):
    clip = clip_of(tmp_path / "z.mp4", b"frames")
    (new_disk / "a.mp4").write_bytes(b"FRAMES")
    (new_disk / "b.mp4").write_bytes(b"much longer than that")
    (new_disk / "z.mp4").write_bytes(b"frames")
    assert len(look([clip], new_disk).found) == 1
    assert read_files == ["z.mp4"]


def test_of_two_copies_the_one_with_the_name_is_taken(tmp_path, new_disk):
    clip = clip_of(tmp_path / "z.mp4", b"frames")
    for name in ("copy of z.mp4", "z.mp4"):
        (new_disk / name).write_bytes(b"frames")
    assert look([clip], new_disk).found[0].path.name == "z.mp4"


def test_a_folder_that_may_not_be_opened_is_named_and_the_rest_is_searched(tmp_path, new_disk, monkeypatch):
    clip = clip_of(tmp_path / "a.mp4", b"frames")
    (new_disk / "x.mp4").write_bytes(b"frames")
    really = os.scandir

    def scandir(folder):
        if Path(folder).name == "day 2":
            raise PermissionError(13, "Permission denied")
        return really(folder)

    monkeypatch.setattr(os, "scandir", scandir)  # the super-user may open every folder
    plan = look([clip], new_disk)
    assert len(plan.found) == 1
    assert "day 2 cannot be opened: Permission denied" in plan.not_searched[0]


def test_links_that_lead_nowhere_or_back_end_the_search_not(tmp_path, new_disk):
    clip = clip_of(tmp_path / "a.mp4", b"frames")
    try:
        (new_disk / "nowhere").symlink_to(tmp_path / "gone")
        (new_disk / "day 2" / "back").symlink_to(new_disk, target_is_directory=True)
    except OSError:
        pytest.skip("no links can be made here")
    (new_disk / "day 2" / "z.mp4").write_bytes(b"frames")
    assert len(look([clip], new_disk).found) == 1


def test_missing_is_what_is_gone_or_has_another_size(tmp_path):
    here, changed = tmp_path / "here.mp4", tmp_path / "changed.mp4"
    here.write_bytes(b"frames")
    changed.write_bytes(b"more frames")
    clips = [clip_of(here, b"frames"), clip_of(changed, b"frames"), clip_of(tmp_path / "gone.mp4", b"frames")]
    assert missing_clips(clips) == clips[1:]


def test_it_can_be_stopped(tmp_path, new_disk):
    with pytest.raises(Cancelled):
        look([clip_of(tmp_path / "a.mp4", b"frames")], new_disk, lambda: True)
