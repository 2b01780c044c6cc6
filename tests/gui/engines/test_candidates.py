"""Several drafts of one caption in the real window: written, scored, compared, chosen by a key; and those of a run."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.roles import EngineRole
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.records import Fingerprint, NewCandidate

pytestmark = pytest.mark.gui
CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def room(qtbot, open_bench, project_file, installed, asked):
    """The window with an engine that drafts, one that scores, and a draft of the camera."""
    bench = open_bench(project_file)
    bench.engines.assign(EngineRole.CAPTIONER, EngineChoice("troubled"))
    bench.engines.assign(EngineRole.REWARD, EngineChoice("troubled", "scores"))
    asked(bench).answer(steadiness="smooth")
    asked(bench).draft("The former draft.")
    return bench


def view_of(bench):
    return bench.annotate.annotator.view


def write_several(qtbot, bench, count=4):
    QTest.keyClick(bench.window, Qt.Key.Key_D, CTRL_ALT)
    panel = view_of(bench).candidates
    qtbot.waitUntil(
        lambda: len(panel.cards) == count and all(card.choose.isEnabled() for card in panel.cards), timeout=20000
    )
    return panel


def open_ones(bench, asked, aspect=Aspect.CAMERA):
    clip_id = bench.annotate.annotator.clip_id
    return asked(bench).ask(lambda project: project.candidates(clip_id, aspect))


def labels(card):
    return [label.text() for label in card.findChildren(type(card._says).__mro__[1])]


def test_several_are_scored_and_the_one_chosen_by_its_key_is_the_pre_caption(qtbot, room, asked):
    panel = write_several(qtbot, room)
    assert panel.hasFocus()
    assert len({card.text.text() for card in panel.cards}) == 4
    assert not any("score" in label for card in panel.cards for label in labels(card))
    assert all(candidate.p_yes is not None for candidate in open_ones(room, asked))
    wanted = panel.cards[2].text.text()
    QTest.keyClick(panel, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: asked(room).work().pre_caption.text == wanted)
    pairs = asked(room).ask(lambda project: project.preferences())
    assert len(pairs) == 3
    assert {pair.chosen.text for pair in pairs} == {wanted}
    assert all(pair.scores_hidden for pair in pairs)
    assert open_ones(room, asked) == ()
    assert not view_of(room).shows_candidates
    assert view_of(room).captions.pre_pane.text.text() == wanted
    assert "Draft 3 is the pre-caption now. The reward puts it" in room.window.status._good_news.text()


def test_with_scores_shown_the_best_stands_first(qtbot, room, asked):
    room.settings.change(hide_scores="no", drafts_at_once="8")
    panel = write_several(qtbot, room, 8)
    scores = [next(label for label in labels(card) if label.startswith("score")) for card in panel.cards]
    assert scores == sorted(scores, reverse=True)
    QTest.mouseClick(panel.cards[0].choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(asked(room).ask(lambda project: project.preferences())) == 7)
    assert not any(pair.scores_hidden for pair in asked(room).ask(lambda project: project.preferences()))


def test_without_a_reward_they_are_kept_without_scores(qtbot, room, asked):
    room.engines.assign(EngineRole.REWARD, EngineChoice("rules"))
    write_several(qtbot, room)
    assert [candidate.p_yes for candidate in open_ones(room, asked)] == [None] * 4


def test_two_are_compared_word_by_word_and_escape_leads_back(qtbot, room):
    panel = write_several(qtbot, room)
    for card in panel.cards[1:3]:
        QTest.mouseClick(card.compare, Qt.MouseButton.LeftButton)
    assert panel.compares
    assert panel.cards[1].text.text() in panel.two.left.toPlainText()
    assert panel.cards[2].text.text() in panel.two.right.toPlainText()
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.compares
    assert view_of(room).shows_candidates
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not view_of(room).shows_candidates
    assert view_of(room).captions.pre_pane.offer.words == "4 drafts to choose from"


def test_what_a_run_proposes_is_offered_on_the_clip_and_can_be_dismissed_and_undone(qtbot, room, asked):
    clip_id = room.annotate.annotator.clip_id
    new = [NewCandidate(f"By a run, take {number}.", Fingerprint("gguf", "1", seed=number)) for number in range(2)]
    asked(room).ask(lambda project: project.add_candidates(clip_id, Aspect.CAMERA, new, "run:42"))
    room.annotate.read_anew()
    offer = view_of(room).captions.pre_pane.offer
    qtbot.waitUntil(lambda: offer.words == "2 proposals from a run")
    QTest.mouseClick(offer.open, Qt.MouseButton.LeftButton)
    panel = view_of(room).candidates
    assert [card.text.text() for card in panel.cards] == ["By a run, take 0.", "By a run, take 1."]
    QTest.mouseClick(panel._dismiss, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: offer.words == "")
    assert open_ones(room, asked) == ()
    room.registry.run("edit.undo")
    qtbot.waitUntil(lambda: len(open_ones(room, asked)) == 2)


def test_a_cancel_keeps_nothing_of_them(qtbot, room, asked):
    asked(room).answer(**{"camera.focus_subject": "slowly"})
    QTest.keyClick(room.window, Qt.Key.Key_D, CTRL_ALT)
    panel = view_of(room).candidates
    qtbot.waitUntil(lambda: any("word3" in card.text.text() for card in panel.cards), timeout=15000)
    assert not panel.cards[0].choose.isEnabled()
    QTest.keyClick(panel, Qt.Key.Key_1)
    QTest.mouseClick(panel.job.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.cards == (), timeout=10000)
    assert open_ones(room, asked) == ()
    assert asked(room).work().pre_caption.text == "The former draft."


def test_the_rules_say_why_they_do_not_write_several(qtbot, room):
    room.engines.assign(EngineRole.CAPTIONER, EngineChoice("rules"))
    QTest.keyClick(room.window, Qt.Key.Key_D, CTRL_ALT)
    qtbot.waitUntil(lambda: "same draft every time" in room.window.notices.words())
    assert not view_of(room).shows_candidates
