"""The part of the walk that shows what engines propose: a critic's points, and several drafts to choose from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chai_desktop.demo.stage import Album, wait_until
from chai_desktop.models.rules.fingerprint import fingerprint
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.project import Project
from chai_desktop.store.records import NewCandidate
from chai_desktop.ui.annotate.annotator import Annotator
from chai_desktop.ui.workbench.workbench import Workbench

Ask = Callable[[Callable[[Project], Any]], Any]
_FAULTY = "The beautiful camera zooms in on the fountain. It is a stunning camera, maybe at eye level."


def walk_engines(bench: Workbench, room: Annotator, album: Album, ask: Ask) -> None:
    """On the clip on show: the critic of a faulty draft, then drafts of a run side by side and two word by word."""
    clip_id, captions = room.clip_id, room.view.captions
    room.show_aspect(Aspect.CAMERA)
    good = ask(lambda project: project.work(clip_id, Aspect.CAMERA)).pre_caption.text
    ask(lambda project: project.add_pre_caption(clip_id, Aspect.CAMERA, _FAULTY, "sample"))
    room.read_anew()
    wait_until(lambda: captions.pre_pane.text.text() == _FAULTY, "the faulty draft is shown")
    bench.registry.run("caption.ask_critic")
    wait_until(lambda: captions.critique_pane.proposals.words != "", "the critic says something")
    album.take(bench.window, "the critic proposes")
    texts = (good, good.replace("left", "right"), good.partition(". ")[0] + ".")
    new = [NewCandidate(text, fingerprint({"demo": number})) for number, text in enumerate(texts)]
    ask(lambda project: project.add_candidates(clip_id, Aspect.CAMERA, new, "run:demo"))
    room.read_anew()
    wait_until(lambda: captions.pre_pane.offer.words != "", "the drafts of a run are offered")
    bench.registry.run("caption.choose")
    panel = room.view.candidates
    wait_until(lambda: len(panel.cards) > 1, "the drafts are shown side by side")
    album.take(bench.window, "several drafts")
    for card in panel.cards[:2]:
        card.compare.setChecked(True)
    album.take(bench.window, "two drafts compared")
    panel.chosen.emit(next(each for each in room.candidates.open_ones() if each.text == good))
    wait_until(lambda: captions.pre_pane.text.text() == good, "the chosen draft is the pre-caption")
