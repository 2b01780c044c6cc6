"""A run with a model that sees: the tiny Qwen3-VL in a process of its own, over real video files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chai_desktop.media.content_hash import content_hash
from chai_desktop.models.bulk.clip_list import BulkClip
from chai_desktop.models.bulk.recaption import recaption
from chai_desktop.models.bulk.rows import reasons, rows_of
from chai_desktop.models.choice import EngineChoice
from chai_desktop.runs.records import Outcome
from chai_desktop.runs.truth import look
from chai_desktop.spec.aspects import Aspect
from tests.models.bulk.conftest import ANSWERS, Make


@pytest.fixture
def films(tmp_path: Path, small_clip: Path) -> list[BulkClip]:
    """Two clips that can be read and one that cannot, though it has the size that the list names."""
    made = []
    for number, name in enumerate(("one", "two", "torn")):
        file = Path(shutil.copy(small_clip, tmp_path / f"{name}.mp4"))
        file.write_bytes(small_clip.read_bytes() + bytes(number) if name != "torn" else bytes(4000))
        key = content_hash(file)
        aspects = (Aspect.SCENE, Aspect.CAMERA)
        made.append(BulkClip(name, str(file), key, file.stat().st_size, 0, 23, aspects, ANSWERS))
    return made


def test_a_model_sees_every_clip_and_writes_scored_candidates(
    films: list[BulkClip], made: Make, tiny_qwen3_vl: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    choice = EngineChoice("transformers", str(tiny_qwen3_vl))
    folder = made(films, choice, candidates=2, temperature=0.9, seed=3, reward=choice)
    outcome = recaption(folder)
    assert outcome is Outcome.DONE, look(folder, 1).sentence
    rows = list(rows_of(folder))
    assert {(row.clip, str(row.aspect)) for row in rows} == {
        (clip, aspect) for clip in ("one", "two") for aspect in ("scene", "camera")
    }
    for row in rows:
        assert len(row.texts) == 2
        assert row.texts[0].text != row.texts[1].text
        for seed, text in enumerate(row.texts, start=3):
            assert text.fingerprint.seed == seed
            assert text.fingerprint.model_hash == row.model_hash != ""
            assert text.fingerprint.sampling_hash
            assert text.p_yes is not None
            assert 0 <= text.p_yes <= 1
            assert text.scorer is not None
            assert "video" in text.prompt.lower()
    ((reason, count),) = reasons(folder)
    assert count == 2
    assert "torn.mp4" in reason
    truth = look(folder, 1)
    assert truth.figure("tokens_per_second") > 0
    assert truth.figure("refused") == 2
