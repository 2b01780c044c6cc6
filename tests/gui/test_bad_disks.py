"""A full disk: what could not be saved stays on the screen, and is saved when there is space."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from chai_desktop.spec.aspects import Aspect
from tests.gui.looking import said, still_answers, with_a_draft

pytestmark = pytest.mark.gui


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
