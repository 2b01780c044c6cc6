"""The tiny model loaded, small real clips, and the library's plain way of doing each task, to hold ours against."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from benchmarks.coded_clips import ClipRecipe, make_clip
from chai_desktop.media.sampling.settings import SamplingSettings
from chai_desktop.models.captioning.language_model import Question, Shared
from chai_desktop.models.requests import Footage
from chai_desktop.models.transformers.loading import Loaded, load
from chai_desktop.models.transformers.settings import EngineSettings
from chai_desktop.models.transformers.vision_language_model import VisionLanguageModel
from tests.models.transformers.plain import RATE, Plain

SYSTEM = "You describe short video clips, exactly and completely."
ASKED = (
    "Describe the subject of the clip in one paragraph.",
    "Describe the scene. Say where it takes place, and leave out the camera.",
    "Say how the subject moves.",
    "Where in the frame is each thing, at first and at the end?",
    "How does the camera move?",
)
LIMIT = 60


@pytest.fixture(scope="session")
def clip_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    recipe = ClipRecipe("wide", ".mp4", Fraction(1, int(RATE)), (1,), 24, 0, frames=60, size=(320, 180))
    return make_clip(recipe, tmp_path_factory.mktemp("wide"))


@pytest.fixture(scope="session")
def other_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of another shape and length: another grid, and hence another rope offset."""
    recipe = ClipRecipe("tall", ".mp4", Fraction(1, int(RATE)), (1,), 24, 0, frames=90, size=(96, 192))
    return make_clip(recipe, tmp_path_factory.mktemp("tall"))


@pytest.fixture(scope="session")
def clip(clip_file: Path) -> Shared:
    return about(clip_file, "a" * 64, 0, 59)


@pytest.fixture(scope="session")
def other_clip(other_file: Path) -> Shared:
    return about(other_file, "b" * 64, 5, 89)


def about(path: Path, content_hash: str, first: int, last: int) -> Shared:
    return Shared(SYSTEM, Footage(str(path), content_hash, first, last), SamplingSettings(frame_tokens=64))


@pytest.fixture(scope="session")
def plain(tiny_qwen3_vl: Path) -> Plain:
    pytest.importorskip("torchvision", reason="the model's own processor needs it")
    return Plain(tiny_qwen3_vl)


@pytest.fixture(scope="session")
def loaded(tiny_qwen3_vl: Path, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHAI_DESKTOP_HOME", str(tmp_path_factory.mktemp("home")))
        return load(str(tiny_qwen3_vl), EngineSettings(device="cpu"))


@pytest.fixture
def model(loaded: Loaded) -> VisionLanguageModel:
    return VisionLanguageModel(loaded, kept_clips=2)


def questions(limit: int = LIMIT) -> list[Question]:
    return [Question(text, limit) for text in ASKED]
