from __future__ import annotations

import os
from fractions import Fraction

import pytest

from chai_desktop.errors import MediaError
from chai_desktop.media.clip_facts import read_clip_facts


def refusal(path) -> str:
    with pytest.raises(MediaError) as caught:
        read_clip_facts(path)
    assert path.name in caught.value.message
    assert caught.value.hint, "a refusal says what to do"
    return caught.value.message


def test_reads_what_the_library_shows(clip):
    path, recipe = clip("cfr25_gop24_bframes")
    facts = read_clip_facts(path)
    assert (facts.width, facts.height, facts.frame_count) == (640, 360, recipe.frames)
    assert (facts.average_rate, facts.variable_rate) == (Fraction(25), False)
    assert facts.duration == pytest.approx(4.8)
    assert (facts.codec, facts.has_audio, facts.notes) == ("h264", False, ())
    assert facts.size_bytes == path.stat().st_size


def test_a_name_with_spaces_emoji_and_250_characters_is_as_good_as_any(clip, tmp_path):
    ending = " 🎬 ünïcode.mp4"
    name = "x" * (250 - len(ending.encode())) + ending
    copy = tmp_path / name
    copy.write_bytes(clip("cfr25_gop24_bframes")[0].read_bytes())
    assert read_clip_facts(copy).frame_count == 120


def test_empty_file(tmp_path):
    path = tmp_path / "nothing.mp4"
    path.touch()
    assert "empty" in refusal(path)


def test_text_named_mp4(tmp_path):
    path = tmp_path / "notes.mp4"
    path.write_text("Take 3 was the good one.\n" * 200, encoding="utf-8")
    assert "text file" in refusal(path)


def test_noise_named_mp4(tmp_path):
    path = tmp_path / "noise.mp4"
    path.write_bytes(bytes(range(256)) * 64)
    assert "not a video" in refusal(path)


def test_recording_that_broke_off_before_its_index_was_written(clip, tmp_path):
    whole = clip("cfr25_gop24_bframes")[0].read_bytes()
    assert whole.rindex(b"moov") > whole.index(b"mdat")  # the index comes last in this file
    path = tmp_path / "broken_off.mp4"
    path.write_bytes(whole[: len(whole) // 2])
    assert "cut off" in refusal(path)
    assert "moov" in refusal(path)


def test_file_cut_in_the_middle_keeps_the_frames_that_are_there(clip, remux, tmp_path):
    whole = remux(clip("cfr24_gop250")[0], "index_first.mp4", movflags="faststart").read_bytes()
    path = tmp_path / "cut.mp4"
    path.write_bytes(whole[: len(whole) * 2 // 3])
    facts = read_clip_facts(path)
    assert 40 < facts.frame_count < 110
    assert facts.notes == (f"The file is cut off: {facts.frame_count} of 120 frames are there and can be used.",)


def test_video_track_without_frames(clip, sound_file):
    assert "without a single frame" in refusal(sound_file(hollow_track_of=clip("cfr25_gop24_bframes")[0]))


def test_file_that_ends_before_its_first_frame(clip, remux):
    assert "ends before its first frame" in refusal(remux(clip("cfr25_gop24_bframes")[0], "hollow.mkv", keep=0))


def test_file_without_any_track(clip, remux):
    assert "no video track" in refusal(remux(clip("cfr25_gop24_bframes")[0], "hollow.mp4", keep=0))


def test_sound_only(sound_file):
    assert "sound but no picture" in refusal(sound_file())


def test_a_cover_picture_is_no_video(sound_file):
    assert "sound but no picture" in refusal(sound_file(cover=True))


def test_missing_file(tmp_path):
    assert "is not at" in refusal(tmp_path / "gone.mp4")


def test_folder(tmp_path):
    assert "is a folder" in refusal(tmp_path)


def test_broken_link(tmp_path):
    path = tmp_path / "link.mp4"
    path.symlink_to(tmp_path / "target.mp4")
    assert "target.mp4, which is not there" in refusal(path)


def test_file_without_permission(tmp_path, as_nobody):
    user = os.geteuid()
    os.seteuid(os.getuid())
    path = tmp_path / "secret.mp4"
    path.write_bytes(b"\0" * 64)
    for folder in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        folder.chmod(0o755)
    path.chmod(0)
    os.seteuid(user)
    assert "may not be read" in refusal(path)
