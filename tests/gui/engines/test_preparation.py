"""The next clip is read ahead while the person works, and gives way at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.roles import EngineRole

pytestmark = pytest.mark.gui
READS = EngineChoice("troubled", "reads ahead")


@pytest.fixture
def room(qtbot, open_bench, project_file, installed, asked):
    bench = open_bench(project_file)
    bench.engines.assign(EngineRole.CAPTIONER, READS)
    asked(bench).answer(steadiness="smooth")
    return bench


def preparation_of(bench):
    return bench.annotate.annotator.preparation


def hashes(bench, asked):
    return tuple(clip.facts.content_hash for clip in asked(bench).ask(lambda project: project.clips()))


def test_nothing_is_loaded_for_it_and_a_loaded_engine_reads_this_clip_and_the_next(qtbot, room, asked):
    qtbot.wait(700)
    assert room.engines.state(READS).pid is None
    room.engines.load(READS)
    qtbot.waitUntil(lambda: len(preparation_of(room).ready) == 2, timeout=15000)
    shown = room.annotate.annotator.session().clip.facts.content_hash
    assert preparation_of(room).ready[0] == shown
    assert set(preparation_of(room).ready) == set(hashes(room, asked))


def test_what_the_person_asks_for_comes_first_and_the_reading_goes_on_after_it(qtbot, room, asked):
    room.engines.load(READS)
    active = room.engines.jobs.active_jobs
    qtbot.waitUntil(lambda: any(job.background and job.text == "Reading" for job in active()), timeout=15000)
    QTest.keyClick(room.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: asked(room).work().pre_caption is not None, timeout=5000)
    qtbot.waitUntil(lambda: len(preparation_of(room).ready) == 2, timeout=15000)


def test_it_can_be_turned_off(qtbot, room):
    room.settings.change(prepare_next="no")
    room.engines.load(READS)
    qtbot.waitUntil(lambda: room.engines.state(READS).pid is not None and not room.engines.jobs.active_jobs())
    qtbot.wait(600)
    assert preparation_of(room).ready == ()


def test_an_engine_that_keeps_nothing_is_asked_once(qtbot, room):
    blind = EngineChoice("troubled")
    room.engines.assign(EngineRole.CAPTIONER, blind)
    asked_for = []
    room.engines.jobs.changed.connect(lambda job: asked_for.append(job.title) if job.background else None)
    room.engines.load(blind)
    qtbot.waitUntil(lambda: bool(asked_for), timeout=15000)
    qtbot.waitUntil(lambda: not room.engines.jobs.active_jobs())
    count = len(asked_for)
    room.open_neighbour(+1)
    qtbot.wait(700)
    assert len(asked_for) == count
