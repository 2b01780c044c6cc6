"""`chai probe` and `chai frame`: what is in a file, and its exact frames as pictures."""

from __future__ import annotations

import json
from pathlib import Path

import av
import numpy as np
import pytest

from benchmarks.coded_clips import read_number
from chai_desktop.media.content_hash import content_hash
from chai_desktop.media.decoding import decode_frame, upright_rgb
from chai_desktop.media.frame_index import build_frame_index


def picture(path: str | Path) -> np.ndarray:
    with av.open(str(path)) as container:
        return next(container.decode(video=0)).to_ndarray(format="rgb24")


def test_probe_tells_what_is_in_a_file(chai, film):
    ended = chai("probe", film, "--json", "--hash", "--shots")
    assert ended.returncode == 0
    told = json.loads(ended.stdout)
    assert told["left_out"] == []
    (file,) = told["files"]
    assert (file["codec"], file["width"], file["height"], file["rotation"]) == ("h264", 320, 180, 0)
    assert (file["frames"], file["key_frames"], file["average_rate"], file["variable_rate"]) == (48, 2, "24", False)
    assert (file["gaps"], file["sound"], file["notes"], file["usable_as_clip"]) == ([], [], [], True)
    assert file["intervals"]["usual"] == pytest.approx(1 / 24)
    assert file["duration"] == pytest.approx(2.0)
    assert file["colour"]["words"][0] == "Matrix: not tagged, shown as BT.601"
    assert file["content_hash"] == content_hash(film)
    assert file["shots"] == [{"first": 0, "last": 47, "transition": "start"}]


def test_probe_tells_it_in_words(chai, film):
    ended = chai("probe", film)
    assert ended.returncode == 0
    lines = ended.stdout.splitlines()
    assert lines[0] == str(film)
    assert "  frames    48, 2 of them key frames; longest group 1.000 s" in lines
    assert "  rate      24 frames per second" in lines
    assert "  gaps      none" in lines


def test_probe_names_what_cannot_be_read_and_tells_the_rest(chai, film, cut_off, tmp_path):
    (tmp_path / "notes.mp4").write_text("Take 3 was the good one.\n" * 200, encoding="utf-8")
    ended = chai("probe", film, tmp_path / "notes.mp4", tmp_path, cut_off, "--json")
    assert ended.returncode == 3
    told = json.loads(ended.stdout)
    assert [Path(file["path"]).name for file in told["files"]] == [film.name, cut_off.name]
    assert any("cut off" in note for note in told["files"][1]["notes"])
    assert "is a text file" in told["left_out"][0]["reason"]
    assert "is a folder" in told["left_out"][1]["reason"]
    assert "is a text file" in ended.stderr
    assert chai("probe", tmp_path / "notes.mp4").returncode == 1


def test_frame_writes_exactly_the_frames_asked_for(chai, film, tmp_path):
    out = tmp_path / "stills" / "new"
    ended = chai("frame", film, 0, 47, "00:00:01:02", "0.5", "--out", out, "--json")
    assert ended.returncode == 0
    written = json.loads(ended.stdout)["written"]
    assert [each["frame"] for each in written] == [0, 12, 26, 47]
    assert [each["time"] for each in written] == ["00:00:00:00", "00:00:00:12", "00:00:01:02", "00:00:01:23"]
    assert [read_number(picture(each["path"])) for each in written] == [0, 12, 26, 47]
    assert sorted(path.name for path in out.iterdir()) == [f"fountain-{number:05d}.png" for number in (0, 12, 26, 47)]


def test_a_picture_is_the_one_that_the_window_shows_and_none_of_its_values_is_changed(chai, film, tmp_path):
    chai("frame", film, 26, "--out", tmp_path)
    index = build_frame_index(film)
    shown = upright_rgb(decode_frame(film, 26, index), index.rotation, index.shown_size)
    assert np.array_equal(picture(tmp_path / "fountain-00026.png"), shown)


def test_a_turned_film_gives_upright_pictures(chai, film, tmp_path):
    turned = tmp_path / "turned.mp4"
    with av.open(str(film)) as old, av.open(str(turned), "w") as new:
        stream = new.add_stream_from_template(old.streams.video[0])
        stream.set_display_rotation(90)
        for packet in old.demux(video=0):
            if packet.size:
                packet.stream = stream
                new.mux(packet)
    chai("frame", turned, 3, "--out", tmp_path)
    still = picture(tmp_path / "turned-00003.png")
    assert still.shape == (320, 180, 3)
    assert read_number(np.rot90(still, -1)) == 3  # turned back


def test_a_selfie_is_mirrored_as_the_camera_asks(chai, film, tmp_path):
    selfie = tmp_path / "selfie.mp4"
    with av.open(str(film)) as old, av.open(str(selfie), "w") as new:
        stream = new.add_stream_from_template(old.streams.video[0])
        stream.set_display_rotation(0, hflip=True)
        for packet in old.demux(video=0):
            if packet.size:
                packet.stream = stream
                new.mux(packet)
    chai("frame", selfie, 9, "--out", tmp_path)
    still = picture(tmp_path / "selfie-00009.png")
    assert read_number(still[:, ::-1]) == 9


@pytest.mark.parametrize(("asked", "says"), [("48", "the last one is 47"), ("two", "two is no frame")])
def test_a_frame_that_is_not_there_is_refused_and_nothing_is_written(chai, film, tmp_path, asked, says):
    ended = chai("frame", film, 0, asked, "--out", tmp_path / "stills")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert says in ended.stderr
    assert not (tmp_path / "stills").exists()


def test_a_damaged_frame_is_named_and_the_others_are_written(chai, film, tmp_path):
    with av.open(str(film)) as container:
        where = [(packet.pos, packet.size, packet.is_keyframe) for packet in container.demux(video=0) if packet.size]
    key_at, size, _ = [packet for packet in where if packet[2]][1]
    data = bytearray(film.read_bytes())
    data[key_at : key_at + size] = b"\xff" * size
    broken = tmp_path / "scratched.mp4"
    broken.write_bytes(data)
    ended = chai("frame", broken, 3, 24, "--out", tmp_path / "stills", "--json")
    assert ended.returncode == 3
    told = json.loads(ended.stdout)
    assert [each["frame"] for each in told["written"]] == [3]
    assert [each["frame"] for each in told["left_out"]] == [24]
    assert "Frame 24 of scratched.mp4 cannot be decoded." in ended.stderr
