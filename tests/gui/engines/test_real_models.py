"""Real models in real processes, in the real window: one that only reads texts, and tiny ones that see the video."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.roles import EngineRole

pytestmark = [pytest.mark.gui, pytest.mark.timeout(180)]
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_ALT = CTRL | Qt.KeyboardModifier.AltModifier
LONG = 120_000  # milliseconds


def test_a_small_model_revises_and_its_words_are_seen_as_they_come(qtbot, open_bench, project_file, asked, smollm2):
    pytest.importorskip("gguf")
    bench = open_bench(project_file)
    bench.engines.assign(EngineRole.REVISER, EngineChoice("gguf", str(smollm2), {"threads": 1}))
    asked(bench).draft("The camera zooms in on the fountain.")
    captions = bench.annotate.annotator.view.captions
    captions.focus_critique()
    QTest.keyClicks(captions.critique_pane.free, '"zooms in" -> "dollies in"')
    captions.rate(3)
    seen = []
    bench.annotate.annotator.orders.desk.grew.connect(lambda _place: seen.append(captions.post_pane.written.words))
    QTest.keyClick(bench.window, Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: asked(bench).work().post_caption is not None, timeout=LONG)
    post = asked(bench).work().post_caption
    assert post.fingerprint.engine == "gguf"
    assert len(post.fingerprint.model_hash) == 64
    assert any(words and post.text.startswith(words.strip()[:10]) for words in seen)
    assert "zooms in" in asked(bench).ask(lambda project: project.prompt_of(post.id))
    assert (
        "SmolLM2" in bench.window.status.engine_words
        or bench.engines.state(bench.engines.choice(EngineRole.REVISER)).resident_bytes
    )


@pytest.fixture
def seeing(tiny_gguf) -> EngineChoice:
    """The tiny Qwen3-VL with its eyes, by llama.cpp."""
    model, eyes = tiny_gguf
    return EngineChoice("gguf", str(model), {"threads": 1, "mmproj": str(eyes)})


def test_one_process_of_a_model_that_sees_drafts_scores_and_judges(qtbot, open_bench, project_file, asked, seeing):
    bench = open_bench(project_file)
    for role in EngineRole:
        bench.engines.assign(role, seeing)
    bench.settings.change(drafts_at_once="2", sampling='{"fps": 1.0, "max_frames": 4}')
    asked(bench).answer(steadiness="smooth")
    QTest.keyClick(bench.window, Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(
        lambda: asked(bench).work().pre_caption is not None or bool(bench.window.notices.words()), timeout=LONG
    )
    assert bench.window.notices.words() == ""
    made = asked(bench).work().pre_caption.fingerprint
    assert made.sampling_hash  # it saw the video
    pid = bench.engines.state(seeing).pid
    QTest.keyClick(bench.window, Qt.Key.Key_D, CTRL_ALT)
    panel = bench.annotate.annotator.view.candidates
    qtbot.waitUntil(lambda: any(card.choose.isEnabled() for card in panel.cards), timeout=LONG)
    clip_id, aspect = bench.annotate.annotator.view.captions.shown
    found = asked(bench).ask(lambda project: project.candidates(clip_id, aspect))
    assert len(found) == 1 or all(candidate.p_yes is not None for candidate in found)
    QTest.keyClick(panel, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: asked(bench).work().pre_caption.text in {each.text for each in found})
    qtbot.waitUntil(lambda: not bench.annotate.annotator.view.shows_candidates)
    QTest.keyClick(bench.window, Qt.Key.Key_A, CTRL_ALT)
    proposals = bench.annotate.annotator.view.captions.critique_pane.proposals
    qtbot.waitUntil(lambda: proposals.words != "", timeout=LONG)
    assert bench.engines.state(seeing).pid == pid


def test_a_torch_model_is_seen_writing_and_stays_loaded_when_it_is_stopped(
    qtbot, open_bench, project_file, asked, tiny_qwen3_vl
):
    bench = open_bench(project_file)
    choice = EngineChoice("transformers", str(tiny_qwen3_vl), {"device": "cpu"})
    bench.engines.assign(EngineRole.CAPTIONER, choice)
    bench.settings.change(sampling='{"fps": 1.0, "max_frames": 4}')
    asked(bench).answer(steadiness="smooth")
    asked(bench).draft("The former draft.")
    pane = bench.annotate.annotator.view.captions.pre_pane
    QTest.keyClick(bench.window, Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: len(pane.written.words.split()) > 2, timeout=LONG)
    pid = bench.engines.state(choice).pid
    QTest.mouseClick(pane.job.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not bench.engines.jobs.active_jobs() and pane.written.words == "", timeout=LONG)
    assert asked(bench).work().pre_caption.text == "The former draft."
    assert bench.engines.state(choice).pid == pid
