"""A close look at one model: what is wrong with its files is said in sentences."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from chai_desktop.errors import Cancelled
from chai_desktop.models.catalog.check import CheckReport, check_model
from chai_desktop.models.catalog.check_line import Verdict
from chai_desktop.models.catalog.finding import find_models
from chai_desktop.models.catalog.found_model import FoundModel
from tests.models.catalog.model_writer import write_chat, write_folder, write_safetensors, write_snapshot


def the_model(folder: Path) -> FoundModel:
    return next(model for model in find_models([folder]).models if not model.from_package)


def checked(folder: Path) -> CheckReport:
    return check_model(the_model(folder), lambda _fraction, _words: None, lambda: False)


def bad(report: CheckReport) -> str:
    return " ".join(line.sentence for line in report.lines if line.verdict is Verdict.BAD)


def test_good_models_are_good(tmp_path):
    gguf = write_chat(tmp_path / "one" / "Tiny.gguf")
    report = checked(tmp_path / "one")
    assert report.is_good and not bad(report)
    assert report.sha256 == {"Tiny.gguf": hashlib.sha256(gguf.read_bytes()).hexdigest()}
    write_folder(tmp_path / "two", sharded=True)
    report = checked(tmp_path / "two")
    assert report.is_good and len(report.sha256) == 2


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def test_cut_files_are_told(tmp_path):
    cut(write_chat(tmp_path / "one" / "Tiny.gguf"))
    assert "Tiny.gguf is cut off" in bad(checked(tmp_path / "one"))
    cut(write_folder(tmp_path / "two") / "model.safetensors")
    assert "model.safetensors is cut off" in bad(checked(tmp_path / "two"))


def test_a_tokenizer_larger_than_its_model_is_told(tmp_path):
    write_chat(tmp_path / "one" / "Tiny.gguf", tokens=9)
    assert "tokenizer has 9 tokens, but the model knows 8" in bad(checked(tmp_path / "one"))
    write_folder(tmp_path / "two", tokens=10)
    assert "tokenizer has 10 tokens, but the model knows 8" in bad(checked(tmp_path / "two"))


@pytest.mark.parametrize("content", ["[]", '{"model": {"vocab": {"a": "b"}}}', '{"added_tokens": [3]}', "{"])
def test_a_damaged_tokenizer_is_told(tmp_path, content):
    (write_folder(tmp_path / "two") / "tokenizer.json").write_text(content)
    assert "tokenizer.json is damaged" in bad(checked(tmp_path / "two"))


def test_pickles_and_programs_are_told(tmp_path):
    folder = write_folder(tmp_path / "two")
    (folder / "optimizer.pt").write_bytes(b"x")
    config = json.loads((folder / "config.json").read_text()) | {"auto_map": {"AutoModel": "model.Model"}}
    (folder / "config.json").write_text(json.dumps(config))
    words = " ".join(line.sentence for line in checked(folder).lines)
    assert "optimizer.pt is a pickle; it is never opened" in words
    assert "a program of its own, which is never run" in words


def test_an_index_that_lies_is_told(tmp_path):
    folder = write_folder(tmp_path / "two", sharded=True)
    write_safetensors(folder / "model-00002-of-00002.safetensors", {"c": ("BF16", (64,))})
    assert "does not hold “b”" in bad(checked(folder))


def test_downloaded_files_are_held_against_their_hashes(tmp_path, empty_cache):
    whole = write_folder(tmp_path / "whole")
    files = {path.name: path.read_bytes() for path in whole.iterdir()}
    snapshot = write_snapshot(empty_cache, "someone/Tiny", files)
    model = next(model for model in find_models().models if model.name == "someone/Tiny")
    good = check_model(model, lambda _fraction, _words: None, lambda: False)
    assert good.is_good and any("what the hub keeps" in line.sentence for line in good.lines)
    blob = (snapshot / "model.safetensors").resolve()
    blob.write_bytes(blob.read_bytes()[:-1] + b"\1")
    report = check_model(model, lambda _fraction, _words: None, lambda: False)
    assert "model.safetensors is not what was downloaded" in bad(report)


def test_a_check_tells_how_far_it_is_and_can_be_stopped(tmp_path):
    write_chat(tmp_path / "Tiny.gguf")
    told: list[float] = []
    check_model(the_model(tmp_path), lambda fraction, _words: told.append(fraction), lambda: False)
    assert told and told[-1] == 1.0
    with pytest.raises(Cancelled):
        check_model(the_model(tmp_path), lambda _fraction, _words: None, lambda: True)
