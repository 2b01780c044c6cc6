"""Downloads from a real server that speaks as the hub does."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from chai_desktop.errors import Cancelled, EngineError
from chai_desktop.models.catalog.check import check_model
from chai_desktop.models.catalog.download import download, plan_download
from chai_desktop.models.catalog.finding import find_models
from chai_desktop.models.catalog.hub_plan import DownloadPlan, HubFile, choices_of, read_repository
from tests.models.catalog.hub_server import HubServer
from tests.models.catalog.model_writer import write_chat, write_eyes

NAME = "someone/Tiny-GGUF"
needs_hub = pytest.mark.skipif(find_spec("huggingface_hub") is None, reason="huggingface_hub is not installed")


def never() -> bool:
    return False


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    chat, eyes = write_chat(tmp_path / "c.gguf"), write_eyes(tmp_path / "e.gguf")
    padded = chat.read_bytes() + bytes(3 << 20)
    server = HubServer(NAME, {"Tiny-F16.gguf": padded, "mmproj-Tiny-F16.gguf": eyes.read_bytes(), "README.md": b"#"})
    monkeypatch.setenv("HF_ENDPOINT", server.url)
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    yield server
    server.close()


@needs_hub
def test_size_and_licence_are_known_before(hub):
    plan = plan_download(NAME, never)
    (choice,) = plan.choices
    assert plan.licence == "apache-2.0"
    assert choice.size == len(hub.files["Tiny-F16.gguf"]) + len(hub.files["mmproj-Tiny-F16.gguf"])
    assert hub.asked == []


@needs_hub
def test_what_was_downloaded_is_found_and_is_what_the_hub_keeps(hub):
    plan = plan_download(NAME, never)
    told: list[float] = []
    folder = download(plan, plan.choices[0], lambda fraction, _words: told.append(fraction or 0), never)
    assert (folder / "Tiny-F16.gguf").read_bytes() == hub.files["Tiny-F16.gguf"]
    assert told == sorted(told) and told[-1] == 1.0
    model = next(model for model in find_models().models if model.name == f"{NAME}: Tiny-F16")
    assert model.sees
    report = check_model(model, lambda _fraction, _words: None, never)
    assert any("what the hub keeps" in line.sentence for line in report.lines)


@needs_hub
def test_a_broken_connection_is_gone_on_with(hub):
    plan = plan_download(NAME, never)
    hub.break_after = (2 << 20) + 5
    folder = download(plan, plan.choices[0], lambda _fraction, _words: None, never)
    assert (folder / "Tiny-F16.gguf").read_bytes() == hub.files["Tiny-F16.gguf"]
    ranges = [wanted for name, wanted in hub.asked if name == "Tiny-F16.gguf"]
    assert ranges == ["", f"bytes={2 << 20}-"]


@needs_hub
def test_a_cancelled_download_stops_at_once_and_nothing_half_is_found(hub, empty_cache):
    plan = plan_download(NAME, never)
    hub.hold.clear()

    def is_half_here() -> bool:
        return any(part.stat().st_size >= 1 << 20 for part in empty_cache.rglob("*.part"))

    with pytest.raises(Cancelled):
        download(plan, plan.choices[0], lambda _fraction, _words: None, is_half_here)
    assert all(model.from_package for model in find_models().models)
    hub.hold.set()
    folder = download(plan, plan.choices[0], lambda _fraction, _words: None, never)
    assert (folder / "Tiny-F16.gguf").read_bytes() == hub.files["Tiny-F16.gguf"]
    assert hub.asked[-1][0] != "Tiny-F16.gguf" and hub.asked[-2] == ("Tiny-F16.gguf", f"bytes={1 << 20}-")


@needs_hub
def test_refusals_are_sentences(hub, monkeypatch):
    with pytest.raises(EngineError, match="has no model someone/Else"):
        plan_download("someone/Else", never)
    hub.gated = True
    with pytest.raises(EngineError, match="agreed to its terms"):
        plan_download(NAME, never)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(EngineError, match="switched off"):
        plan_download(NAME, never)


@needs_hub
def test_without_a_network_it_is_said_at_once(monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)  # an engine that was loaded in this process sets it
    began = time.monotonic()
    with pytest.raises(EngineError, match="cannot be reached"):
        plan_download(NAME, never)
    assert time.monotonic() - began < 5


def test_a_download_that_does_not_fit_on_the_disk_is_not_begun():
    (choice,) = choices_of(NAME, [HubFile("a.gguf", 1 << 60)])
    with pytest.raises(EngineError, match="are free"):
        download(DownloadPlan(NAME, "r", "", (choice,)), choice, lambda _fraction, _words: None, never)


@needs_hub
def test_what_came_before_needs_no_room_again(empty_cache, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    size = shutil.disk_usage(empty_cache).free
    (choice,) = choices_of(NAME, [HubFile("a.gguf", size)])
    blobs = empty_cache / "models--someone--Tiny-GGUF" / "blobs"
    blobs.mkdir(parents=True)
    with (blobs / f"{'a' * 64}.part").open("wb") as file:
        file.truncate(size - 1000)  # a hole: it takes no room here either
    with pytest.raises(EngineError, match="cannot be reached"):
        download(DownloadPlan(NAME, "r", "", (choice,)), choice, lambda _fraction, _words: None, never)


@needs_hub
def test_checking_what_came_is_told_and_is_no_silence(hub):
    plan, told = plan_download(NAME, never), []
    download(plan, plan.choices[0], lambda _fraction, words: told.append(words), never)
    assert any("Tiny-F16.gguf is checked" in words for words in told)


@pytest.mark.parametrize(
    "words",
    ["Qwen/Qwen3-VL-2B", " https://huggingface.co/Qwen/Qwen3-VL-2B/tree/main "],
)
def test_a_repository_is_read_from_what_is_pasted(words):
    assert read_repository(words) == "Qwen/Qwen3-VL-2B"


@pytest.mark.parametrize("words", ["", "Qwen", "../../etc", "https://example.org/a/b/c", "a b/c"])
def test_what_is_no_repository_is_refused(words):
    with pytest.raises(EngineError, match="no name of a model"):
        read_repository(words)


def test_only_what_would_be_loaded_is_offered():
    files = [
        HubFile(name, 1)
        for name in (
            "config.json", "tokenizer.json", "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors",
            "pytorch_model.bin", "onnx/model.onnx", "Q4-00001-of-00002.gguf", "Q4-00002-of-00002.gguf", "Q8.gguf",
            "mmproj-F32.gguf", "mmproj-F16.gguf",
        )
    ]  # fmt: skip
    whole, q4, q8 = choices_of(NAME, files)
    assert {file.name for file in whole.files} == {
        "config.json", "tokenizer.json", "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors",
    }  # fmt: skip
    assert [file.name for file in q4.files] == ["Q4-00001-of-00002.gguf", "Q4-00002-of-00002.gguf", "mmproj-F16.gguf"]
    assert [file.name for file in q8.files] == ["Q8.gguf", "mmproj-F16.gguf"]


def test_pickles_alone_are_not_downloaded():
    with pytest.raises(EngineError, match="only as pickles"):
        choices_of(NAME, [HubFile("config.json", 1), HubFile("pytorch_model.bin", 1)])
    with pytest.raises(EngineError, match="no model that could be loaded"):
        choices_of(NAME, [HubFile("README.md", 1)])
