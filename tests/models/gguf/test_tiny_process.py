"""The tiny Qwen3-VL in its own process, as the window has it: the whole loop with video, cancels, kills, long clips."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

pytest.importorskip("llama_cpp", reason="llama-cpp-python is not installed (the extra 'gguf')")

from chai_desktop.errors import Cancelled, EngineError
from chai_desktop.media.content_hash import content_hash
from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.engine import Listener
from chai_desktop.models.process.client import EngineProcess
from chai_desktop.models.requests import (
    CritiqueRequest,
    DraftRequest,
    Footage,
    PrepareRequest,
    RevisionRequest,
    ScoreRequest,
    Task,
)
from chai_desktop.spec.aspects import Aspect

SETTINGS = {"threads": 1, "gpu_layers": 0, "context": 8192, "sampling": {"frame_tokens": 24, "clip_tokens": 512}}
PRE = "The camera pans right to follow the bicycle."


@pytest.fixture(scope="module")
def engine(tiny_gguf: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineProcess]:
    engine = EngineProcess(EngineChoice("gguf", str(tiny_gguf[0]), SETTINGS), tmp_path_factory.mktemp("log") / "log")
    yield engine
    engine.unload()


def drafts(clip: Footage, **more: float) -> list[DraftRequest]:
    answers = {"camera_movement": "major_simple", "camera_pan": "left_to_right"}
    first = DraftRequest("clip", clip.content_hash, Aspect.CAMERA, answers, "1.0.0", "1.0.0", footage=clip)
    return [replace(first, aspect=aspect, **more) for aspect in Aspect]


def test_the_whole_loop_with_the_video(engine: EngineProcess, footage: dict[str, Footage]) -> None:
    clip = footage["dolly_in"]
    prepared = engine.prepare(PrepareRequest(clip))
    texts = engine.draft(drafts(clip))
    critique = engine.critique(CritiqueRequest(Aspect.CAMERA, PRE, {}, footage=clip))
    seen = engine.revise(RevisionRequest(Aspect.CAMERA, PRE, (), "Say how fast.", footage=clip))
    unseen = engine.revise(RevisionRequest(Aspect.CAMERA, PRE, (), "Say how fast."))
    scores = engine.score(ScoreRequest(Aspect.CAMERA, (PRE, "It tilts up.", "It holds still."), clip))
    assert engine.tasks == {Task.DRAFT, Task.CRITIQUE, Task.REVISE, Task.SCORE}
    assert prepared.ready
    assert len({text.text for text in texts}) == 5
    assert texts[0].usage.kept_tokens == 5 * prepared.usage.prompt_tokens
    assert critique.points or critique.free_text
    assert not critique.notes
    assert seen.text != unseen.text
    assert len(set(scores.p_yes)) == 3
    assert scores.usage.kept_tokens == 3 * prepared.usage.prompt_tokens
    for made in (*texts, critique, seen, scores):
        assert len(made.fingerprint.sampling_hash) == len(made.fingerprint.model_hash) == 64
    assert unseen.fingerprint.sampling_hash == ""


def test_another_clip_in_between_changes_no_word(engine: EngineProcess, footage: dict[str, Footage]) -> None:
    first, other = (drafts(footage[name]) for name in ("dolly_in", "pan_right"))
    before = [text.text for text in engine.draft(first)]
    assert [text.text for text in engine.draft(other)] != before
    engine.prepare(PrepareRequest(footage["one frame"]))
    assert [text.text for text in engine.draft(first)] == before


def test_candidates_differ_by_their_seeds(engine: EngineProcess, footage: dict[str, Footage]) -> None:
    asked = [replace(drafts(footage["dolly_in"])[0], seed=seed, temperature=0.8) for seed in range(6)]
    texts = [text.text for text in engine.draft(asked)]
    assert len(set(texts)) == 6
    assert [engine.draft([each])[0].text for each in asked] == texts


def test_a_kill_in_the_middle_of_a_stream(engine: EngineProcess, footage: dict[str, Footage]) -> None:
    heard: list[str] = []

    def piece(_number: int, text: str) -> None:
        if not heard and engine.pid is not None:
            os.kill(engine.pid, signal.SIGKILL)
        heard.append(text)

    with pytest.raises(EngineError, match="ended by signal 9"):
        engine.draft(drafts(footage["dolly_in"]), Listener(piece=piece))
    assert heard
    assert engine.draft(drafts(footage["dolly_in"]))[0].text


def test_200_cancels_in_a_row(engine: EngineProcess, footage: dict[str, Footage]) -> None:
    expected = [text.text for text in engine.draft(drafts(footage["dolly_in"]))]
    before = engine.pid
    for number in range(200):
        clip = footage[("dolly_in", "one frame")[number % 2]]
        steps = iter(range(number % 7))
        with pytest.raises(Cancelled):
            engine.draft(drafts(clip), Listener(cancelled=lambda steps=steps: next(steps, None) is None))
    assert [text.text for text in engine.draft(drafts(footage["dolly_in"]))] == expected
    assert engine.pid == before


def test_a_clip_of_one_frame_and_one_of_ten_minutes(
    engine: EngineProcess, footage: dict[str, Footage], tmp_path: Path
) -> None:
    long = ten_minutes(tmp_path / "long.mp4")
    one = engine.draft(drafts(footage["one frame"])[:1])[0]
    ten = engine.draft(drafts(long)[:1])[0]
    assert one.text and ten.text
    assert one.usage.prompt_tokens < ten.usage.prompt_tokens < 8192


def ten_minutes(path: Path) -> Footage:
    """600 seconds, two frames each."""
    with av.open(str(path), "w") as file:
        stream = file.add_stream("mpeg4", rate=2)
        stream.width = stream.height = 64
        stream.time_base = Fraction(1, 2)
        for number in range(1200):
            picture = np.full((64, 64, 3), number % 256, np.uint8)
            file.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        file.mux(stream.encode())
    return Footage(str(path), content_hash(path), 0, 1199)
