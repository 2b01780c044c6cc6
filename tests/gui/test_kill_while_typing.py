"""The real program, killed in the middle of typing a critique, loses at most one second of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from chai_desktop.exchange.new_project import create_project
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project import Project

pytestmark = pytest.mark.alone

TYPIST = Path(__file__).with_name("typist.py")
SECONDS_ALLOWED = 1.0


@pytest.mark.gui
@pytest.mark.parametrize("kill_after", [1.7, 2.6, 3.4])
def test_kill_minus_nine_in_the_middle_of_a_critique(tmp_path, small_clip, kill_after):
    project_file = tmp_path / "Typing.chai"
    clip_id = _project_with_a_draft(project_file, small_clip)
    typed: list[tuple[float, str]] = []  # when a character was on the screen, and the whole text then
    with subprocess.Popen(
        [sys.executable, str(TYPIST), str(project_file)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"CHAI_DESKTOP_HOME": str(tmp_path / "home")},
    ) as process:
        assert process.stdout is not None
        begun = None
        for line in process.stdout:
            when, text = line.rstrip("\n").removeprefix("typed ").split(" ", 1)
            typed.append((float(when), text))
            begun = begun or float(when)
            if float(when) - begun > kill_after:
                break
        killed_at = time.monotonic()
        process.send_signal(signal.SIGKILL)

    project = Project.open(project_file)
    try:
        work = project.work(clip_id, Aspect.CAMERA)
    finally:
        project.close()
    kept = str(work.typed.get("critique") or (work.critique.free_text if work.critique else ""))
    due = [text for when, text in typed if when <= killed_at - SECONDS_ALLOWED]
    assert len(due) > 5, "the typist was too slow for this test to mean anything"
    assert kept.startswith(due[-1]), f"on the screen a second before the kill: {due[-1]!r}; kept: {kept!r}"


def _project_with_a_draft(path: Path, clip: Path) -> str:
    from chai_desktop.exchange.import_clips import import_files

    project = create_project(path)
    try:
        report = import_files(lambda operation: operation(project), [clip], lambda _f, _t: None, lambda: False)
        clip_id = report.added[0].id
        project.add_pre_caption(clip_id, Aspect.CAMERA, "The camera zooms in on the fountain.", "sample")
        project.remember("place", {"clip": clip_id, "aspect": "camera", "room": "Annotate"})
    finally:
        project.close()
    return clip_id
