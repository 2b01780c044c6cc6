"""What is wrong with a model's folder is said in a sentence that names it, with a way out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from chai_desktop.errors import EngineError
from chai_desktop.models.captioning.language_model import Shared
from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.engine import SILENT
from chai_desktop.models.registry import kind_named, make_engine
from chai_desktop.models.transformers.checkpoint import look_at
from chai_desktop.models.transformers.loading import load, with_weights
from chai_desktop.models.transformers.settings import EngineSettings, settings_from
from chai_desktop.models.transformers.vision_language_model import VisionLanguageModel
from tests.models.transformers.fixtures import ASKED, questions
from tests.models.transformers.plain import Plain

WEIGHTS = "model.safetensors"
ON_CPU = EngineSettings(device="cpu")


@pytest.fixture
def folder(tiny_qwen3_vl: Path, tmp_path: Path) -> Path:
    """A copy to be damaged."""
    return Path(shutil.copytree(tiny_qwen3_vl, tmp_path / "captioner"))


def _edit(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    data = json.loads(path.read_text("utf-8"))
    change(data)
    path.write_text(json.dumps(data), "utf-8")


def _cut(path: Path, to: int) -> None:
    path.write_bytes(path.read_bytes()[:to])


def _sharded(folder: Path) -> None:
    """In two files, as large models come."""
    tensors = load_file(folder / WEIGHTS)
    names = sorted(tensors)
    parts = {"model-00001-of-00002.safetensors": names[::2], "model-00002-of-00002.safetensors": names[1::2]}
    for file, held in parts.items():
        save_file({name: tensors[name] for name in held}, folder / file, {"format": "pt"})
    where = {name: file for file, held in parts.items() for name in held}
    (folder / "model.safetensors.index.json").write_text(json.dumps({"metadata": {}, "weight_map": where}), "utf-8")
    (folder / WEIGHTS).unlink()


def _without(folder: Path, name: str) -> None:
    tensors = load_file(folder / WEIGHTS)
    del tensors[name]
    save_file(tensors, folder / WEIGHTS, {"format": "pt"})


def _another_size(folder: Path) -> None:
    tensors = load_file(folder / WEIGHTS)
    tensors["model.language_model.norm.weight"] = torch.ones(32)
    save_file(tensors, folder / WEIGHTS, {"format": "pt"})


def _pickled(folder: Path) -> None:
    torch.save(load_file(folder / WEIGHTS), folder / "pytorch_model.bin")
    (folder / WEIGHTS).unlink()


def _missing_shard(folder: Path) -> None:
    _sharded(folder)
    (folder / "model-00002-of-00002.safetensors").unlink()


def _within(part: str, **values: Any) -> Callable[[Path], None]:
    """Change how config.json describes one of the two parts."""
    return lambda folder: _edit(folder / "config.json", lambda data: data[part].update(values))


def _set(name: str, key: str, value: Any) -> Callable[[Path], None]:
    return lambda folder: _edit(folder / name, lambda data: data.update({key: value}))


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "no config": (lambda folder: (folder / "config.json").unlink(), "captioner holds no config.json"),
    "config cut off": (lambda folder: _cut(folder / "config.json", 100), "config.json in captioner is damaged"),
    "config a list": (lambda folder: (folder / "config.json").write_text("[]"), "config.json in captioner is damaged"),
    "one part not described": (_set("config.json", "vision_config", None), "does not describe both parts"),
    "another kind": (_set("config.json", "architectures", ["LlamaForCausalLM"]), "another kind .LlamaForCausalLM."),
    "other patches": (
        _within("vision_config", patch_size=14),
        "cuts frames otherwise",
    ),
    "a size that is none": (
        _within("text_config", hidden_size=-3),
        "captioner cannot be loaded",
    ),
    "already made smaller": (
        _set("config.json", "quantization_config", {"quant_method": "awq"}),
        "made smaller by awq",
    ),
    "weights cut off": (lambda folder: _cut(folder / WEIGHTS, 2_000_000), "model.safetensors is cut off: the last"),
    "weights' head cut off": (lambda folder: _cut(folder / WEIGHTS, 500), "model.safetensors is cut off or damaged"),
    "no weights in it": (lambda folder: _cut(folder / WEIGHTS, 0), "model.safetensors is cut off or damaged"),
    "no weights": (lambda folder: (folder / WEIGHTS).unlink(), "captioner holds no weights"),
    "a shard missing": (_missing_shard, "captioner is not whole: model-00002-of-00002.safetensors is missing"),
    "a weight missing": (lambda folder: _without(folder, "lm_head.weight"), "1 are missing, such as lm_head.weight"),
    "a weight of another size": (_another_size, "captioner cannot be loaded"),
    "pickled weights": (_pickled, "pytorch_model.bin, a kind of file that can run programs"),
    "no tokenizer": (lambda folder: (folder / "tokenizer.json").unlink(), "captioner holds no tokenizer.json"),
    "a broken tokenizer": (_set("tokenizer.json", "model", {"type": "None"}), "tokenizer.json in captioner is damaged"),
    "a tokenizer without marks": (_set("tokenizer.json", "added_tokens", []), "captioner has no token <|im_start|>"),
    "a mark elsewhere": (_set("config.json", "video_token_id", 5), "of another model: <.video_pad.> is"),
    "a larger vocabulary": (
        _within("text_config", vocab_size=700),
        "has 971 tokens, the model 700",
    ),
    "weights named by itself": (
        _set("config.json", "transformers_weights", "other.safetensors"),
        "names weights of its own",
    ),
    "an adapter among them": (
        lambda folder: (folder / "adapter_config.json").write_text("{}"),
        "captioner holds an adapter beside",
    ),
    "odd colours": (_set("video_preprocessor_config.json", "image_mean", [0.5]), "image_mean must be three numbers"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_folder_that_cannot_be_used(folder: Path, damage: str) -> None:
    spoil, sentence = DAMAGE[damage]
    spoil(folder)
    with pytest.raises(EngineError, match=sentence) as caught:
        load(str(folder), ON_CPU)
    assert caught.value.hint and "Traceback" not in caught.value.message


@pytest.mark.parametrize(
    ("model", "sentence"),
    [
        ("", "No model was named"),
        ("no/where", "no model of that name in the Hugging Face cache"),
        ("/no/such/folder", "There is no folder"),
    ],
)
def test_a_model_that_is_not_there(model: str, sentence: str) -> None:
    with pytest.raises(EngineError, match=sentence):
        load(model, ON_CPU)


def test_a_gguf_file_belongs_to_another_engine(tmp_path: Path) -> None:
    (tmp_path / "model.gguf").write_bytes(b"GGUF")
    with pytest.raises(EngineError, match="model.gguf is a file") as caught:
        load(str(tmp_path / "model.gguf"), ON_CPU)
    assert "gguf" in caught.value.hint


def test_pickled_weights_are_read_where_a_person_allows_it(folder: Path, clip: Shared, plain: Plain) -> None:
    _pickled(folder)
    model = VisionLanguageModel(load(str(folder), EngineSettings("cpu", allow_pickle=True)), kept_clips=0)
    assert model.write(clip, questions(20)[:1], SILENT)[0][0].text == plain.text(clip, ASKED[0], 20)


def test_a_program_in_pickled_weights_does_not_run(folder: Path, tmp_path: Path) -> None:
    class Program:
        def __reduce__(self) -> tuple[Any, ...]:
            return Path.touch, (tmp_path / "ran",)

    torch.save({"lm_head.weight": Program()}, folder / "pytorch_model.bin")
    (folder / WEIGHTS).unlink()
    with pytest.raises(EngineError, match="cannot be loaded"):
        load(str(folder), EngineSettings("cpu", allow_pickle=True))
    assert not (tmp_path / "ran").exists()


def test_sharded_weights_are_the_same_model(folder: Path, clip: Shared, plain: Plain) -> None:
    _sharded(folder)
    model = VisionLanguageModel(load(str(folder), ON_CPU), kept_clips=0)
    assert model.write(clip, questions(20)[:1], SILENT)[0][0].text == plain.text(clip, ASKED[0], 20)


def test_a_downloaded_model_is_found_by_its_name(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cached = tmp_path / "hub" / "models--lab--captioner"
    shutil.copytree(folder, cached / "snapshots" / "abc")
    (cached / "refs").mkdir()
    (cached / "refs" / "main").write_text("abc")
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    assert load("lab/captioner", ON_CPU).model_hash == load(str(folder), ON_CPU).model_hash


def test_the_hash_is_that_of_the_weights(folder: Path) -> None:
    first = load(str(folder), ON_CPU).model_hash
    tensors = load_file(folder / WEIGHTS)
    tensors["lm_head.weight"] = tensors["lm_head.weight"] * 2
    save_file(tensors, folder / WEIGHTS, {"format": "pt"})
    second = load(str(folder), ON_CPU).model_hash
    assert first != second and len(first) == len(second) == 64


def test_the_hash_is_that_of_the_weights_that_are_read(folder: Path, clip: Shared) -> None:
    """The library takes the one file where there are also parts, as a conversion leaves them."""
    whole = (folder / WEIGHTS).read_bytes()
    _sharded(folder)
    (folder / WEIGHTS).write_bytes(whole)
    for part in folder.glob("model-*.safetensors"):
        save_file({name: each * 0 for name, each in load_file(part).items()}, part, {"format": "pt"})
    first = load(str(folder), ON_CPU)
    tensors = load_file(folder / WEIGHTS)
    tensors["lm_head.weight"] = tensors["lm_head.weight"] * 2
    save_file(tensors, folder / WEIGHTS, {"format": "pt"})
    assert load(str(folder), ON_CPU).model_hash != first.model_hash


@pytest.mark.parametrize("change", [
    _set("generation_config.json", "top_p", 0.5),
    _set("video_preprocessor_config.json", "image_mean", [0.4, 0.4, 0.4]),
])  # fmt: skip
def test_the_hash_is_also_that_of_what_else_decides_an_answer(folder: Path, change: Callable[[Path], None]) -> None:
    first = load(str(folder), ON_CPU).model_hash
    change(folder)
    assert load(str(folder), ON_CPU).model_hash != first


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"device": "tpu"}, "“tpu” is no device"),
        ({"precision": "2-bit"}, "“2-bit” is no precision"),
        ({"attention": "flash"}, "“flash” is no attention"),
        ({"kept_clips": -1}, "kept_clips must be a whole number"),
        ({"threads": "two"}, "threads must be a whole number"),
        ({"device": "cpu", "precision": "4-bit"}, "The precision 4-bit needs a GPU"),
    ],
)
def test_a_setting_that_cannot_be_used(tiny_qwen3_vl: Path, settings: dict[str, Any], sentence: str) -> None:
    with pytest.raises(EngineError, match=sentence):
        make_engine(EngineChoice("transformers", str(tiny_qwen3_vl), settings))


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has a GPU")
def test_a_gpu_that_is_not_there(tiny_qwen3_vl: Path) -> None:
    with pytest.raises(EngineError, match="torch sees no GPU"):
        load(str(tiny_qwen3_vl), EngineSettings(device="cuda"))


def test_every_setting_has_its_name_in_the_list_of_engines() -> None:
    assert kind_named("transformers").settings == tuple(field.name for field in fields(EngineSettings))


def test_settings_of_others_are_passed_over() -> None:
    assert settings_from({"prompts": {}, "sampling": {"fps": 4.0}, "adapter": ""}) == EngineSettings()


@pytest.mark.parametrize("precision", ["8-bit", "4-bit"])
def test_fewer_bits_leave_what_sees_and_the_last_layer_as_they_are(tiny_qwen3_vl: Path, precision: str) -> None:
    """Made on the processor here, where no person would want it."""
    pytest.importorskip("bitsandbytes")
    made = with_weights(look_at(str(tiny_qwen3_vl)), EngineSettings("cpu", precision), "cpu")
    smaller = {name for name, part in made.named_modules() if type(part).__name__ in ("Linear4bit", "Linear8bitLt")}
    assert len(smaller) == 4 * 7
    assert all(name.startswith("model.language_model.layers.") for name in smaller)


def test_settings_as_the_published_checkpoints_have_them(folder: Path, clip: Shared, plain: Plain) -> None:
    """Written by version 4.57 of the library: rope and precision stood under other names."""

    def as_published(config: dict[str, Any]) -> None:
        text = config["text_config"]
        rope = text.pop("rope_parameters")
        text["rope_theta"] = rope.pop("rope_theta")
        text["rope_scaling"] = rope
        for part in (config, text, config["vision_config"]):
            part.pop("dtype", None)
        config["transformers_version"], text["dtype"] = "4.57.0.dev0", "bfloat16"

    _edit(folder / "config.json", as_published)
    model = VisionLanguageModel(load(str(folder), ON_CPU), kept_clips=0)
    assert model.write(clip, questions(20)[:1], SILENT)[0][0].text == plain.text(clip, ASKED[0], 20)


def test_a_last_layer_that_is_the_embedding(folder: Path, clip: Shared) -> None:
    """As in the 2B and the 4B: their files hold it once."""
    _without(folder, "lm_head.weight")
    _set("config.json", "tie_word_embeddings", True)(folder)
    _within("text_config", tie_word_embeddings=True)(folder)
    model = VisionLanguageModel(load(str(folder), ON_CPU), kept_clips=0)
    wanted = Plain(folder).text(clip, ASKED[0], 20)
    assert model.write(clip, questions(20)[:1], SILENT)[0][0].text == wanted
