from __future__ import annotations

import os
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from chai_desktop.errors import Cancelled, MediaError
from chai_desktop.media import index_cache
from chai_desktop.media.frame_index import FrameIndex, build_frame_index
from chai_desktop.media.index_cache import NAME, cached_index
from chai_desktop.media.media_cache import MediaCache
from tests.media.odd_clips import Film, make

HASH = "ab" * 32


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return make(tmp_path / "film.mkv", Film(options={"preset": "veryfast", "g": "12"}, frames=30))


@pytest.fixture
def cache(tmp_path: Path) -> MediaCache:
    return MediaCache(tmp_path / "cache")


@pytest.fixture
def built(monkeypatch) -> list[Path]:
    """The files that were really read."""
    read: list[Path] = []

    def build(path, cancelled=lambda: False):
        read.append(path)
        return build_frame_index(path, cancelled)

    monkeypatch.setattr(index_cache, "build_frame_index", build)
    return read


def assert_same(one: FrameIndex, other: FrameIndex) -> None:
    for each in fields(FrameIndex):
        mine, its = getattr(one, each.name), getattr(other, each.name)
        if isinstance(mine, np.ndarray):
            assert mine.dtype == its.dtype
            assert np.array_equal(mine, its), each.name
        else:
            assert mine == its, each.name
            assert type(mine) is type(its), each.name


def test_the_second_time_the_file_is_not_read(film, cache, built):
    first = cached_index(film, HASH, cache)
    second = cached_index(film, HASH, cache)
    assert built == [film]
    assert_same(second, first)
    assert second.frame_count == 30


def test_hdr_and_damage_survive_the_cache(tmp_path, cache):
    options = {
        "preset": "ultrafast",
        "x265-params": "log-level=0:hdr10=1:max-cll=1000,400:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:"
        "master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1)",
    }
    path = make(tmp_path / "hdr.mkv", Film("libx265", options, pixels="yuv420p10le", frames=30))
    path.write_bytes(path.read_bytes()[:-2000])
    index = cached_index(path, HASH, cache)
    assert index.colour.mastering is not None
    assert index.colour.light is not None
    assert_same(cached_index(path, HASH, cache), index)


def test_a_file_that_changed_under_the_same_hash_is_read_anew(film, cache, built):
    cached_index(film, HASH, cache)
    make(film, Film(options={"preset": "veryfast", "g": "12"}, frames=20))
    assert cached_index(film, HASH, cache).frame_count == 20
    assert len(built) == 2


def test_a_file_of_the_same_size_but_changed_later_is_read_anew(film, cache, built):
    cached_index(film, HASH, cache)
    os.utime(film, ns=(0, film.stat().st_mtime_ns + 1))
    cached_index(film, HASH, cache)
    assert len(built) == 2


def test_an_index_of_another_version_is_made_anew(film, cache, built, monkeypatch):
    cached_index(film, HASH, cache)
    monkeypatch.setattr(index_cache, "VERSION", index_cache.VERSION + 1)
    cached_index(film, HASH, cache)
    assert len(built) == 2


@pytest.mark.parametrize("share", [0, 0.3, 0.9, 0.999])
def test_a_cache_file_cut_short_is_made_anew(film, cache, built, share):
    cached_index(film, HASH, cache)
    stored = cache.path(HASH, NAME)
    whole = stored.read_bytes()
    stored.write_bytes(whole[: int(len(whole) * share)])
    assert cached_index(film, HASH, cache).frame_count == 30
    assert stored.stat().st_size > len(whole) * 0.9  # and it is whole again


def test_no_changed_byte_of_a_cache_file_gives_another_index(film, cache):
    """Each byte changed by itself: the index is the right one all the same, since it is checked or made anew."""
    right = cached_index(film, HASH, cache)
    stored = cache.path(HASH, NAME)
    whole = stored.read_bytes()
    for at in range(0, len(whole), 7):
        stored.write_bytes(whole[:at] + bytes([whole[at] ^ 0x5A]) + whole[at + 1 :])
        assert_same(cached_index(film, HASH, cache), right)


def test_a_pickle_in_the_cache_is_not_loaded(film, cache, tmp_path):
    stored = cache.path(HASH, NAME)
    stored.parent.mkdir(parents=True)
    with stored.open("wb") as file:
        np.savez(file, head=np.array([object()]), timestamps=np.array([object()]))
    assert cached_index(film, HASH, cache).frame_count == 30


def test_where_nothing_can_be_kept_the_index_is_made_each_time(film, tmp_path, built):
    (tmp_path / "no folder").write_text("in the way")
    cache = MediaCache(tmp_path / "no folder")
    assert cached_index(film, HASH, cache).frame_count == 30
    assert cached_index(film, HASH, cache).frame_count == 30
    assert len(built) == 2


def test_a_file_that_is_gone_is_refused_though_its_index_is_known(film, cache):
    cached_index(film, HASH, cache)
    film.unlink()
    with pytest.raises(MediaError, match=r"film\.mkv is not at"):
        cached_index(film, HASH, cache)


def test_stops_when_told_to_and_keeps_nothing(tmp_path, cache):
    long = make(tmp_path / "long.mkv", Film(options={"preset": "ultrafast"}, frames=600, size=(64, 36)))
    with pytest.raises(Cancelled):
        cached_index(long, HASH, cache, lambda: True)
    assert cache.find(HASH, NAME) is None
