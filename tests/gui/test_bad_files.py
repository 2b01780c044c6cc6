"""Files that cannot be used, or not wholly: named with the reason and the way out, through the real window."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from tests.gui.looking import ask, names, said, still_answers

pytestmark = pytest.mark.gui


def remuxed(source: Path, target: Path, **options: str) -> Path:
    with av.open(str(source)) as original, av.open(str(target), "w", options=options) as copy:
        stream = copy.add_stream_from_template(original.streams.video[0])
        for packet in original.demux(original.streams.video[0]):
            if packet.size:
                packet.stream = stream
                copy.mux(packet)
    return target


def sound_only(target: Path, hollow_track_of: Path | None = None) -> Path:
    """A second of sound; on demand beside a video track that holds nothing."""
    with av.open(str(target), "w") as container:
        if hollow_track_of is not None:
            with av.open(str(hollow_track_of)) as model:
                container.add_stream_from_template(model.streams.video[0])
        track = container.add_stream("aac", rate=44100)
        samples = av.AudioFrame.from_ndarray(np.zeros((1, 44100), np.float32), format="fltp", layout="mono")
        samples.sample_rate, samples.pts = 44100, 0
        container.mux([*track.encode(samples), *track.encode(None)])
    return target


def test_unusable_files_are_named_with_reason_and_way_out_and_the_rest_is_imported(
    qtbot, open_bench, project_file, small_clip, tmp_path
):
    folder = tmp_path / "card"
    folder.mkdir()
    (folder / "empty.mp4").touch()
    (folder / "letter.mp4").write_text("Dear all, this is no video at all.")
    whole = small_clip.read_bytes()
    (folder / "cut.mp4").write_bytes(whole[: len(whole) // 2])
    sound_only(folder / "hollow.mkv", hollow_track_of=small_clip)
    sound_only(folder / "song.mp4")
    (folder / "good.mp4").write_bytes(whole + b"\0\0")
    bench = open_bench(project_file, room="Library")
    bench.import_paths([folder])
    words = said(qtbot, bench, "1 clip added, 5 left out.")
    for name, reason, way_out in (
        ("empty.mp4", "empty.mp4 is empty (0 bytes).", "export it again"),
        ("letter.mp4", "letter.mp4 is a text file, not a video.", "Choose the video"),
        ("cut.mp4", "cut.mp4 is cut off", "export it again"),
        ("hollow.mkv", "hollow.mkv ", "again"),
        ("song.mp4", "song.mp4 has sound but no picture.", "Choose the file that holds the video"),
    ):
        (line,) = [line for line in words.splitlines() if name in line]
        assert reason in line
        assert line.endswith(f". ({folder})")
        assert way_out in line
    assert sorted(names(qtbot, bench)) == ["good.mp4", "second.mp4", small_clip.name]
    still_answers(qtbot, bench)


def test_a_film_that_broke_off_is_taken_as_far_as_it_goes_and_that_is_said(
    qtbot, open_bench, project_file, small_clip, tmp_path
):
    whole = remuxed(small_clip, tmp_path / "whole.mp4", movflags="faststart").read_bytes()
    broken = tmp_path / "broken off.mp4"
    broken.write_bytes(whole[: len(whole) * 2 // 3])
    bench = open_bench(project_file, room="Library")
    bench.import_paths([broken])
    said(qtbot, bench, "broken off.mp4", "of 48 frames are there and can be used")
    assert "broken off.mp4" in names(qtbot, bench)
    still_answers(qtbot, bench)


def test_a_path_of_spaces_emoji_and_250_characters_imports_and_plays(
    qtbot, open_bench, project_file, small_clip, tmp_path
):
    emoji = "\N{CLAPPER BOARD} "
    name = emoji + "take 2 " + "x" * (250 - len((emoji + "take 2 .mp4").encode())) + ".mp4"
    folder = tmp_path / f"day {emoji}one" / ("a folder with a long name " * 5).strip()
    folder.mkdir(parents=True)
    film = folder / name
    film.write_bytes(small_clip.read_bytes() + b"\0\0")
    assert len(name.encode()) == 250
    bench = open_bench(project_file)
    bench.import_paths([film])
    qtbot.waitUntil(lambda: name in names(qtbot, bench), timeout=10000)
    clip = ask(qtbot, bench, lambda project: next(c for c in project.clips() if c.facts.name == name))
    player = bench.annotate.annotator.view.player
    with qtbot.waitSignal(player.frame_shown, timeout=10000):
        bench.open_clip(clip.id)
    player.seek_frame(30)
    qtbot.waitUntil(lambda: player.current_frame == 30)
    assert player.state.is_open
    assert bench.window.notices.words() == ""
    still_answers(qtbot, bench)


@pytest.fixture
def forbidden() -> Iterator[Path]:
    """A folder, good.mp4 beside it, in which this process may read nothing: the super-user's rights are put down."""
    if os.name != "posix":
        pytest.skip("permissions work differently here")
    was = os.geteuid()
    with tempfile.TemporaryDirectory(prefix="chai-") as place:
        Path(place).chmod(0o755)
        folder = Path(place) / "private films"
        folder.mkdir()
        yield folder
        if was == 0:
            os.seteuid(0)
        folder.chmod(0o755)


@pytest.mark.parametrize(
    ("mode", "chosen"),
    [
        pytest.param(0o000, "folder", id="closed folder"),
        pytest.param(0o744, "folder", id="folder that may be listed only"),
        pytest.param(0o000, "file", id="file in a closed folder"),
    ],
)
def test_a_folder_without_permission_is_named_and_the_rest_is_imported(
    qtbot, open_bench, project_file, small_clip, forbidden, mode, chosen
):
    hidden, good = forbidden / "hidden.mp4", forbidden.parent / "good.mp4"
    shutil.copy(small_clip, hidden)
    good.write_bytes(small_clip.read_bytes() + b"\0\0")
    bench = open_bench(project_file, room="Library")
    forbidden.chmod(mode)
    if os.geteuid() == 0:
        os.seteuid(65534)
    bench.import_paths([good, hidden if chosen == "file" else forbidden])
    words = said(qtbot, bench, "1 clip added, 1 left out.")
    assert (hidden.name if mode == 0o744 or chosen == "file" else forbidden.name) in words
    assert "good.mp4" in names(qtbot, bench)
    bench.refresh_library()  # asks of every clip whether its file is still there, and some may not be looked at
    qtbot.wait(600)
    still_answers(qtbot, bench)


def test_a_clip_deleted_while_it_plays_is_named_when_it_is_opened_again(qtbot, open_bench, project_file):
    bench = open_bench(project_file)
    annotator = bench.annotate.annotator
    clip = ask(qtbot, bench, lambda project: next(c for c in project.clips() if c.facts.name == "second.mp4"))
    bench.open_clip(clip.id)
    player = annotator.view.player
    qtbot.waitUntil(lambda: annotator.has_clip and player.state.is_open)
    player.play()
    qtbot.waitUntil(lambda: player.current_frame > 2)
    Path(clip.facts.path).unlink()
    captions = annotator.view.captions
    captions.focus_critique()
    bench.open_neighbour(-1)
    qtbot.waitUntil(lambda: annotator.has_clip and annotator.clip_id != clip.id)
    bench.open_clip(clip.id)
    words = said(qtbot, bench, "second.mp4 is not at")
    assert "moved, renamed" in words
    assert annotator.has_clip  # its checklist and captions can be worked on
    still_answers(qtbot, bench)
