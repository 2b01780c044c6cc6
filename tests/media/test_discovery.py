from __future__ import annotations

import os

import pytest

from chai_desktop.errors import Cancelled
from chai_desktop.media.discovery import find_video_files


def make(folder, *names):
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(name.encode())


def names(found):
    return [path.name for path in found.files]


def test_orders_numbers_as_people_do(tmp_path):
    make(tmp_path, "shot 10.mp4", "shot 2.mp4", "Shot 1.MOV", "a.mkv")
    assert names(find_video_files([tmp_path])) == ["a.mkv", "Shot 1.MOV", "shot 2.mp4", "shot 10.mp4"]


def test_looks_into_folders_and_names_what_it_leaves_out(tmp_path):
    make(tmp_path / "day 1", "a.mp4", "notes.txt", ".hidden.mp4")
    make(tmp_path / "day 2" / "cam B", "b.mp4")
    found = find_video_files([tmp_path])
    assert names(found) == ["a.mp4", "b.mp4"]
    assert [(skip.path.name, skip.reason) for skip in found.skipped] == [
        ("notes.txt", "notes.txt is not a video by its name.")
    ]


def test_a_file_chosen_by_itself_is_a_candidate_whatever_its_name(tmp_path):
    make(tmp_path, "capture.bin")
    assert names(find_video_files([tmp_path / "capture.bin", tmp_path / "gone.mp4"])) == ["capture.bin", "gone.mp4"]


def test_the_same_file_counts_once(tmp_path):
    make(tmp_path, "a.mp4")
    (tmp_path / "b.mp4").symlink_to(tmp_path / "a.mp4")
    found = find_video_files([tmp_path / "a.mp4", tmp_path])
    assert names(found) == ["a.mp4"]
    assert {skip.path.name for skip in found.skipped} == {"a.mp4", "b.mp4"}


def test_links_that_lead_in_a_circle_end_the_search(tmp_path):
    make(tmp_path / "in", "a.mp4")
    (tmp_path / "in" / "back").symlink_to(tmp_path, target_is_directory=True)
    found = find_video_files([tmp_path])
    assert names(found) == ["a.mp4"]
    assert "leads back" in found.skipped[0].reason


def test_a_folder_without_permission_is_named_and_the_rest_is_found(tmp_path, as_nobody):
    user = os.geteuid()
    os.seteuid(os.getuid())
    make(tmp_path / "closed", "a.mp4")
    make(tmp_path / "open", "b.mp4")
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid():
            folder.chmod(folder.stat().st_mode | 0o055)
    (tmp_path / "closed").chmod(0)
    os.seteuid(user)
    found = find_video_files([tmp_path])
    os.seteuid(os.getuid())
    (tmp_path / "closed").chmod(0o755)
    os.seteuid(user)
    assert names(found) == ["b.mp4"]
    assert found.skipped[0].reason == "The folder closed cannot be opened: Permission denied."


def test_stops_when_told_to(tmp_path):
    make(tmp_path, "a.mp4")
    with pytest.raises(Cancelled):
        find_video_files([tmp_path], cancelled=lambda: True)


def test_a_place_that_may_not_be_looked_at_does_not_end_the_search(tmp_path, as_nobody):
    user = os.geteuid()
    os.seteuid(os.getuid())
    make(tmp_path / "closed", "a.mp4")
    make(tmp_path / "open", "b.mp4")
    for folder in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        folder.chmod(0o755)
    (tmp_path / "closed").chmod(0)
    os.seteuid(user)
    found = find_video_files([tmp_path / "closed" / "a.mp4", tmp_path / "open" / "b.mp4"])
    os.seteuid(os.getuid())
    (tmp_path / "closed").chmod(0o755)
    os.seteuid(user)
    assert names(found) == ["a.mp4", "b.mp4"]  # reading the first one says that it may not be read


def test_a_name_that_no_disk_can_hold_does_not_end_the_search(tmp_path):
    make(tmp_path, "b.mp4")
    too_long = tmp_path / ("x" * 300 + ".mp4")
    assert names(find_video_files([too_long, tmp_path / "b.mp4"])) == [too_long.name, "b.mp4"]
