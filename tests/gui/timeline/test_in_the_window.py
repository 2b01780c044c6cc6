"""The timeline in the real window: it drives the player, shows what is measured, and works on the critique."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chai_desktop import places
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.media_cache import MediaCache
from chai_desktop.media.proxy import make_proxy
from chai_desktop.media.shots import Shot, Transition, save_shots
from chai_desktop.settings import SettingsFile
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.ui.timeline.lane_heights import Lane
from chai_desktop.workers.analysis.analysis_process import AnalysisProcess
from tests.gui.looking import ask, still_answers
from tests.gui.timeline.conftest import drag, x_of

TEXT = "The camera zooms in on the fountain."


@pytest.fixture
def bench(open_bench, project_file):
    return open_bench(project_file)


@pytest.fixture
def timeline(bench, qtbot):
    view = bench.annotate.annotator.view.timeline
    qtbot.waitUntil(lambda: view.contents.scale is not None, timeout=10_000)
    return view


def player_of(bench):
    return bench.annotate.annotator.view.player


def film_y(timeline) -> int:
    return timeline.parts.places[Lane.FILM].top + 5


def test_a_click_shows_the_frame_under_the_mouse(qtbot, bench, timeline):
    player = player_of(bench)
    for frame in (30, 3, 47, 0):
        where = QPoint(x_of(timeline, frame), film_y(timeline))
        QTest.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=where)
        qtbot.waitUntil(lambda: player.state.wanted is None, timeout=10_000)
        assert player.current_frame == frame
        assert timeline.contents.frame == frame


def test_a_drag_settles_on_the_frame_where_it_ends(qtbot, bench, timeline):
    player = player_of(bench)
    y = film_y(timeline)
    drag(timeline, *(QPoint(x_of(timeline, frame), y) for frame in range(0, 45, 4)))
    qtbot.waitUntil(lambda: player.current_frame == 44 and player.state.wanted is None, timeout=10_000)


def test_keys_zoom_and_hide_and_the_layout_is_remembered(qtbot, bench, timeline):
    everything = timeline.sight
    QTest.keyClick(bench.window, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert timeline.sight.last - timeline.sight.first < everything.last - everything.first
    QTest.keyClick(bench.window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(bench.window, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(bench.window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert timeline.sight == everything
    picture = player_of(bench).surface.height()
    QTest.keyClick(bench.window, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not timeline.isVisible())
    qtbot.waitUntil(lambda: player_of(bench).surface.height() > picture)
    timeline.buttons.curves_chosen.emit(("speed",))
    bench.window.close()
    kept = json.loads(SettingsFile(places.settings_file()).value.annotate_layout)["timeline"]
    assert (kept["hidden"], kept["curves"]) == (True, ["speed"])


def test_a_layout_of_before_there_was_a_timeline_is_taken(bench, timeline):
    view = bench.annotate.annotator.view
    words = json.loads(view.layout_words())
    for strange in (None, 7, {"height": "high", "curves": 3}, {"height": 5000, "curves": ["pan", "nonsense"]}):
        words["timeline"] = strange
        view.restore_layout(json.dumps(words))
        assert 0 < timeline.height() < view.height() / 2


def test_the_range_is_that_of_the_player(qtbot, bench, timeline):
    player = player_of(bench)
    player.set_in(10)
    player.set_out(30)
    assert timeline.contents.range == (10, 30)
    drag(timeline, QPoint(x_of(timeline, 10, 0.1), 9), QPoint(x_of(timeline, 14), 9), QPoint(x_of(timeline, 16), 9))
    assert player.frame_range == (16, 30)
    player.clear_range()
    assert timeline.contents.range is None
    assert not timeline.parts.range_frame.isVisible()


def test_points_are_shown_chosen_and_moved(qtbot, bench, timeline):
    annotator = bench.annotate.annotator
    clip_id = annotator.clip_id

    def critique(project) -> None:
        for aspect, points in (
            (Aspect.CAMERA, (Point(PointKind.WRONG, "dollies in", 11, 19, "zooms in", "", 5, 20),)),
            (Aspect.SCENE, (Point(PointKind.EXTRA, "", 4, 10, "camera", "", 30, 40),)),
        ):
            project.save_critique(project.add_pre_caption(clip_id, aspect, TEXT, "import").id, points, "")

    ask(qtbot, bench, critique)
    annotator.show_aspect(Aspect.CAMERA)
    qtbot.waitUntil(lambda: len(timeline.contents.points) == 2, timeout=5000)
    y = timeline.parts.places[Lane.POINTS].top + 5
    QTest.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x_of(timeline, 12), y))
    assert annotator.view.captions.desk.current == 0
    drag(timeline, QPoint(x_of(timeline, 5, 0.2), y), QPoint(x_of(timeline, 8), y), QPoint(x_of(timeline, 9), y))

    def frames(project):
        point = project.work(clip_id, Aspect.CAMERA).critique.points[0]
        return point.first_frame, point.last_frame

    qtbot.waitUntil(lambda: ask(qtbot, bench, frames) == (9, 20), timeout=5000)
    QTest.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x_of(timeline, 35), y))
    qtbot.waitUntil(lambda: annotator.aspect is Aspect.SCENE, timeout=5000)
    qtbot.waitUntil(lambda: annotator.view.captions.desk.current == 0, timeout=5000)
    qtbot.waitUntil(lambda: timeline.contents.point == 0 and timeline.contents.aspect is Aspect.SCENE)


def test_states_stand_at_both_ends_as_they_are_answered(qtbot, bench, timeline):
    annotator = bench.annotate.annotator
    annotator.view.checklist.answered.emit({"shot_size_start": "wide", "shot_size_end": "close_up"}, "hand")
    qtbot.waitUntil(lambda: len(timeline.contents.states) == 1, timeout=5000)
    (state,) = timeline.contents.states
    assert (state.start, state.end) == ("wide", "close-up")


def test_the_playhead_runs_while_it_plays(qtbot, bench, timeline):
    seen = []
    player_of(bench).frame_shown.connect(lambda frame: seen.append((frame, timeline.parts.playhead.x())))
    player_of(bench).play()
    qtbot.waitUntil(lambda: len(seen) > 10, timeout=10_000)
    player_of(bench).pause()
    qtbot.waitUntil(
        lambda: timeline.frame_at(QPointF(timeline.parts.playhead.x() + 1, 5)) == timeline.contents.frame, timeout=1000
    )
    assert len({x for _frame, x in seen}) > 2


def test_another_clip_leaves_nothing_of_the_former(qtbot, bench, timeline):
    player_of(bench).set_in(10)
    bench.open_neighbour(+1)
    qtbot.waitUntil(lambda: timeline.contents.range is None and timeline.contents.scale is not None, timeout=10_000)
    assert timeline.contents.frame == 0


def test_what_is_measured_appears_and_is_kept_for_the_next_time(qtbot, open_bench, project_file):
    bench = open_bench(project_file, measures=True)
    timeline = bench.annotate.annotator.view.timeline
    qtbot.waitUntil(lambda: len(timeline.contents.film) == 48, timeout=30_000)
    assert timeline.contents.waveform is not None
    qtbot.waitUntil(lambda: not bench.annotate.analysis.findChildren(AnalysisProcess), timeout=60_000)
    clip = ask(qtbot, bench, lambda project: project.clip(bench.annotate.annotator.clip_id))
    cache = MediaCache.beside(project_file, places.cache_folder())
    assert cache.find(clip.facts.content_hash, "shots.json") is not None
    still_answers(qtbot, bench)
    bench.window.close()
    again = open_bench(project_file, measures=False)
    film = again.annotate.annotator.view.timeline.contents
    qtbot.waitUntil(lambda: len(film.film) == 48, timeout=10_000)


def test_the_player_goes_from_shot_to_shot_and_has_the_proxy(qtbot, open_bench, project_file, reading):
    facts = reading(project_file, lambda project: project.clips()[0].facts)
    cache = MediaCache.beside(project_file, places.cache_folder())
    with cache.writing(facts.content_hash, "shots.json") as out:
        save_shots((Shot(0, 19, Transition.START), Shot(20, 47, Transition.CUT)), out)
    with cache.writing(facts.content_hash, "proxy.mkv") as out:
        make_proxy(facts.path, build_frame_index(facts.path), out, lambda _f: None, lambda: False)
    bench = open_bench(project_file)
    timeline, player = bench.annotate.annotator.view.timeline, player_of(bench)
    qtbot.waitUntil(lambda: timeline.contents.shots == ((0, 19), (20, 47)), timeout=10_000)
    qtbot.waitUntil(lambda: timeline.contents.scale is not None, timeout=10_000)
    bench.registry.run("play.go_to_next_shot")
    qtbot.waitUntil(lambda: player.current_frame == 20, timeout=10_000)
    assert Lane.SHOTS in timeline.parts.places
    assert player._clip._has_proxy


def test_closing_the_window_ends_what_measures(qtbot, open_bench, project_file):
    bench = open_bench(project_file, measures=True)
    analysis = bench.annotate.analysis
    qtbot.waitUntil(lambda: any(each.pid for each in analysis.findChildren(AnalysisProcess)), timeout=10_000)
    bench.window.close()
    assert all(each.pid == 0 for each in analysis.findChildren(AnalysisProcess))


def test_the_status_line_shows_the_job_and_its_cancel_stops_it(qtbot, open_bench, project_file):
    bench = open_bench(project_file, measures=True)
    jobs = []
    bench.annotate.analysis.changed.connect(jobs.append)
    qtbot.waitUntil(lambda: any(job.active for job in jobs), timeout=20_000)
    bench.window.status._cancel.click()
    qtbot.waitUntil(lambda: not bench.annotate.analysis.findChildren(AnalysisProcess), timeout=10_000)
    QApplication.processEvents()
    assert not bench.window.status._bar.isVisible()


def test_nothing_is_cut_off_and_the_picture_is_larger_than_the_timeline(bench, timeline):
    view = bench.annotate.annotator.view
    for width, height in ((1366, 768), (1000, 600), (1600, 1000)):
        bench.window.resize(width, height)
        QApplication.processEvents()
        assert timeline.viewport().height() >= sum(place.height for place in timeline.parts.places.values())
        assert view.player.surface.height() > timeline.height() * 1.5 or height < 700
        assert timeline.mapTo(bench.window, QPoint(0, timeline.height())).y() <= height
