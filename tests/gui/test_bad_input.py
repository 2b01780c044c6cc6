"""Files, folders, disks and projects that are not as they should be, through the real window.

Each time the window says in plain words what is wrong and what to do, loses nothing, and goes on answering.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from chai_desktop import places
from chai_desktop.app import make_workbench
from chai_desktop.exchange.new_project import create_project
from chai_desktop.settings import SettingsFile
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind

pytestmark = pytest.mark.gui


# --- looking at the window ----------------------------------------------------------------------


def said(qtbot, bench, *words: str) -> str:
    """What the messages say, as soon as they hold all of these words."""
    notices = bench.window.notices

    def holds_all() -> None:
        assert [word for word in words if word not in notices.words()] == [], notices.words()

    qtbot.waitUntil(holds_all, timeout=10000)
    return notices.words()


def still_answers(qtbot, bench) -> None:
    """Keys reach the window, and no text anywhere on the screen is meant for programmers."""
    QTest.keyClick(bench.window, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: bench.window.room() == "Library")
    # The window's own, dialogs among them: Python may not hold on to widgets of windows that are going.
    labels = [label.text() for label in bench.window.findChildren(QLabel) if label.isVisible()]
    texts = [text.toPlainText() for text in bench.window.findChildren(QPlainTextEdit) if text.isVisible()]
    for words in labels + texts:
        assert "Traceback" not in words
        assert "Errno" not in words


def ask(qtbot, bench, operation):
    answers = []
    bench.desk.thread_of_project.call(operation, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def names(qtbot, bench) -> list[str]:
    return [clip.facts.name for clip in ask(qtbot, bench, lambda project: project.clips())]


# --- files ----------------------------------------------------------------------------------------


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


# --- disks ----------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    place = tmp_path / "small disk"
    place.mkdir()
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a small disk")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "chai-test", str(place)], check=False).returncode:
        pytest.skip("this machine does not let root mount a small disk")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(place: Path) -> Path:
    """Leave less than a page."""
    filler = place / "filler"
    facts = os.statvfs(place)
    with filler.open("wb") as file:
        file.write(bytes(facts.f_bavail * facts.f_frsize))
    return filler


def with_a_draft(source: Path, target: Path) -> Path:
    """A copy of the project in which the Camera caption of every clip is drafted."""
    from chai_desktop.store.project import Project

    shutil.copy(source, target)
    with Project.open(target) as project:
        for clip in project.clips():
            project.add_pre_caption(clip.id, Aspect.CAMERA, "The camera zooms in on the fountain.", "import")
    return target


LONG = "the camera does not zoom; it dollies in, because near things move against far ones. " * 60


def test_on_a_full_disk_typing_stays_on_the_screen_and_is_saved_when_there_is_space(
    qtbot, open_bench, project_file, small_disk, reading
):
    path = with_a_draft(project_file, small_disk / "Full.chai")
    bench = open_bench(path)
    annotator = bench.annotate.annotator
    captions, clip_id = annotator.view.captions, annotator.clip_id
    qtbot.waitUntil(lambda: captions.state.pre is not None)
    filler = fill(small_disk)
    captions.focus_critique()
    captions.critique_pane.free.insertPlainText(LONG)
    words = said(qtbot, bench, "Full.chai could not be saved: the disk is full.")
    assert "Make space" in words
    QTest.keyClicks(captions.critique_pane.free, " And more")
    qtbot.wait(700)
    assert captions.critique_pane.free.toPlainText() == LONG + " And more"
    still_answers(qtbot, bench)
    filler.unlink()
    bench.window.show_room("Annotate")
    captions.focus_critique()
    QTest.keyClicks(captions.critique_pane.free, ".")
    bench.window.close()
    work = reading(path, lambda project: project.work(clip_id, Aspect.CAMERA))
    kept = str(work.typed.get("critique") or (work.critique.free_text if work.critique else ""))
    assert kept == LONG + " And more."


def test_what_could_not_be_saved_is_not_lost_by_going_to_another_clip(
    qtbot, open_bench, project_file, small_disk, reading
):
    path = with_a_draft(project_file, small_disk / "Full.chai")
    bench = open_bench(path)
    annotator = bench.annotate.annotator
    captions, clip_id = annotator.view.captions, annotator.clip_id
    qtbot.waitUntil(lambda: captions.state.pre is not None)
    filler = fill(small_disk)
    captions.focus_critique()
    captions.critique_pane.free.insertPlainText(LONG)
    said(qtbot, bench, "the disk is full")
    bench.open_neighbour(+1)
    qtbot.wait(500)
    filler.unlink()
    bench.open_clip(clip_id)
    qtbot.waitUntil(lambda: annotator.has_clip and captions.shown[0] == clip_id)
    assert captions.critique_pane.free.toPlainText() == LONG
    bench.window.close()
    work = reading(path, lambda project: project.work(clip_id, Aspect.CAMERA))
    kept = str(work.typed.get("critique") or (work.critique.free_text if work.critique else ""))
    assert kept == LONG


# --- projects -------------------------------------------------------------------------------------


def test_a_read_only_project_can_be_looked_at_and_says_why_it_takes_nothing(
    qtbot, open_bench, project_file, small_clip, tmp_path
):
    path = with_a_draft(project_file, tmp_path / "Film.chai")
    bench = open_bench(path, room="Library")
    bench.open_to_read(path)
    said(qtbot, bench, "Film.chai is open to read only.")
    before = path.read_bytes()
    qtbot.waitUntil(lambda: bench.library.first_clip() is not None)
    bench.open_clip(bench.library.first_clip())
    qtbot.waitUntil(lambda: bench.annotate.has_clip() and bench.annotate.annotator.view.player.state.is_open)
    captions = bench.annotate.annotator.view.captions
    qtbot.waitUntil(lambda: captions.state.pre is not None)
    captions.focus_critique()
    QTest.keyClicks(captions.critique_pane.free, "no")
    words = said(qtbot, bench, "Film.chai is open for reading only")
    assert "Copy the file" in words
    bench.import_paths([small_clip])
    said(qtbot, bench, "Film.chai takes no clips")
    still_answers(qtbot, bench)
    assert path.read_bytes() == before


@pytest.fixture
def owned_elsewhere(project_file) -> Iterator[int]:
    """The process that has the project open."""
    code = (
        "import sys; from pathlib import Path; from chai_desktop.store.project import Project; "
        f"project = Project.open(Path({str(project_file)!r})); print('open', flush=True); sys.stdin.read(); "
        "project.close()"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", code], **pipes) as process:
        assert process.stdout.readline() == "open\n"
        yield process.pid
        process.stdin.close()


@pytest.fixture
def window(qtbot, qapp) -> Callable[[Path | None], object]:
    """A window that is started as the program starts it, whatever comes of the project."""

    def start(path: Path | None):
        bench = make_workbench(SettingsFile(places.settings_file()))
        qtbot.addWidget(bench.window)
        bench.window.resize(1366, 768)
        bench.window.show()
        bench.open_first(path)
        bench.window.activateWindow()
        return bench

    return start


def test_a_project_open_in_another_process_is_refused_and_can_be_read(qtbot, window, project_file, owned_elsewhere):
    bench = window(project_file)
    words = said(qtbot, bench, "Loop.chai is open in another window of CHAI Desktop")
    assert f"process {owned_elsewhere}" in words
    assert "Close it there, or open it here for reading only." in words
    still_answers(qtbot, bench)
    bench.open_to_read(project_file)
    qtbot.waitUntil(lambda: bench.library.first_clip() is not None)
    bench.window.close()


def damaged(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 20000)


def of_a_newer_version(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.commit()
    connection.close()


def no_project_at_all(path: Path) -> None:
    path.write_text("These are notes, and no project.")


def emptied(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("ruin", "reason", "way_out"),
    [
        (damaged, "Loop.chai is damaged", "backup"),
        (of_a_newer_version, "Loop.chai was written by a newer CHAI Desktop", "Update CHAI Desktop"),
        (no_project_at_all, "Loop.chai is not a CHAI Desktop project", "Choose"),
        (emptied, "Loop.chai is empty", "backup"),
        (Path.unlink, "Loop.chai is not there", "open it there"),
    ],
)
def test_a_project_that_cannot_be_opened_is_named_and_left_alone(qtbot, window, project_file, ruin, reason, way_out):
    ruin(project_file)
    before = project_file.read_bytes() if project_file.exists() else None
    bench = window(project_file)
    words = said(qtbot, bench, reason, "Loop.chai")
    assert way_out in words
    assert (project_file.read_bytes() if project_file.exists() else None) == before
    assert not bench.desk.is_open
    still_answers(qtbot, bench)
    new = project_file.with_name("New.chai")
    bench.new_project(new)  # the window is as good as new
    qtbot.waitUntil(lambda: bench.desk.is_open)
    bench.window.close()


def test_a_last_project_that_is_gone_is_named_at_the_start(qtbot, open_bench, window, project_file):
    open_bench(project_file, room="Library").window.close()
    project_file.unlink()
    bench = window(None)
    said(qtbot, bench, "Loop.chai")
    qtbot.waitUntil(lambda: bench.desk.is_open, timeout=30000)
    still_answers(qtbot, bench)
    bench.window.close()


def test_opening_another_project_in_the_middle_of_an_import_leaves_the_window_alive(tmp_path, small_clip):
    """In a process of its own: a window that waits for ever would take the other tests along."""
    films = tmp_path / "films"
    films.mkdir()
    for number in range(60):
        (films / f"film {number}.mp4").write_bytes(small_clip.read_bytes() + bytes(number))
    for name in ("First.chai", "Second.chai"):
        create_project(tmp_path / name).close()
    program = "\n".join(
        (
            "import sys",
            "from pathlib import Path",
            "from PySide6.QtCore import QTimer",
            "from chai_desktop import places",
            "from chai_desktop.app import make_application, make_workbench",
            "from chai_desktop.settings import SettingsFile",
            "place = Path(sys.argv[1])",
            "application = make_application()",
            "bench = make_workbench(SettingsFile(places.settings_file()))",
            "bench.window.show()",
            "bench.desk.opened.connect(lambda p: print('opened', p.name, flush=True))",
            "first = lambda p: bench.import_paths([place / 'films']) if p.name == 'First' else None",
            "second = lambda job: bench.open_project(place / 'Second.chai')",
            "bench.desk.opened.connect(first)",
            "bench.transfer.said.connect(lambda notice: print(notice.text, flush=True))",
            "QTimer.singleShot(2500, lambda: second(None))",
            "QTimer.singleShot(5000, bench.window.close)",
            "bench.open_project(place / 'First.chai')",
            "application.exec()",
            "print('closed', flush=True)",
        )
    )
    line = [sys.executable, "-c", program, str(tmp_path)]
    try:
        ended = subprocess.run(line, capture_output=True, text=True, timeout=25, check=False)
    except subprocess.TimeoutExpired:
        pytest.fail("the window did not close")
    assert ended.stdout.splitlines()[-1] == "closed"
    assert "opened Second" in ended.stdout
    assert "Traceback" not in ended.stderr


def test_a_point_typed_on_a_read_only_place_is_not_taken_for_saved(qtbot, open_bench, project_file, tmp_path):
    path = with_a_draft(project_file, tmp_path / "Film.chai")
    bench = open_bench(path, room="Library")
    bench.open_to_read(path)
    said(qtbot, bench, "Film.chai is open to read only.")
    qtbot.waitUntil(lambda: bench.library.first_clip() is not None)
    bench.open_clip(bench.library.first_clip())
    qtbot.waitUntil(lambda: bench.annotate.has_clip())
    annotator = bench.annotate.annotator
    captions = annotator.view.captions
    qtbot.waitUntil(lambda: captions.state.pre is not None)
    saved = []
    annotator.saved.connect(lambda: saved.append(True))
    captions.points_changed.emit((Point(PointKind.EXTRA, "zooms", 11, 16, "", ""),))
    said(qtbot, bench, "reading only")
    assert saved == []
