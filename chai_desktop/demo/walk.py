"""The demo: a person's hour with the program in a minute, with pictures."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chai_desktop import places
from chai_desktop.app import make_application, make_workbench
from chai_desktop.demo.engine_walk import walk_engines
from chai_desktop.demo.gold_walk import GoldReport, submit_prepared
from chai_desktop.demo.language_walk import walk_language
from chai_desktop.demo.models_walk import walk_models
from chai_desktop.demo.runs_walk import walk_runs
from chai_desktop.demo.stage import Album, settle, wait_until
from chai_desktop.errors import ChaiError
from chai_desktop.exchange.gold import GoldAspect
from chai_desktop.exchange.sample_clips import sample_clips
from chai_desktop.exchange.sample_project import create_sample_project
from chai_desktop.exchange.triples import export_triples
from chai_desktop.models.rules.rules_engine import RulesEngine
from chai_desktop.settings import SettingsFile
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point
from chai_desktop.store.project import Project
from chai_desktop.store.records import Work
from chai_desktop.ui.annotate.annotator import Annotator
from chai_desktop.ui.theme.theme import apply_theme
from chai_desktop.ui.workbench.workbench import ANNOTATE, LIBRARY, SETTINGS, Workbench
from chai_desktop.verbs import DONE, FAILED

CLIP = "zoom_in"
ASPECT = Aspect.CAMERA


@dataclass(frozen=True)
class DemoResult:
    project: Path
    triples: Path
    count: int
    pictures: tuple[Path, ...]
    differing: tuple[str, ...]


def run_demo(out: Path, as_json: bool) -> int:
    """Walk the loop in ``out``; prints the paths of the project, the triples and the pictures."""
    folder = _empty_folder(out)
    os.environ[places.HOME_VARIABLE] = str(folder / "home")  # the person's own settings stay untouched
    application = make_application()
    settings = SettingsFile(places.settings_file())
    settings.change(person="Demo", theme="dark")
    apply_theme(application, "dark")
    bench = make_workbench(settings)
    try:
        result = Walk(bench, folder).all()
    finally:
        bench.window.close()
    sys.stdout.write(_as_json(result) if as_json else _as_text(result))
    return FAILED if result.differing else DONE


def _empty_folder(out: Path) -> Path:
    """``out`` itself where it is new or empty, otherwise the next free name beside it: nothing is overwritten."""
    folder, number = out.absolute(), 2
    while folder.exists() and any(folder.iterdir()):
        folder = out.absolute().with_name(f"{out.name}-{number}")
        number += 1
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Walk:
    """The steps in order; each leaves the window in the state that the next one needs."""

    def __init__(self, bench: Workbench, folder: Path) -> None:
        self._bench = bench
        self._folder = folder
        self._album = Album(folder / "screens")
        self._project_file = folder / "Sample project.chai"
        self._triples = folder / "triples.jsonl"

    def all(self) -> DemoResult:
        self._open()
        self._annotate()
        self._critique()
        self._revise_and_submit()
        self._look_back()
        self._draft_by_rules()
        walk_runs(self._bench, self._album)
        self._other_screens()
        self._small_and_light()
        report = self._finish_the_rest()
        count = self._ask(lambda project: export_triples(project, self._triples))
        return DemoResult(self._project_file, self._triples, count, tuple(self._album.files), tuple(report.differing))

    def _open(self) -> None:
        bench = self._bench
        bench.window.resize(1600, 1000)
        bench.window.move(0, 0)
        bench.window.show()
        bench.window.activateWindow()
        wait_until(bench.window.isActiveWindow, "the window has the keys")
        bench.desk.open("Preparing the sample project...", lambda: create_sample_project(self._project_file))
        wait_until(
            lambda: bench.library.first_clip() is not None and bench.annotate.annotator is not None,
            "the sample project opens",
        )
        self._album.take(bench.window, "library")

    def _annotate(self) -> None:
        self._open_clip(CLIP)
        player = self._room.view.player
        self._room.show_aspect(ASPECT)
        player.seek_frame(40)
        wait_until(lambda: player.current_frame == 40, "frame 40 is shown")
        self._album.take(self._bench.window, "annotate")
        self._room.view.checklist.search("dolly")
        self._album.take(self._bench.window, "find a primitive")
        self._room.view.checklist.search("")
        walk_language(self._bench, self._room, self._album)

    def _critique(self) -> None:
        captions = self._room.view.captions
        gold = self._gold(CLIP, ASPECT)
        for point in gold.points:
            self._type_point(point)
        captions.rate(gold.rating)
        wait_until(lambda: self._work().rating == gold.rating, "the rating is saved")
        self._album.take(self._bench.window, "critique in points")

    def _type_point(self, point: Point) -> None:
        """Mark the words as with the mouse, choose the kind, type what to write instead, and press Enter."""
        captions = self._room.view.captions
        before = len(self._points())
        captions.pre_pane.text.place(point.start or 0, point.end)
        captions.add_point(point.kind)
        settle(0.1)
        field = QApplication.focusWidget()
        if field is None:
            raise ChaiError("No field of the window has the keys.", "Run the demo on a screen of its own.")
        QTest.keyClicks(field, point.instead)
        QTest.keyClick(field, Qt.Key.Key_Return)
        wait_until(lambda: len(self._points()) > before, f"the point on “{point.quote}” is saved")

    def _revise_and_submit(self) -> None:
        annotator = self._room
        annotator.view.captions.revise()
        wait_until(lambda: self._work().post_caption is not None, "the post-caption is written")
        self._album.take(self._bench.window, "revision as a diff")
        annotator.view.captions.submit()
        wait_until(lambda: annotator.status(ASPECT) == "submitted", "the triple is submitted")
        annotator.show_aspect(ASPECT)
        self._album.take(self._bench.window, "submitted")

    def _look_back(self) -> None:
        """The history of the clip: what it was after the rating, beside what it is now."""
        view = self._room.view
        self._bench.registry.run("view.history")
        wait_until(lambda: bool(view.history.list.titles()), "the history is read")
        rated = self._ask(
            lambda project: next(m for m in project.moments(self._room.clip_id) if m.name.startswith("Rate"))
        )
        view.history.list.choose(rated.operation_id)
        self._album.take(self._bench.window, "history")
        view.close_history()

    def _draft_by_rules(self) -> None:
        self._open_clip("truck_left")
        annotator = self._room
        annotator.show_aspect(Aspect.SPATIAL)
        before = self._work().pre_caption
        annotator.view.captions.draft()
        wait_until(lambda: self._work().pre_caption not in (None, before), "the rules engine drafts")
        self._album.take(self._bench.window, "draft by the rules engine")
        walk_engines(self._bench, annotator, self._album, self._ask)

    def _other_screens(self) -> None:
        bench = self._bench
        bench.show_palette()
        self._album.take(bench.window, "command palette")
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        walk_models(bench, self._album)
        bench.window.show_room(SETTINGS)
        self._album.take(bench.window, "settings")
        bench.window.show_room(LIBRARY)
        broken = self._folder / "not really a video.mp4"
        broken.write_text("This is a text.", "utf-8")
        bench.import_paths([broken, self._folder / "missing.mov"])
        wait_until(lambda: bool(bench.window.notices.texts()), "the import says what it left out")
        self._album.take(bench.window, "import problems")
        bench.window.notices.clear()

    def _small_and_light(self) -> None:
        bench = self._bench
        bench.window.show_room(ANNOTATE)
        bench.window.resize(1366, 768)
        self._open_clip(CLIP)
        self._room.show_aspect(ASPECT)
        self._album.take(bench.window, "small window")
        bench.choose_theme("light")
        self._album.take(bench.window, "light colours")
        bench.window.show_room(LIBRARY)
        self._album.take(bench.window, "library light")
        bench.choose_theme("dark")

    def _finish_the_rest(self) -> GoldReport:
        engine = RulesEngine()
        report = self._ask(lambda project: submit_prepared(project, engine))
        self._bench.window.resize(1600, 1000)
        self._bench.refresh_library()
        settle(1.0)
        self._album.take(self._bench.window, "library finished")
        return report

    @property
    def _room(self) -> Annotator:
        annotator = self._bench.annotate.annotator
        if annotator is None:
            raise ChaiError("The Annotate room does not stand yet.", "The log has the details.")
        return annotator

    # --- reading the state -------------------------------------------------------------------------

    def _open_clip(self, name: str) -> None:
        bench = self._bench
        clip_id = self._ask(lambda project: next(c.id for c in project.clips() if c.facts.name.startswith(name + ".")))
        bench.open_clip(clip_id)
        wait_until(lambda: self._room.clip_id == clip_id and self._room.has_clip, f"{name} opens")
        wait_until(lambda: self._room.view.player.current_frame is not None, f"{name} shows a frame")
        settle()

    def _ask(self, operation: Callable[[Project], Any]) -> Any:
        answers: list[object] = []
        thread = self._bench.desk.thread_of_project
        assert thread is not None
        thread.call(operation, answers.append, self._bench.complain)
        wait_until(lambda: bool(answers), "the project answers", 120)
        return answers[0]

    def _work(self) -> Work:
        annotator = self._room
        return self._ask(lambda project: project.work(annotator.clip_id, annotator.aspect))

    def _points(self) -> tuple[Point, ...]:
        critique = self._work().critique
        return critique.points if critique else ()

    def _gold(self, name: str, aspect: Aspect) -> GoldAspect:
        return next(sample for sample in sample_clips() if sample.name == name).gold.aspects[aspect]


def _as_text(result: DemoResult) -> str:
    lines = [f"Project:  {result.project}", f"Triples:  {result.triples} ({result.count} lines)", "Screens:"]
    lines += [f"  {path}" for path in result.pictures]
    lines += [f"Differs from the prepared post-caption: {name}" for name in result.differing]
    return "\n".join(lines) + "\n"


def _as_json(result: DemoResult) -> str:
    return json.dumps({
        "project": str(result.project),
        "triples": str(result.triples),
        "count": result.count,
        "screens": [str(path) for path in result.pictures],
        "differing": list(result.differing),
    }, indent=2) + "\n"  # fmt: skip
