"""The curves of films whose camera is known: signs, units, timestamps, and files that are hard to measure."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from chai_desktop.errors import Cancelled, MediaError
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.motion.curves import MotionCurves, load_curves, save_curves
from chai_desktop.media.motion.measure import measure_motion
from tests.media.motion.warped_films import FOCAL, SIZE, turning, write_film

ASPECT = SIZE[1] / SIZE[0]


def measured(path, part=None) -> MotionCurves:
    index = build_frame_index(path)
    return measure_motion(path, index.part(*part) if part else index)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    ("name", "camera", "expected"),
    [
        ("pan", {"pan": 12.0}, np.radians(12.0) * FOCAL),
        ("tilt", {"tilt": 8.0}, np.radians(8.0) * FOCAL / ASPECT),
        ("roll", {"roll": 20.0}, 20.0),
        ("zoom", {"zoom": 0.3}, 0.3),
    ],
)
def test_a_curve_has_its_sign_and_its_unit(tmp_path, name, camera, expected, sign):
    film = write_film(tmp_path / "film.mp4", turning(**{k: sign * v for k, v in camera.items()}))
    curves = measured(film)
    values = {"pan": curves.pan, "tilt": curves.tilt * 1.0, "roll": curves.roll / 100, "zoom": curves.zoom}
    assert np.median(getattr(curves, name)) == pytest.approx(sign * expected, rel=0.05)
    scale = abs(np.median(values.pop(name)))
    assert all(np.median(np.abs(other)) < 0.08 * scale for other in values.values())
    assert np.median(curves.confidence) > 0.9


def test_every_curve_has_one_value_per_frame_and_the_first_repeats_the_second(tmp_path):
    curves = measured(write_film(tmp_path / "film.mp4", turning(pan=10)))
    assert {getattr(curves, f.name).shape for f in fields(MotionCurves)} == {(24,)}
    assert curves.pan[0] == curves.pan[1]


def test_rates_follow_the_timestamps_not_the_frame_numbers(tmp_path):
    """The same even turn filmed at uneven moments is an even curve."""
    ticks = np.cumsum([0, *([2, 2, 4, 1, 6, 3] * 5)])
    film = write_film(tmp_path / "uneven.mp4", turning(pan=15), ticks=[int(t) for t in ticks], rate=60)
    pan = measured(film).pan
    assert np.allclose(pan, np.radians(15) * FOCAL, rtol=0.12)


def test_a_film_of_many_frames_is_measured_at_fewer_and_filled_in(tmp_path):
    film = write_film(tmp_path / "quick.mp4", turning(pan=15), ticks=range(60), rate=120)
    pan = measured(film).pan
    assert np.isfinite(pan).all()
    assert np.median(pan) == pytest.approx(np.radians(15) * FOCAL, rel=0.05)


def test_a_turned_film_is_measured_upright(tmp_path):
    film = write_film(tmp_path / "turned.mp4", turning(pan=10), rotate=90)
    index = build_frame_index(film)
    assert index.rotation in (90, 270)
    curves = measure_motion(film, index)
    sideways, upright = np.median(np.abs(curves.pan)), np.median(np.abs(curves.tilt))
    assert upright > 10 * sideways


def test_a_part_of_a_file_is_measured_alone(tmp_path):
    film = write_film(tmp_path / "film.mp4", turning(pan=10), ticks=range(40))
    whole, part = measured(film), measured(film, (10, 29))
    assert part.frame_count == 20
    assert part.pan[2:] == pytest.approx(whole.pan[12:30], abs=0.01)
    assert part.difference[0] == part.difference[1]


def test_exposure_and_difference_tell_light_and_held_frames(tmp_path):
    film = write_film(tmp_path / "film.mp4", turning(), light=lambda n: 1.0 if n < 12 else 0.5)
    curves = measured(film)
    assert curves.exposure[6] == pytest.approx(2 * curves.exposure[18], rel=0.05)
    assert np.argmax(curves.difference) == 12
    assert curves.difference[5] < 0.005


def test_shake_is_larger_where_the_camera_trembles(tmp_path):
    def trembling(seconds: float) -> np.ndarray:
        return turning(pan=float(2 * np.sin(2 * np.pi * 5 * seconds)) / max(seconds, 1e-9))(seconds)

    still = measured(write_film(tmp_path / "still.mp4", turning()))
    shaky = measured(write_film(tmp_path / "shaky.mp4", trembling))
    assert np.median(shaky.shake) > 0.005
    assert np.median(still.shake) < 0.0002


def test_a_dark_film_has_no_motion_curves_and_keeps_its_exposure(tmp_path):
    curves = measured(write_film(tmp_path / "dark.mp4", turning(pan=10), light=lambda n: 0.0))
    assert np.isnan(curves.pan).all()
    assert np.isfinite(curves.exposure).all()


def test_a_film_of_one_frame_has_no_motion(tmp_path):
    curves = measured(write_film(tmp_path / "one.mp4", turning(), ticks=[0]))
    assert curves.frame_count == 1
    assert np.isnan(curves.pan[0])


def test_measuring_can_be_stopped_and_tells_how_far_it_is(tmp_path):
    film = write_film(tmp_path / "film.mp4", turning())
    index = build_frame_index(film)
    told: list[float] = []
    measure_motion(film, index, told.append)
    assert told == sorted(told) and told[-1] == 1.0
    with pytest.raises(Cancelled):
        measure_motion(film, index, cancelled=lambda: True)


def test_a_file_that_is_gone_is_named(tmp_path):
    film = write_film(tmp_path / "film.mp4", turning())
    index = build_frame_index(film)
    film.unlink()
    with pytest.raises(MediaError, match=r"film\.mp4"):
        measure_motion(film, index)


def test_stored_curves_are_read_back_and_a_damaged_file_is_none(tmp_path):
    curves = measured(write_film(tmp_path / "film.mp4", turning(pan=10)))
    save_curves(curves, tmp_path / "motion.npz")
    again = load_curves(tmp_path / "motion.npz")
    assert again is not None
    assert np.array_equal(again.pan, curves.pan) and np.array_equal(again.shake, curves.shake)
    (tmp_path / "motion.npz").write_bytes(b"PK nonsense")
    assert load_curves(tmp_path / "motion.npz") is None
