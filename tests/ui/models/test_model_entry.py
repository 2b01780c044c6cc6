"""The rows of the Models page and what is kept about models, without a window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from chai_desktop.models.catalog.finding import find_models
from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.registry import EngineKind, known_engines
from chai_desktop.ui.models.kept_models import KeptModels, KeptServer
from chai_desktop.ui.models.model_entry import NO_EYES, ModelEntry, adapters_of, entries
from chai_desktop.ui.models.model_words import count_words, facts
from tests.models.catalog.model_writer import write_chat, write_eyes, write_folder

KINDS = {name: replace(kind, needs=()) for name, kind in known_engines().items()}
NOTHING = KeptModels()


@pytest.fixture(autouse=True)
def no_cache(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path_factory.mktemp("hub")))


def rows(folder: Path, kept: KeptModels = NOTHING, kinds=KINDS) -> dict[str, ModelEntry]:
    models = [model for model in find_models([folder]).models if not model.from_package]
    return {entry.title: entry for entry in entries(models, kept, kinds)}


def test_the_rules_stand_first_and_need_nothing(tmp_path):
    first = next(iter(rows(tmp_path).values()))
    assert (first.title, first.choice, first.problem) == ("Rules", EngineChoice("rules"), "")
    assert not first.has_process


def test_what_cannot_be_used_stands_last_and_says_why(tmp_path):
    write_chat(tmp_path / "b.gguf")
    (tmp_path / "a.gguf").write_bytes(b"no model")
    titles = list(rows(tmp_path))
    assert titles == ["Rules", "b", "a"]
    assert "not a GGUF" in rows(tmp_path)["a"].problem and not rows(tmp_path)["a"].can_be_loaded


def test_a_missing_package_is_named_with_the_way_to_get_it(tmp_path):
    write_chat(tmp_path / "b.gguf")
    kinds = {**KINDS, "gguf": replace(KINDS["gguf"], needs=("a_package_that_is_not_there",))}
    assert "pip install" in rows(tmp_path, kinds=kinds)["b"].problem


def test_eyes_are_part_of_the_choice_unless_they_are_not_wanted(tmp_path):
    model = write_chat(tmp_path / "b.gguf", width=64)
    eyes = write_eyes(tmp_path / "mmproj-b.gguf", width=64)
    entry = rows(tmp_path)["b"]
    assert entry.choice.settings == {"mmproj": str(eyes)} and entry.sees == "video"
    blind = rows(tmp_path, KeptModels(own={f"gguf:{model}": {"mmproj": NO_EYES, "threads": 2}}))["b"]
    assert blind.choice.settings == {"mmproj": "", "threads": 2} and blind.sees == "text"
    assert "mmproj-b" not in rows(tmp_path)


def test_servers_are_rows_with_their_settings(tmp_path):
    kept = KeptModels(servers=(KeptServer("qwen", {"url": "http://127.0.0.1:8080/v1"}),))
    entry = rows(tmp_path, kept)["qwen at http://127.0.0.1:8080/v1"]
    assert entry.choice == EngineChoice("endpoint", "qwen", {"url": "http://127.0.0.1:8080/v1"})
    assert entry.key == "endpoint:0"


def test_an_engine_of_another_package_is_a_row(tmp_path):
    kinds = {**KINDS, "labs": EngineKind("labs", "a lab's own", "x", "make")}
    assert rows(tmp_path, kinds=kinds)["labs"].choice == EngineChoice("labs")


def test_adapters_are_offered_only_where_they_can_be_used(tmp_path):
    folder = write_folder(tmp_path / "lora")
    (folder / "adapter_config.json").write_text("{}")
    models = find_models([tmp_path]).models
    assert adapters_of(models) == ()
    (folder / "model.safetensors").rename(folder / "adapter_model.safetensors")
    assert [model.name for model in adapters_of(find_models([tmp_path]).models)] == ["lora"]
    assert not rows(tmp_path)["lora"].can_be_loaded


def test_what_is_kept_comes_back():
    kept = KeptModels().with_folder("/a").with_folder("/a").with_server(None, KeptServer("m", {"url": "http://x"}))
    kept = kept.with_own("gguf:x", {"threads": 3})
    assert KeptModels.from_json(kept.to_json()) == kept
    assert kept.without_folder("/a").folders == () and kept.without_server(0).servers == ()
    assert kept.with_server(0, KeptServer("n", {})).servers == (KeptServer("n", {}),)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"folders": 3, "servers": [1], "own": []}', '{"own": {"a": 3}}'])
def test_rubbish_in_the_settings_keeps_nothing(text):
    kept = KeptModels.from_json(text)
    assert kept.folders == () and kept.servers == () and not any(kept.own.values())


def test_facts_are_said_in_words(tmp_path):
    write_chat(tmp_path / "b.gguf")
    told = dict(facts(rows(tmp_path)["b"]))
    assert told["Made for"] == "4,096 tokens" and told["Lies in"].endswith("b.gguf")
    assert (count_words(134_515_008), count_words(8_770_000_000), count_words(0)) == ("135 million", "8.8 billion", "")
