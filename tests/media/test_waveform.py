"""The sound to look at: where it is, how loud it is, at every resolution."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest

from chai_desktop.errors import Cancelled, MediaError
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.waveform import load_waveform, make_waveform, save_waveform

RATE = 48_000


@pytest.fixture
def with_sound(tmp_path):
    """A film of black frames at 25 per second and a tone of half the full level from ``tone`` on, in seconds."""

    def make(name: str, seconds: float, tone: tuple[float, float], *, video_from: float = 0, sound_from: float = 0):
        path = tmp_path / name
        with av.open(str(path), "w") as container:
            picture = container.add_stream("libx264", rate=25)
            picture.width, picture.height, picture.pix_fmt = 64, 64, "yuv420p"
            sound = container.add_stream("pcm_s16le", rate=RATE, layout="stereo")
            for number in range(round(seconds * 25)):
                frame = av.VideoFrame.from_ndarray(np.zeros((96, 64), np.uint8), format="yuv420p")
                frame.pts, frame.time_base = number + round(video_from * 25), Fraction(1, 25)
                container.mux(picture.encode(frame))
            container.mux(picture.encode(None))
            time = sound_from + np.arange(round(seconds * RATE)) / RATE
            wave = np.where((time >= tone[0]) & (time < tone[1]), np.sin(time * 2 * np.pi * 440) / 2, 0)
            for at in range(0, len(wave), 4800):
                part = np.repeat((wave[at : at + 4800] * 32767).astype(np.int16), 2)
                samples = av.AudioFrame.from_ndarray(part.reshape(1, -1), format="s16", layout="stereo")
                samples.sample_rate, samples.pts = RATE, at + round(sound_from * RATE)
                samples.time_base = Fraction(1, RATE)
                container.mux(sound.encode(samples))
            container.mux(sound.encode(None))
        return path

    return make


def loud_columns(waveform, start: float, end: float, columns: int) -> list[int]:
    _low, high, _mean = waveform.columns(np.linspace(start, end, columns + 1))
    return [int(n) for n in np.flatnonzero(high > 0.25)]


def test_a_tone_is_where_it_sounds_and_as_loud_as_it_is(with_sound):
    path = with_sound("tone.mkv", 4, (1.0, 2.0))
    waveform = make_waveform(path, build_frame_index(path))
    assert loud_columns(waveform, 0, 4, 400)[:100] == list(range(100, 200))
    assert len(loud_columns(waveform, 0, 4, 400)) <= 101
    low, high, mean = waveform.columns(np.linspace(1.1, 1.9, 9))
    assert high == pytest.approx(0.5, abs=0.01)
    assert low == pytest.approx(-0.5, abs=0.01)
    assert mean == pytest.approx(0.5 / np.sqrt(2), abs=0.01)


def test_time_is_that_of_the_frames_where_sound_begins_later(with_sound):
    path = with_sound("later.mkv", 3, (2.0, 2.5), video_from=1.0, sound_from=1.6)
    index = build_frame_index(path)
    waveform = make_waveform(path, index)
    assert waveform.start == index.seconds(0) == pytest.approx(1.0)
    loud = loud_columns(waveform, 1.0, 4.0, 300)
    assert loud[0] == pytest.approx(100, abs=1)
    assert loud[-1] == pytest.approx(149, abs=1)


def test_every_resolution_tells_the_same(with_sound, monkeypatch):
    from chai_desktop.media import waveform as module

    monkeypatch.setattr(module, "_LEAST_STRETCHES", 10)
    path = with_sound("tone.mkv", 4, (1.0, 2.0))
    waveform = make_waveform(path, build_frame_index(path))
    assert len(waveform.resolutions) >= 3
    for columns in (8, 80, 800):
        loud = loud_columns(waveform, 0, 4, columns)
        assert loud[0] == columns // 4
        assert loud[-1] - (columns // 2 - 1) in (0, 1)  # an edge may reach into the next column


def test_a_file_without_sound_has_none(small_clip, tmp_path):
    waveform = make_waveform(small_clip, build_frame_index(small_clip))
    assert not waveform.has_sound
    save_waveform(waveform, tmp_path / "w.npz")
    stored = load_waveform(tmp_path / "w.npz")
    assert stored is not None and not stored.has_sound
    assert stored.columns(np.linspace(0, 1, 5))[1].tolist() == [0, 0, 0, 0]


def test_it_is_read_as_it_was_written(with_sound, tmp_path):
    path = with_sound("tone.mkv", 2, (0.5, 1.0))
    waveform = make_waveform(path, build_frame_index(path))
    save_waveform(waveform, tmp_path / "w.npz")
    stored = load_waveform(tmp_path / "w.npz")
    assert stored is not None
    assert loud_columns(stored, 0, 2, 100) == loud_columns(waveform, 0, 2, 100)
    (tmp_path / "w.npz").write_bytes((tmp_path / "w.npz").read_bytes()[:200])
    assert load_waveform(tmp_path / "w.npz") is None


def test_it_can_be_stopped_and_refuses_what_it_cannot_read(with_sound, tmp_path):
    path = with_sound("tone.mkv", 4, (1.0, 2.0))
    index = build_frame_index(path)
    with pytest.raises(Cancelled):
        make_waveform(path, index, cancelled=lambda: True)
    with pytest.raises(MediaError):
        make_waveform(tmp_path / "gone.mkv", index)


def test_memory_is_bounded_by_the_number_of_stretches():
    from chai_desktop.media.waveform import _MOST_STRETCHES, _Grid

    ten_hours = _Grid(36_000, RATE)
    assert len(ten_hours.resolution().low) <= _MOST_STRETCHES + 1
