"""Files cut off, scratched, very long or very short: the frames that are there are exact, the rest is named."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import av
import pytest

from benchmarks.coded_clips import read_number
from chai_desktop.errors import Cancelled, MediaError
from chai_desktop.media.clip_facts import read_clip_facts
from chai_desktop.media.decoding import decode_frame
from chai_desktop.media.frame_index import FrameIndex, build_frame_index
from tests.media.odd_clips import Film, decoded, make, scratched, still_film

_FILM = Film(options={"preset": "veryfast", "bf": "3", "g": "12"}, frames=75)
_MUXERS = {
    "whole.mp4": {"movflags": "faststart"},
    "pieces.mp4": {"movflags": "frag_keyframe+empty_moov"},
    "whole.mkv": {},
    "whole.ts": {},
    "whole.mov": {"movflags": "faststart"},
}


@pytest.fixture(scope="module")
def film(tmp_path_factory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("whole")

    def find(name: str) -> Path:
        path = folder / name
        return path if path.exists() else make(path, _FILM, **_MUXERS[name])

    return find


def number_of(path: Path, n: int, index: FrameIndex) -> int | None:
    return read_number(decode_frame(path, n, index).to_ndarray(format="gray"))


@pytest.mark.parametrize("name", _MUXERS)
@pytest.mark.parametrize("share", [0.45, 0.72, 0.97])
def test_the_frames_before_the_end_of_a_file_that_broke_off_are_exact(film, tmp_path, name, share):
    whole = film(name).read_bytes()
    cut = tmp_path / name
    cut.write_bytes(whole[: int(len(whole) * share)])
    truth = decoded(cut)
    index = build_frame_index(cut)
    assert list(index.timestamps) == [stamp for stamp, _ in truth]
    assert 20 < index.frame_count < 75
    for n in range(0, index.frame_count - 4, 5):
        assert number_of(cut, n, index) == truth[n][1] == n
    if cut.suffix in (".mp4", ".mov"):
        assert index.notes[0].startswith(f"The file is cut off: {index.frame_count} of ")


@pytest.mark.parametrize("name", ["whole.mkv", "whole.mp4"])
def test_a_scratch_in_the_middle_costs_its_own_group_and_no_other_frame(film, tmp_path, name):
    path = scratched(film(name), tmp_path / name, 24)  # the key frame of the third group
    index = build_frame_index(path)
    assert index.frame_count == 75
    assert [number_of(path, n, index) for n in (0, 11, 20, 36, 37, 60, 74)] == [0, 11, 20, 36, 37, 60, 74]


def test_a_scratch_in_a_transport_stream_is_noticed(film, tmp_path):
    data = bytearray(film("whole.ts").read_bytes())
    at = len(data) // 2 // 188 * 188
    del data[at : at + 188 * 3]  # three packets of the stream are lost
    path = tmp_path / "lost.ts"
    path.write_bytes(data)
    index = build_frame_index(path)
    assert any("damaged" in note for note in index.notes)
    truth = dict(decoded(path))
    assert [number_of(path, n, index) for n in (0, 5, index.frame_count - 6)] == [
        truth[int(index.timestamps[n])] for n in (0, 5, index.frame_count - 6)
    ]


def test_a_first_frame_that_is_rubbish_does_not_hide_the_others(film, tmp_path):
    path = scratched(film("whole.mkv"), tmp_path / "scratched.mkv", 0)
    index = build_frame_index(path)
    assert number_of(path, 0, index) == dict(decoded(path))[index.first_timestamp]
    assert index.notes[0].endswith("cannot be decoded: the key frame that they need is not in the file.")


def test_a_header_that_lies_about_the_length_is_not_believed(film, tmp_path):
    data = bytearray(film("whole.mkv").read_bytes())
    at = data.index(b"\x44\x89\x88")  # Duration, 8 bytes: milliseconds as a float
    import struct

    data[at + 3 : at + 11] = struct.pack(">d", 3_600_000.0)
    path = tmp_path / "lying.mkv"
    path.write_bytes(data)
    index = build_frame_index(path)
    assert (index.frame_count, index.duration) == (75, pytest.approx(3.0))
    assert index.notes == ("The header says 60 min 0 s, but the frames last 3.0 s; the frames count.",)


def test_one_frame_is_a_clip(tmp_path):
    path = make(tmp_path / "one.mp4", Film(options={"preset": "veryfast"}, frames=1))
    facts = read_clip_facts(path)
    assert (facts.frame_count, facts.variable_rate, facts.notes) == (1, False, ())
    assert facts.duration == pytest.approx(0.04, abs=0.001)
    index = build_frame_index(path)
    assert (index.gaps, index.longest_group()) == ((), pytest.approx(facts.duration))


def test_a_codec_that_nobody_knows_is_named(film, tmp_path):
    path = tmp_path / "unknown.mp4"
    path.write_bytes(film("whole.mp4").read_bytes().replace(b"avc1", b"zz9x"))
    with pytest.raises(MediaError, match=r"unknown\.mp4 (is coded in a way|has)") as refused:
        build_frame_index(path)
    assert refused.value.hint


def test_ten_hours_are_listed_in_little_memory(tmp_path):
    path = still_film(tmp_path / "ten hours.mkv", frames=36_000, rate=1)
    tracemalloc.start()
    index = build_frame_index(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (index.frame_count, index.clock(35_999), index.key_frames.size) == (36_000, 35_999.0, 36_000)
    assert most < 36_000 * 200, "bytes for each frame"
    assert index.frame_at(index.seconds(20_000) + 0.5) == 20_000


def test_a_long_file_is_given_up_at_once_when_nobody_wants_it_any_more(tmp_path):
    path = still_film(tmp_path / "long.mkv", frames=20_000, rate=24)
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) == 3

    with pytest.raises(Cancelled):
        build_frame_index(path, cancelled)
    assert len(asked) == 3


def test_sound_beside_the_picture_is_not_taken_for_frames(tmp_path, film):
    import numpy as np

    path = tmp_path / "with sound.mkv"
    with av.open(str(film("whole.mp4"))) as old, av.open(str(path), "w") as new:
        track = new.add_stream_from_template(old.streams.video[0])
        sound = new.add_stream("aac", rate=44100)
        for packet in old.demux(video=0):
            if packet.size:
                packet.stream = track
                new.mux(packet)
        samples = av.AudioFrame.from_ndarray(np.zeros((1, 44100 * 3), np.float32), format="fltp", layout="mono")
        samples.sample_rate, samples.pts = 44100, 0
        new.mux([*sound.encode(samples), *sound.encode(None)])
    index = build_frame_index(path)
    assert (index.frame_count, index.has_audio, index.notes) == (75, True, ())
