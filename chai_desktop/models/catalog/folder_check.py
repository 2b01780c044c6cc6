"""What can be wrong with a folder of the transformers library."""

from __future__ import annotations

import os
from typing import Any

from chai_desktop.errors import EngineError
from chai_desktop.models.catalog.check_line import CheckLine, Verdict, size_of, whole
from chai_desktop.models.catalog.folder_models import ADAPTER_CONFIG, INDEX, ONE_FILE, PICKLES, UNSAFE, weight_files
from chai_desktop.models.catalog.found_model import FoundModel, ModelForm
from chai_desktop.models.catalog.json_file import read_json
from chai_desktop.models.catalog.safetensors_head import SafetensorsHead, read_safetensors_head

_LONGEST_TOKENIZER = 96 << 20  # bytes; the largest in use has some 33 MB


def check_folder(model: FoundModel) -> list[CheckLine]:
    """EngineError where a head cannot be read."""
    names = sorted(os.listdir(model.path)) if model.path.is_dir() else []
    lines = _safety(names)
    if model.form is ModelForm.ADAPTER:
        return [*lines, *_pieces(model, names, adapter=True)]
    config = read_json(model.path / "config.json")
    if "auto_map" in config:
        lines.append(CheckLine(Verdict.WARNING, "It brings a program of its own, which is never run here."))
    lines += _pieces(model, names, adapter=False)
    lines += _tokenizer(model, names, config)
    if model.sees and "video_preprocessor_config.json" not in names and "preprocessor_config.json" not in names:
        lines.append(CheckLine(Verdict.WARNING, "It does not say how video is to be prepared; the usual way is taken."))
    return lines


def _safety(names: list[str]) -> list[CheckLine]:
    pickles = [name for name in names if name.endswith(PICKLES)]
    if not pickles:
        return [CheckLine(Verdict.GOOD, "Nothing in it can run a program when it is opened.")]
    if any(name.endswith(".safetensors") for name in names):
        return [CheckLine(Verdict.WARNING, f"{pickles[0]} is a pickle; it is never opened, the safetensors are.")]
    return [CheckLine(Verdict.BAD, UNSAFE)]


def _pieces(model: FoundModel, names: list[str], adapter: bool) -> list[CheckLine]:
    files, missing = (list(model.files), list[str]()) if adapter else weight_files(model.path, names)
    lines = [CheckLine(Verdict.BAD, f"{name} is missing.") for name in missing]
    heads: dict[str, SafetensorsHead] = {}
    for file in files:
        head = heads[file.name] = read_safetensors_head(file)
        lines.append(whole(file.name, size_of(file), head.needed_bytes))
    if not files and not adapter:
        lines.append(CheckLine(Verdict.BAD, "There are no weights as safetensors."))
    if INDEX in names and not adapter and ONE_FILE not in names:
        lines += _index(read_json(model.path / INDEX, 64 << 20)["weight_map"], heads)
    if adapter and ADAPTER_CONFIG in names and not model.base:
        lines.append(CheckLine(Verdict.WARNING, "It does not say which model it was made for."))
    return lines


def _index(table: dict[str, Any], heads: dict[str, SafetensorsHead]) -> list[CheckLine]:
    """Every tensor of the index lies in the file that it names."""
    for tensor, file in table.items():
        if file in heads and tensor not in heads[file].shapes:
            return [CheckLine(Verdict.BAD, f"{file} does not hold “{tensor}”, which {INDEX} says it does.")]
    return []


def _tokenizer(model: FoundModel, names: list[str], config: dict[str, Any]) -> list[CheckLine]:
    if "tokenizer.json" not in names:
        there = "vocab.json" in names and "merges.txt" in names
        sentence = "Its tokenizer is in an older form." if there else "It brings no tokenizer (tokenizer.json)."
        return [CheckLine(Verdict.WARNING if there else Verdict.BAD, sentence)]
    highest = _highest_token(read_json(model.path / "tokenizer.json", _LONGEST_TOKENIZER))
    text = config.get("text_config")
    rows = (text if isinstance(text, dict) else config).get("vocab_size")
    if not isinstance(rows, int) or highest < 0:
        return [CheckLine(Verdict.WARNING, "Whether tokenizer and model fit together cannot be told.")]
    if highest >= rows:
        return [CheckLine(Verdict.BAD, f"Its tokenizer has {highest + 1:,} tokens, but the model knows {rows:,}.")]
    return [CheckLine(Verdict.GOOD, f"Tokenizer and model fit together ({highest + 1:,} tokens).")]


def _highest_token(tokenizer: dict[str, Any]) -> int:
    """The highest number of a token; -1 where none is found. EngineError where the file makes no sense."""
    model = tokenizer.get("model")
    vocabulary = model.get("vocab") if isinstance(model, dict) else None
    try:
        numbers = list(vocabulary.values()) if isinstance(vocabulary, dict) else list(range(len(vocabulary or [])))
        added = [entry["id"] for entry in tokenizer.get("added_tokens") or []]
        return max([-1, *(int(number) for number in [*numbers, *added])])
    except (TypeError, KeyError, ValueError, OverflowError) as error:
        raise EngineError("tokenizer.json is damaged.", "Copy or download it again.") from error
