"""Hard files, frame for frame against a decoder that runs through the file from its start."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from benchmarks.coded_clips import read_number
from chai_desktop.errors import MediaError
from chai_desktop.media.clip_facts import facts_of
from chai_desktop.media.decoding import decode_frame
from chai_desktop.media.frame_index import FrameIndex, Gap, build_frame_index
from chai_desktop.media.frame_reader import FrameReader
from tests.media.odd_clips import TICKS, Film, copy, decoded, field_pictures, joined, make, without_seeking

_X264 = {"preset": "veryfast", "bf": "3", "g": "12"}
_OPEN = {"preset": "veryfast", "x264-params": "open-gop=1:keyint=12:min-keyint=12:bframes=3:scenecut=0"}
_SMALL_OPEN = {"preset": "veryfast", "x264-params": "open-gop=1:keyint=4:min-keyint=1:bframes=3:scenecut=0:b-adapt=0"}
_OPEN_265 = {
    "preset": "ultrafast",
    "x265-params": "log-level=0:open-gop=1:keyint=12:min-keyint=12:bframes=3:pools=1:frame-threads=1",
}
_REFRESH = {"preset": "veryfast", "x264-params": "intra-refresh=1:keyint=24:bframes=0"}
_VP9 = {"auto-alt-ref": "1", "lag-in-frames": "16", "g": "24", "b": "500k", "cpu-used": "5", "deadline": "good"}
_MPEG = {"bf": "2", "g": "12", "b": "4M"}
_STEP = TICKS // 25
_WRAP = 2**33  # ticks after which a transport stream counts from zero again

FILMS = {
    "B-frames.mp4": Film(options=_X264),
    "fragmented.mp4": Film(options=_X264),
    "open group.mp4": Film(options=_OPEN),
    "open group.mkv": Film(options=_OPEN),
    "open group.ts": Film(options=_OPEN),
    "short open groups.mp4": Film(options=_SMALL_OPEN),
    "open group of H.265.mp4": Film("libx265", _OPEN_265),
    "open group of H.265.mkv": Film("libx265", _OPEN_265),
    "intra refresh.mp4": Film(options=_REFRESH),
    "intra refresh.ts": Film(options=_REFRESH),
    "wrap around.ts": Film(options=_X264, stamps=[_WRAP + _STEP * (n - 30) for n in range(60)]),
    "late wrap.ts": Film(options=_X264, stamps=[_WRAP + TICKS * 2 * (n - 50) for n in range(60)]),
    "camcorder.m2ts": Film(options=_X264),
    "MPEG-2.ts": Film("mpeg2video", _MPEG, size=(320, 192), time_base=Fraction(1, 25)),
    "MPEG-2.mpg": Film("mpeg2video", _MPEG, size=(320, 192), time_base=Fraction(1, 25)),
    "invisible frames.webm": Film("libvpx-vp9", _VP9),
    "invisible frames of VP8.webm": Film("libvpx", _VP9, frames=40),
    "AV1.mkv": Film("libsvtav1", {"preset": "8", "g": "24", "crf": "12"}, frames=40),
    "10 bit.mkv": Film(options=_X264, pixels="yuv420p10le"),
    "interlaced.ts": Film(options=_X264 | {"x264-params": "tff=1", "flags": "+ildct"}, size=(320, 192)),
    "MPEG-4.avi": Film("mpeg4", _MPEG, time_base=Fraction(1, 25)),
    "one frame.mp4": Film(options=_X264, frames=1),
    "one frame.ts": Film(options=_X264, frames=1),
    "huge steps.mkv": Film(options=_X264, stamps=[n * n * TICKS * 10 for n in range(60)]),  # to 9 h 40 min
}
_MUXERS = {"fragmented.mp4": {"movflags": "frag_keyframe+empty_moov"}, "camcorder.m2ts": {"mpegts_m2ts_mode": "1"}}


def assert_exact(path: Path) -> FrameIndex:
    """The index lists what a decoder gives, and each frame that is asked for alone is the right one."""
    truth = decoded(path)
    index = build_frame_index(path)
    assert list(index.timestamps) == [stamp for stamp, _ in truth]
    with FrameReader(path, index) as reader:
        for n in [n for first in (3, 1, 4, 0, 2) for n in range(first, index.frame_count, 5)]:
            frame = reader.frame(n)
            assert frame is not None, f"frame {n}"
            assert read_number(frame.to_ndarray(format="gray")) == truth[n][1], f"frame {n}"
    return index


def number_of(path: Path, n: int, index: FrameIndex) -> int | None:
    return read_number(decode_frame(path, n, index).to_ndarray(format="gray"))


@pytest.fixture(scope="module")
def film(tmp_path_factory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("odd")

    def find(name: str) -> Path:
        path = folder / name
        return path if path.exists() else make(path, FILMS[name], **_MUXERS.get(name, {}))

    return find


@pytest.mark.parametrize("name", FILMS)
def test_frames_of_hard_files_are_listed_and_found_exactly(film, name):
    index = assert_exact(film(name))
    numbers = [number for _, number in decoded(film(name))]
    assert numbers == list(range(len(FILMS[name].ticks())))
    assert index.notes == () or name == "MPEG-4.avi"


def test_with_intra_refresh_decoding_starts_where_the_picture_is_whole(film):
    """The file's own marks say that one may start anywhere; the pictures there are half made of grey."""
    assert list(build_frame_index(film("intra refresh.mp4")).key_frames) == [0]


def test_a_wrapped_timestamp_may_be_negative_and_the_clock_is_still_right(film):
    index = build_frame_index(film("wrap around.ts"))
    assert index.first_timestamp < 0
    assert index.clock(59) == pytest.approx(59 / 25)


def test_an_edit_list_that_begins_in_the_middle_of_a_group(film, tmp_path):
    cut = copy(film("B-frames.mp4"), tmp_path / "cut.mp4", shift=-7 * 512, avoid_negative_ts="disabled")
    cut_by = 60 - build_frame_index(cut).frame_count
    assert cut_by > 0
    index = assert_exact(cut)
    assert number_of(cut, 0, index) == cut_by
    assert index.entry_before(0) is not None
    assert index.entry_before(0) < index.first_timestamp  # the key frame that it needs is never shown


def test_an_empty_edit_delays_the_first_frame(tmp_path):
    path = make(tmp_path / "late.mp4", Film(options=_X264, stamps=[3 * TICKS + _STEP * n for n in range(30)]))
    index = assert_exact(path)
    assert index.seconds(0) == pytest.approx(3.0)
    assert index.notes == ()


def test_a_file_written_live_has_no_cues_and_no_length(film, tmp_path):
    live = without_seeking(film("B-frames.mp4"), tmp_path / "live.mkv", "matroska")
    assert b"\x1c\x53\xbb\x6b" not in live.read_bytes()  # the id of the cues
    index = assert_exact(live)
    assert (index.frame_count, index.duration, index.notes) == (60, pytest.approx(2.4), ())


def test_a_recording_that_begins_in_the_middle_of_a_group(film, tmp_path):
    cut = copy(film("open group.ts"), tmp_path / "cut.ts", keep=lambda n, _: n > 5)
    index = assert_exact(cut)
    assert number_of(cut, 0, index) == 12
    assert index.notes == ("The first 6 frames cannot be decoded: the key frame that they need is not in the file.",)


def test_the_leading_pictures_of_a_first_open_group_are_no_frames(film, tmp_path):
    whole = film("open group of H.265.mkv")
    keys = [n for n, is_key in enumerate(_keys_in_file_order(whole)) if is_key]
    cut = copy(whole, tmp_path / "cut.mkv", keep=lambda n, _: n >= keys[1])
    index = assert_exact(cut)
    assert number_of(cut, 0, index) == 12
    assert "cannot be decoded" in index.notes[0]


def _keys_in_file_order(path: Path) -> list[bool]:
    import av

    with av.open(str(path)) as container:
        return [packet.is_keyframe for packet in container.demux(video=0) if packet.size]


def test_recordings_laid_end_to_end_that_go_on_later_have_a_gap(tmp_path):
    first = make(tmp_path / "1.ts", Film(options=_X264))
    second = make(
        tmp_path / "2.ts", Film(options=_X264, first_number=60, stamps=[10 * TICKS + _STEP * n for n in range(60)])
    )
    index = assert_exact(joined([first, second], tmp_path / "both.ts"))
    assert index.frame_count == 120
    assert index.gaps == (Gap(59, pytest.approx(7.6, abs=0.1)),)
    assert index.variable_rate


def test_recordings_laid_end_to_end_that_begin_again_are_refused_as_a_clip(tmp_path):
    parts = [make(tmp_path / f"{n}.ts", Film(options=_X264, first_number=60 * n)) for n in (0, 1)]
    path = joined(parts, tmp_path / "both.ts")
    index = build_frame_index(path)
    assert [number_of(path, n, index) for n in (41, 5, 59, 0)] == [41, 5, 59, 0]
    assert index.frame_count == 60
    assert any("60 after are not" in note for note in index.notes)
    with pytest.raises(MediaError, match=r"both\.ts begin again once in the middle") as refused:
        facts_of(path, index)
    assert "MP4" in refused.value.hint


def test_frames_without_timestamps_and_out_of_order_are_refused(tmp_path):
    path = make(tmp_path / "old.avi", Film(options=_X264, time_base=Fraction(1, 25)))
    with pytest.raises(MediaError, match=r"old\.avi stores no timestamps, and its frames out of order") as refused:
        build_frame_index(path)
    assert "MP4" in refused.value.hint


@pytest.mark.parametrize("suffix", [".ts", ".mkv"])
def test_two_fields_are_one_frame(tmp_path, suffix):
    path = field_pictures(tmp_path / f"fields{suffix}", frames=24)
    index = assert_exact(path)
    assert (index.frame_count, index.interlaced, index.average_rate) == (24, True, Fraction(25))
    assert index.notes == ()


@pytest.mark.parametrize(
    ("degrees", "flip", "clockwise", "mirrored"),
    [(0, False, 0, False), (90, False, 270, False), (180, False, 180, False), (0, True, 0, True), (90, True, 90, True)],
)
def test_a_phones_display_matrix_turns_and_a_selfie_is_mirrored(film, tmp_path, degrees, flip, clockwise, mirrored):
    import av

    path = tmp_path / "turned.mp4"
    with av.open(str(film("B-frames.mp4"))) as old, av.open(str(path), "w") as new:
        stream = new.add_stream_from_template(old.streams.video[0])
        stream.set_display_rotation(degrees, hflip=flip)
        for packet in old.demux(video=0):
            if packet.size:
                packet.stream = stream
                new.mux(packet)
    index = build_frame_index(path)
    assert (index.rotation, index.mirrored) == (clockwise, mirrored)


def test_a_part_decodes_from_before_its_first_frame(film):
    whole = build_frame_index(film("open group.mp4"))
    part = whole.part(30, 50)
    assert part.entry_before(0) == whole.entry_before(30) == int(whole.timestamps[24])
    assert number_of(film("open group.mp4"), 0, part) == 30
    assert part.is_entry(int(whole.timestamps[24]))
    assert not part.is_entry(int(whole.timestamps[25]))
    assert part.ordinal(int(whole.timestamps[31])) == 1
    assert part.ordinal(int(whole.timestamps[29])) is None
