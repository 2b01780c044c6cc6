from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.coded_clips import read_number
from chai_desktop.errors import Cancelled
from chai_desktop.media.frame_index import PLAYER_TOLERANCE, FrameIndex, build_frame_index


def index_of(timestamps: list[int], time_base: Fraction = Fraction(1, 1000), **changes: object) -> FrameIndex:
    values: dict[str, object] = {
        "timestamps": np.array(timestamps, dtype=np.int64),
        "key_frames": np.array([0], dtype=np.int64),
        "time_base": time_base,
        "average_rate": Fraction(25),
        "variable_rate": False,
        "last_duration": 40,
        "width": 640,
        "height": 360,
        "pixel_aspect": Fraction(1),
        "rotation": 0,
        "codec": "h264",
        "container": "mp4",
        "has_audio": False,
        "track": 0,
    }
    return FrameIndex(**(values | changes))  # type: ignore[arg-type]


rising = st.lists(st.integers(1, 5000), min_size=1, max_size=60).map(lambda steps: np.cumsum(steps).tolist())


@pytest.mark.parametrize(
    "name",
    ["cfr24_gop250", "cfr24_gop24", "cfr2997_gop1", "vfr_gop120", "vfr_first_not_zero", "cfr25_first_not_zero"]
    + ["cfr240_gop250", "cfr25_ts"],
)
def test_lists_every_frame_in_the_order_in_which_frames_are_shown(clip, name):
    path, recipe = clip(name)
    index = build_frame_index(path)
    with av.open(str(path)) as container:
        decoded = [(frame.pts, read_number(frame.to_ndarray(format="gray"))) for frame in container.decode(video=0)]
    assert list(index.timestamps) == [stamp for stamp, _ in decoded]
    assert [number for _, number in decoded] == list(range(recipe.frames))
    assert list(index.key_frames) == list(range(0, recipe.frames, recipe.group))


@pytest.mark.parametrize(
    ("name", "rate", "variable"),
    [
        ("cfr24_gop250", Fraction(24), False),
        ("cfr24_gop24", Fraction(24), False),  # Matroska: every timestamp rounded to a millisecond
        ("cfr2997_gop1", Fraction(30000, 1001), False),
        ("cfr120_gop24", Fraction(120), False),
        ("cfr240_gop250", Fraction(240), False),
        ("vfr_gop120", None, True),
    ],
)
def test_names_the_rate_and_says_whether_there_is_one(clip, name, rate, variable):
    index = build_frame_index(clip(name)[0])
    assert index.variable_rate is variable
    if rate is not None:
        assert index.average_rate == rate


def test_a_variable_rate_is_the_mean_of_all_intervals(clip):
    index = build_frame_index(clip("vfr_gop120")[0])
    span = index.clock(index.frame_count - 1)
    assert float(index.average_rate) == pytest.approx((index.frame_count - 1) / span, rel=1e-4)


def test_keeps_the_first_timestamp_and_counts_the_clock_from_it(clip):
    index = build_frame_index(clip("cfr25_first_not_zero")[0])
    assert index.seconds(0) == pytest.approx(1.48)
    assert index.clock(0) == 0.0
    assert index.clock(25) == pytest.approx(1.0)
    assert index.duration == pytest.approx(120 / 25)


@given(rising, st.sampled_from([Fraction(1, 1000), Fraction(1, 90000), Fraction(1001, 30000)]))
def test_mpv_shows_exactly_the_frame_of_a_seek_target(timestamps, time_base):
    """By mpv's rule: the first frame whose timestamp is not more than 5 ms before the target."""
    index = index_of(timestamps, time_base)
    for n in range(index.frame_count):
        threshold = index.seek_target(n) - PLAYER_TOLERANCE
        assert [index.seconds(k) >= threshold for k in range(index.frame_count)].index(True) == n


def test_the_first_seek_target_of_a_file_that_starts_at_zero_is_not_negative():
    assert index_of([0, 40, 80]).seek_target(0) >= 0


@given(rising)
def test_a_frames_own_time_finds_the_frame(timestamps):
    index = index_of(timestamps, Fraction(1, 90000))
    for n in range(index.frame_count):
        assert index.frame_at(index.seconds(n)) == n
        assert index.frame_nearest(float(f"{index.seconds(n):.6f}")) == n


def test_a_time_between_two_frames_belongs_to_the_one_on_screen_and_is_near_to_either():
    index = index_of([100, 200, 300])
    assert index.frame_at(0.299) == 1
    assert index.frame_nearest(0.299) == 2
    assert (index.frame_at(-5), index.frame_at(99)) == (0, 2)
    assert (index.frame_nearest(-5), index.frame_nearest(99)) == (0, 2)
    assert index_of([7]).frame_nearest(3.0) == 0


def test_finds_the_key_frame_to_decode_from():
    index = index_of([0, 40, 80, 120, 160], key_frames=np.array([0, 3]))
    assert [index.key_frame_before(n) for n in range(5)] == [0, 0, 0, 3, 3]
    assert index.longest_group() == pytest.approx(0.12)


def test_frames_outside_the_edit_list_are_not_frames_of_the_clip(clip, remux):
    path, _ = clip("cfr25_gop24_bframes")
    ticks_per_frame = 12800 // 25
    trimmed = remux(path, "trimmed.mp4", shift=-10 * ticks_per_frame, avoid_negative_ts="disabled")
    index = build_frame_index(trimmed)
    assert index.frame_count == 110
    assert index.first_timestamp == 0


@pytest.mark.parametrize(("turned", "clockwise"), [(90, 270), (180, 180), (270, 90)])
def test_reads_the_rotation_of_a_phones_video(clip, remux, turned, clockwise):
    index = build_frame_index(remux(clip("cfr25_gop24_bframes")[0], "turned.mp4", rotate=turned))
    assert index.rotation == clockwise
    assert index.shown_size == ((640, 360) if turned == 180 else (360, 640))


def test_square_pixels_are_not_taken_for_granted(real_clip):
    index = build_frame_index(real_clip("carphone_qcif.mp4"))
    assert index.pixel_aspect == Fraction(128, 117)
    assert index.shown_size == (193, 144)


def test_a_phones_real_video_is_seen_to_be_variable_and_to_have_sound(real_clip):
    index = build_frame_index(real_clip("dog_phone_1080p_vfr.mp4"))
    assert (index.frame_count, index.variable_rate, index.has_audio) == (41, True, True)


def test_stops_when_told_to(tmp_path):
    from benchmarks.coded_clips import ClipRecipe, make_clip

    long = make_clip(ClipRecipe("long", ".mp4", Fraction(1, 25), (1,), 250, 0, frames=1100, size=(128, 72)), tmp_path)
    with pytest.raises(Cancelled):
        build_frame_index(long, cancelled=lambda: True)


def test_a_part_counts_its_own_frames_and_keeps_the_times_of_the_file():
    whole = index_of([0, 40, 80, 120, 160, 200], key_frames=np.array([0, 3]))
    part = whole.part(2, 4)
    assert list(part.timestamps) == [80, 120, 160]
    assert list(part.key_frames) == [1]
    assert part.duration == pytest.approx(0.12)
    assert part.seek_target(1) == whole.seek_target(3)
    assert whole.part(0, 5) is whole
    with pytest.raises(ValueError, match="no frames"):
        whole.part(3, 6)
