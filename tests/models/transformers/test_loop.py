"""The whole loop in the engine's own process, as the window has it: five drafts, a critique, a revision, scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from chai_desktop.errors import Cancelled, EngineError
from chai_desktop.models.captioning.language_model import Shared
from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.engine import Listener
from chai_desktop.models.process.client import EngineProcess
from chai_desktop.models.requests import (
    CritiqueRequest,
    DraftRequest,
    PrepareRequest,
    RevisionRequest,
    ScoreRequest,
    Task,
)
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind


@pytest.fixture(scope="module")
def engine(tiny_qwen3_vl: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineProcess]:
    """One process for all tests: most of their time is its start."""
    home = tmp_path_factory.mktemp("home")
    choice = EngineChoice("transformers", str(tiny_qwen3_vl), {"device": "cpu", "sampling": {"frame_tokens": 64}})
    environment = {"OMP_NUM_THREADS": "1", "CHAI_DESKTOP_HOME": str(home)}
    process = EngineProcess(choice, home / "engine.log", environment)
    yield process
    process.unload()


def test_the_loop_of_one_clip(engine: EngineProcess, clip: Shared) -> None:
    footage = clip.footage
    assert footage is not None
    prepared = engine.prepare(PrepareRequest(footage))
    assert prepared.ready and prepared.usage.prompt_tokens and not prepared.usage.kept_tokens

    asked = [DraftRequest("clip", footage.content_hash, aspect, {}, "1", "1", footage=footage) for aspect in Aspect]
    pieces: list[tuple[int, str]] = []
    drafts = engine.draft(asked, Listener(piece=lambda number, text: pieces.append((number, text))))
    texts = [draft.text for draft in drafts]
    assert len(set(texts)) == len(Aspect) and {number for number, _text in pieces} == set(range(len(Aspect)))
    usage = drafts[0].usage
    assert usage.kept_tokens >= len(Aspect) * prepared.usage.prompt_tokens
    assert usage.passes < usage.new_tokens and usage.peak_bytes > 0
    fingerprint = drafts[0].fingerprint
    assert fingerprint.engine == "transformers"
    assert fingerprint.engine_version.startswith("transformers 5")
    assert fingerprint.engine_version.endswith("float32 on cpu")
    assert all(len(each) == 64 for each in (fingerprint.model_hash, fingerprint.prompt_hash, fingerprint.sampling_hash))

    critique = engine.critique(CritiqueRequest(Aspect.SCENE, texts[1], {}, footage=footage))
    assert critique.usage.kept_tokens >= prepared.usage.prompt_tokens

    point = Point(PointKind.MISSING, instead="the dog")
    revised = engine.revise(RevisionRequest(Aspect.SCENE, texts[1], (point,), "Say more."))
    assert revised.text and revised.usage.new_tokens

    scores = engine.score(ScoreRequest(Aspect.SCENE, tuple(texts), footage))
    assert len(scores.p_yes) == len(texts) and all(0 < each < 1 for each in scores.p_yes)
    assert scores.usage.kept_tokens >= len(texts) * prepared.usage.prompt_tokens


def test_stopping_and_refusing_leave_the_process_running(engine: EngineProcess, clip: Shared) -> None:
    footage = clip.footage
    assert footage is not None
    request = DraftRequest("clip", footage.content_hash, Aspect.SUBJECT, {}, "1", "1", footage=footage)
    heard: list[str] = []
    with pytest.raises(Cancelled):
        engine.draft([request], Listener(piece=lambda _n, text: heard.append(text), cancelled=lambda: len(heard) > 3))
    pid = engine.pid
    with pytest.raises(EngineError, match=r"gone\.mp4"):
        engine.draft([replace(request, footage=replace(footage, path="gone.mp4", content_hash="e" * 64))])
    assert engine.draft([request])[0].text
    assert engine.pid == pid is not None
    assert engine.tasks >= {Task.DRAFT, Task.CRITIQUE, Task.REVISE, Task.SCORE}
