"""Files that are broken, foreign or hostile: a sentence that names the file, or the end of the engine alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("llama_cpp", reason="llama-cpp-python is not installed (the extra 'gguf')")
pytest.importorskip("gguf")

from chai_desktop.errors import EngineError
from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.gguf.gguf_engine import make
from chai_desktop.models.gguf.model_pair import find_pair
from chai_desktop.models.process.client import EngineProcess
from chai_desktop.models.requests import DraftRequest, Footage, Task
from chai_desktop.spec.aspects import Aspect
from tests.models.gguf.altered import altered

Pair = tuple[Path, Path]
SETTINGS = {"threads": 1, "gpu_layers": 0, "context": 1024, "sampling": {"frame_tokens": 16, "clip_tokens": 128}}


@pytest.fixture
def own(tiny_gguf: Pair, tmp_path: Path) -> Pair:
    """A copy that a test may spoil."""
    model, eyes = (Path(shutil.copy(path, tmp_path)) for path in tiny_gguf)
    return model, eyes


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Callable[..., EngineProcess]]:
    made: list[EngineProcess] = []

    def start(model: Path, **settings: Any) -> EngineProcess:
        made.append(EngineProcess(EngineChoice("gguf", str(model), SETTINGS | settings), tmp_path / "log"))
        return made[-1]

    yield start
    for engine in made:
        engine.unload()


def named(key: str, new: Any) -> Callable[[str, Any], Any]:
    return lambda each, value: new if each.endswith(key) else value


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (named("general.architecture", "llama"), "cannot be loaded"),
        (named("block_count", 9), "cannot be loaded"),
        (named("head_count", 7), "cannot be loaded"),
        (named("tokenizer.ggml.pre", "martian"), "cannot be loaded"),
        (named("tokenizer.ggml.tokens", None), "cannot be loaded"),
        (named("tokenizer.chat_template", None), "no chat template"),
        (named("tokenizer.chat_template", "{{ broken"), "chat template cannot be filled"),
        (named("tokenizer.chat_template", "{{ messages[0].role }}"), "leaves the question out"),
        (named("tokenizer.ggml.tokens", [""] * 1024), "tokenizer is another model's"),
    ],
)
def test_a_model_that_cannot_be_used_says_why(
    tiny_gguf: Pair, own: Pair, spoil: Callable[[str, Any], Any], why: str
) -> None:
    altered(tiny_gguf[0], own[0], spoil)
    with pytest.raises(EngineError, match=why) as said:
        make(str(own[0]), SETTINGS)
    assert said.value.hint


def test_a_tokenizer_is_never_used_with_a_vocabulary_of_another_size(tiny_gguf: Pair, own: Pair) -> None:
    altered(tiny_gguf[0], own[0], tensor=lambda name, data: data[:900] if name == "token_embd.weight" else data)
    with pytest.raises(EngineError, match=r"tiny\.gguf"):
        make(str(own[0]), SETTINGS)


@pytest.mark.parametrize(
    ("value", "tensor"),
    [
        (named("n_deepstack_layers", 1), None),
        (None, lambda name, data: data[:32] if name in ("mm.2.weight", "mm.2.bias") else data),
        (None, lambda name, data: None if "deepstack.1" in name else data),
    ],
)
def test_eyes_that_are_not_the_models_are_refused_by_name(tiny_gguf: Pair, own: Pair, value: Any, tensor: Any) -> None:
    source = tiny_gguf[0] if value else tiny_gguf[1]
    changes = {key: change for key, change in (("value", value), ("tensor", tensor)) if change}
    altered(source, own[0] if value else own[1], **changes)
    with pytest.raises(EngineError, match=r"mmproj-tiny\.gguf cannot be loaded as the eyes of tiny\.gguf"):
        make(str(own[0]), SETTINGS)


def test_eyes_are_found_beside_the_model_and_can_be_left_out(own: Pair) -> None:
    model, eyes = own
    assert find_pair(model, None).eyes == eyes
    assert find_pair(model, "").eyes is None
    assert find_pair(model, str(eyes)).eyes == eyes
    assert Task.SCORE not in make(str(model), SETTINGS | {"mmproj": ""}).tasks
    assert find_pair(model, None).hash() != find_pair(model, "").hash()
    eyes.unlink()
    assert find_pair(model, None).eyes is None


def test_the_wrong_file_in_the_wrong_place_is_told(tiny_gguf: Pair, own: Pair, tmp_path: Path) -> None:
    model, eyes = own
    with pytest.raises(EngineError, match=r"mmproj-tiny\.gguf is the part of a model that sees"):
        make(str(eyes), SETTINGS)
    with pytest.raises(EngineError, match=r"tiny\.gguf is no mmproj file"):
        make(str(model), SETTINGS | {"mmproj": str(model)})
    with pytest.raises(EngineError, match=r"gone\.gguf cannot be read"):
        make(str(model), SETTINGS | {"mmproj": str(tmp_path / "gone.gguf")})
    wide = altered(tiny_gguf[1], tmp_path / "wide.gguf", named("projection_dim", 128))
    with pytest.raises(EngineError, match=r"wide\.gguf belongs to another model than tiny\.gguf"):
        make(str(model), SETTINGS | {"mmproj": str(wide)})
    with pytest.raises(EngineError, match=r"gone\.gguf cannot be read"):
        make(str(tmp_path / "gone.gguf"), SETTINGS)


def test_a_model_of_text_alone_is_given_no_eyes(smollm2: Path, own: Pair) -> None:
    with pytest.raises(EngineError, match="cannot see: of models in GGUF files"):
        find_pair(smollm2, str(own[1]))


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_eyes_that_are_cut_off_are_told(own: Pair, cut: float) -> None:
    data = own[1].read_bytes()
    own[1].write_bytes(data[: int(len(data) * cut)])
    with pytest.raises(EngineError, match=r"mmproj-tiny\.gguf"):
        make(str(own[0]), SETTINGS | {"mmproj": str(own[1])})


def test_weights_that_are_no_numbers_are_told(tiny_gguf: Pair, own: Pair, footage: dict[str, Footage]) -> None:
    altered(tiny_gguf[0], own[0], tensor=lambda _name, data: data * np.float32("nan"))
    with pytest.raises(EngineError, match=r"tiny\.gguf computes no numbers"):
        make(str(own[0]), SETTINGS).draft([draft(footage["one frame"])])


@pytest.mark.parametrize("setting", ["context", "threads", "gpu_layers"])
def test_a_setting_that_is_no_number_is_told(own: Pair, setting: str) -> None:
    with pytest.raises(EngineError, match=f"“{setting}” must be a whole number"):
        make(str(own[0]), SETTINGS | {setting: "many"})


def test_files_on_which_llama_cpp_aborts_end_the_engine_alone(
    tiny_gguf: Pair, own: Pair, started: Callable[..., EngineProcess], footage: dict[str, Footage]
) -> None:
    altered(tiny_gguf[1], own[1], tensor=lambda name, data: None if name == "v.position_embd.weight" else data)
    engine = started(own[0])
    with pytest.raises(EngineError, match="was ended by signal 6") as said:
        engine.draft([draft(footage["one frame"])])
    assert "untouched" in said.value.hint
    shutil.copy(tiny_gguf[1], own[1])
    assert engine.draft([draft(footage["one frame"])])[0].text


def test_too_little_memory_is_a_sentence_with_the_way_out(own: Pair, started: Callable[..., EngineProcess]) -> None:
    with pytest.raises(EngineError, match="not enough memory") as said:
        started(own[0], context=2_000_000_000).load()
    assert "smaller" in said.value.hint


def draft(clip: Footage) -> DraftRequest:
    return DraftRequest("clip", clip.content_hash, Aspect.CAMERA, {}, "1.0.0", "1.0.0", footage=clip)
