"""Which models are found, and what is said of them, without loading any."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from chai_desktop.errors import Cancelled
from chai_desktop.models.catalog.finding import find_models
from chai_desktop.models.catalog.found_model import FoundModel, ModelForm
from chai_desktop.models.requests import Task
from tests.models.catalog.model_writer import (
    CONFIG,
    write_chat,
    write_eyes,
    write_folder,
    write_safetensors,
    write_snapshot,
)


def found_in(folder: Path) -> dict[str, FoundModel]:
    return {model.name: model for model in find_models([folder]).models if not model.from_package}


def test_a_gguf_model_is_described(tmp_path):
    write_chat(tmp_path / "Tiny.gguf", architecture="llama")
    model = found_in(tmp_path)["Tiny"]
    assert (model.engine, model.architecture, model.precision, model.context) == ("gguf", "llama", "F16", 4096)
    assert model.parameters == 64 * 8 + 64 * 32
    assert model.cache_bytes == 4 * 4 * 2 * 16
    assert not model.problem and not model.sees
    assert model.tasks == {Task.DRAFT, Task.CRITIQUE, Task.REVISE}


def test_eyes_are_given_to_the_model_of_their_width(tmp_path):
    write_chat(tmp_path / "Qwen3-VL-2B-Q4.gguf", width=64)
    write_chat(tmp_path / "Qwen3-VL-8B-Q4.gguf", width=128)
    small = write_eyes(tmp_path / "mmproj-Qwen3-VL-2B-F16.gguf", width=64)
    large = write_eyes(tmp_path / "mmproj-Qwen3-VL-8B-F16.gguf", width=128)
    models = found_in(tmp_path)
    assert models["Qwen3-VL-2B-Q4"].eyes == small and models["Qwen3-VL-8B-Q4"].eyes == large
    assert models["Qwen3-VL-2B-Q4"].tasks >= {Task.SCORE}
    assert models["mmproj-Qwen3-VL-2B-F16"].form is ModelForm.EYES
    assert models["mmproj-Qwen3-VL-2B-F16"].tasks == frozenset()


def test_eyes_of_another_folder_or_width_are_not_taken(tmp_path):
    write_chat(tmp_path / "one" / "Model.gguf", width=64)
    write_eyes(tmp_path / "two" / "mmproj.gguf", width=64)
    write_eyes(tmp_path / "one" / "mmproj.gguf", width=32)
    write_eyes(tmp_path / "one" / "mmproj-of-another-kind.gguf", width=64, kind="gemma3")
    model = found_in(tmp_path)["Model"]
    assert not model.sees and "mmproj" in model.about


def test_numbered_files_are_one_model(tmp_path):
    for number in (1, 2):
        write_chat(tmp_path / f"Big-0000{number}-of-00002.gguf", architecture="llama")
    model = found_in(tmp_path)["Big"]
    assert len(model.files) == 2 and not model.problem
    (tmp_path / "Big-00001-of-00002.gguf").unlink()
    assert "Big-00001-of-00002.gguf is missing" in found_in(tmp_path)["Big"].problem


def test_a_folder_of_transformers_is_described(tmp_path):
    write_folder(tmp_path / "Tiny-VL", sharded=True)
    model = found_in(tmp_path)["Tiny-VL"]
    assert (model.engine, model.architecture, model.precision) == ("transformers", "qwen3_vl", "bf16")
    assert (model.parameters, model.context, model.cache_bytes) == (8 * 64 + 64, 4096, 4 * 4 * 2 * 16)
    assert model.sees and not model.problem
    next((tmp_path / "Tiny-VL").glob("*-00002-*")).unlink()
    assert "00002" in found_in(tmp_path)["Tiny-VL"].problem


def test_quantised_weights_say_so(tmp_path):
    config = CONFIG | {"quantization_config": {"quant_method": "bitsandbytes", "load_in_4bit": True}}
    write_folder(tmp_path / "Small", config)
    assert found_in(tmp_path)["Small"].precision == "4-bit (bitsandbytes)"


def test_pickles_alone_are_refused(tmp_path):
    folder = write_folder(tmp_path / "Old")
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    model = found_in(tmp_path)["Old"]
    assert "pickles" in model.problem and model.tasks == frozenset()


def test_another_kind_of_model_is_named(tmp_path):
    write_folder(tmp_path / "Llama", {"model_type": "llama", "vocab_size": 8})
    assert "llama" in found_in(tmp_path)["Llama"].problem


def test_an_adapter_names_its_base(tmp_path):
    folder = tmp_path / "my-lora"
    write_safetensors(folder / "adapter_model.safetensors", {"x": ("F32", (4, 8))})
    (folder / "adapter_config.json").write_text(
        json.dumps({"peft_type": "LORA", "base_model_name_or_path": "Qwen/Qwen3-VL-2B-Instruct", "r": 8})
    )
    model = found_in(tmp_path)["my-lora"]
    assert (model.form, model.base, model.architecture) == (ModelForm.ADAPTER, "Qwen/Qwen3-VL-2B-Instruct", "lora")
    (folder / "adapter_model.safetensors").unlink()
    (folder / "adapter_model.bin").write_bytes(b"x")
    assert "pickles" in found_in(tmp_path)["my-lora"].problem


def test_the_cache_gives_models_their_repositories_names(tmp_path, empty_cache):
    whole = write_folder(tmp_path / "whole")
    files = {path.name: path.read_bytes() for path in whole.iterdir()}
    write_snapshot(empty_cache, "someone/Tiny-VL", files)
    snapshot = write_snapshot(empty_cache, "someone/Broken", files)
    (snapshot / "model.safetensors").resolve().unlink()
    models = {model.name: model for model in find_models().models}
    assert not models["someone/Tiny-VL"].problem
    assert "model.safetensors is missing" in models["someone/Broken"].problem


@pytest.mark.parametrize("content", ["", "[]", "{", '{"model_type": 3}', '{"name": "a web page"}', "[" * 50_000])
def test_other_peoples_config_json_is_no_model(tmp_path, content):
    (tmp_path / "config.json").write_text(content)
    assert found_in(tmp_path) == {}


def test_a_damaged_config_beside_weights_is_told(tmp_path):
    folder = write_folder(tmp_path / "Bad")
    (folder / "config.json").write_text("{")
    assert "config.json is damaged" in found_in(tmp_path)["Bad"].problem


def test_an_index_may_not_lead_out_of_its_folder(tmp_path):
    folder = write_folder(tmp_path / "Bad", sharded=True)
    (folder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": {"a": "../../x.safetensors"}}))
    assert "outside of its folder" in found_in(tmp_path)["Bad"].problem


def test_links_in_a_circle_and_pipes_do_not_hold_the_search(tmp_path):
    write_chat(tmp_path / "models" / "Tiny.gguf", architecture="llama")
    (tmp_path / "models" / "again").symlink_to(tmp_path)
    (tmp_path / "itself").symlink_to(tmp_path / "itself")
    (tmp_path / "away.gguf").symlink_to(tmp_path / "nowhere.gguf")
    os.mkfifo(tmp_path / "pipe.gguf")
    (tmp_path / "folder.gguf").mkdir()
    models = found_in(tmp_path)
    assert not models["Tiny"].problem
    assert len([name for name in models if name == "Tiny"]) == 1
    for name in ("away", "pipe", "folder"):
        assert "cannot be read" in models[name].problem


def test_what_cannot_be_searched_is_told(tmp_path):
    found = find_models([tmp_path / "gone"])
    assert found.notes == (f"{tmp_path / 'gone'} is not there.",)


def test_ten_thousand_files_are_passed_quickly(tmp_path):
    for folder in range(100):
        below = tmp_path / f"folder{folder}"
        below.mkdir()
        for number in range(100):
            (below / f"frame{number}.jpg").touch()
    write_chat(tmp_path / "folder50" / "Tiny.gguf", architecture="llama")
    began = time.monotonic()
    assert "Tiny" in found_in(tmp_path)
    assert time.monotonic() - began < 2


def test_a_search_can_be_stopped(tmp_path):
    with pytest.raises(Cancelled):
        find_models([tmp_path], lambda: True)
