from __future__ import annotations

import hashlib

import pytest

from chai_desktop.errors import Cancelled, MediaError
from chai_desktop.media.content_hash import content_hash


def test_is_the_sha256_of_all_bytes_however_many(tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_bytes(bytes(range(251)) * 40_000)  # more than two chunks, and no whole number of them
    seen: list[float] = []
    assert content_hash(path, seen.append) == hashlib.sha256(path.read_bytes()).hexdigest()
    assert seen == sorted(seen)
    assert len(seen) > 3
    assert seen[-1] == 1.0


def test_stops_when_told_to(tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"x")
    with pytest.raises(Cancelled):
        content_hash(path, cancelled=lambda: True)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(MediaError, match=r"gone\.mp4"):
        content_hash(tmp_path / "gone.mp4")
