from __future__ import annotations

import os
from pathlib import Path

import pytest

from chai_desktop.media.media_cache import MediaCache

HASH = "ab" * 32


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    cache = MediaCache(tmp_path / "cache")

    def write_half() -> None:
        with cache.writing(HASH, "motion.npz") as path:
            path.write_bytes(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()
    assert cache.find(HASH, "motion.npz") is None
    with cache.writing(HASH, "motion.npz") as path:
        path.write_bytes(b"whole")
        assert cache.find(HASH, "motion.npz") is None
    found = cache.find(HASH, "motion.npz")
    assert found is not None
    assert found.read_bytes() == b"whole"
    assert [file.name for file in found.parent.iterdir()] == ["motion.npz"]


def test_it_lies_beside_the_project(tmp_path: Path) -> None:
    cache = MediaCache.beside(tmp_path / "Street.chai", tmp_path / "own")
    assert cache.folder == tmp_path / "Street.chai-cache"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_to_is_left_alone(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    assert MediaCache.beside(locked / "Street.chai", tmp_path / "own").folder == tmp_path / "own" / "media"


@pytest.mark.parametrize("wrong", ["", "..", "../" * 20, "short"])
def test_only_a_hash_names_a_folder(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(ValueError, match="content hash"):
        MediaCache(tmp_path).path(wrong, "x")
