"""Folders of the transformers library as models: config.json and safetensors, or an adapter to another model."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from chai_desktop.errors import EngineError
from chai_desktop.models.catalog.found_model import FoundModel, ModelForm
from chai_desktop.models.catalog.hub_cache import repository_of
from chai_desktop.models.catalog.json_file import read_json
from chai_desktop.models.catalog.safetensors_head import SafetensorsHead, read_safetensors_head

ENGINE = "transformers"
SEEING = frozenset({"qwen3_vl"})  # whose video input this program can make
PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle")
INDEX, ONE_FILE = "model.safetensors.index.json", "model.safetensors"
ADAPTER_CONFIG, ADAPTER_FILE = "adapter_config.json", "adapter_model.safetensors"
_PRECISIONS = {"BF16": "bf16", "F16": "f16", "F32": "f32", "F8_E4M3": "fp8", "U8": "4-bit", "I8": "8-bit"}
UNSAFE = "Its weights are pickles, which can run any program when they are opened; only safetensors are loaded."


def folder_model(folder: Path) -> FoundModel | None:
    """The model in a folder; None where its config.json is about something else."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return None  # said by the walk
    if ADAPTER_CONFIG in names:
        return _adapter(folder, names)
    model = FoundModel(folder, ENGINE, ModelForm.FOLDER, _name_of(folder))
    try:
        config = read_json(folder / "config.json")
    except EngineError as error:
        return replace(model, problem=error.message) if _has_weights(names) else None
    if not isinstance(config.get("model_type"), str):
        return None
    return _weighed(_described(model, config), names)


def weight_files(folder: Path, names: list[str]) -> tuple[list[Path], list[str]]:
    """The safetensors files that the model is made of, and the names of those that are missing.

    EngineError where the index of the pieces cannot be read or leads out of the folder.
    """
    if ONE_FILE in names:  # first, as the library does where there are both
        wanted = [ONE_FILE]
    elif INDEX in names:
        table = read_json(folder / INDEX, 64 << 20).get("weight_map")
        if not isinstance(table, dict) or not table:
            raise EngineError(f"{INDEX} names no files.", "Copy or download it again.")
        wanted = sorted({str(value) for value in table.values()})
        if any(Path(name).name != name for name in wanted):
            raise EngineError(f"{INDEX} names a file outside of its folder.", "Do not use this model.")
    else:
        wanted = [name for name in names if name.endswith(".safetensors")]
    there = [name for name in wanted if (folder / name).exists()]
    return [folder / name for name in there], [name for name in wanted if name not in there]


def _described(model: FoundModel, config: dict[str, Any]) -> FoundModel:
    kind = str(config["model_type"])
    text = config.get("text_config")
    shape = text if isinstance(text, dict) else config
    return replace(
        model,
        architecture=kind,
        sees=kind in SEEING,
        context=_number(shape, "max_position_embeddings"),
        width=_number(shape, "hidden_size"),
        cache_bytes=_cache_bytes(shape),
        precision=_quantised(config),
        problem="" if kind in SEEING else f"It is a “{kind}” model; the engine transformers runs Qwen3-VL models.",
    )


def _quantised(config: dict[str, Any]) -> str:
    how = config.get("quantization_config")
    if not isinstance(how, dict):
        return ""
    bits = 4 if how.get("load_in_4bit") else 8 if how.get("load_in_8bit") else _number(how, "bits")
    method = str(how.get("quant_method", "quantised"))
    return f"{bits}-bit ({method})" if bits else method


def _cache_bytes(shape: dict[str, Any]) -> int:
    """2 (keys, values) x 2 bytes x layers x key-value heads x length of a head."""
    heads = _number(shape, "num_attention_heads")
    shared = _number(shape, "num_key_value_heads") or heads
    length = _number(shape, "head_dim") or (_number(shape, "hidden_size") // heads if heads else 0)
    return 4 * _number(shape, "num_hidden_layers") * shared * length


def _number(table: dict[str, Any], key: str) -> int:
    found = table.get(key)
    return found if isinstance(found, int) and 0 < found < 1 << 40 else 0


def _weighed(model: FoundModel, names: list[str]) -> FoundModel:
    """With its files, their size and what their heads say."""
    folder = model.path
    try:
        files, missing = weight_files(folder, names)
        heads = [read_safetensors_head(file) for file in files]
    except EngineError as error:
        return replace(model, problem=error.message)
    model = replace(
        model,
        files=tuple(files),
        size_bytes=sum(file.stat().st_size for file in files),
        parameters=sum(head.parameters for head in heads),
        precision=model.precision or _main_precision(heads),
    )
    if missing:
        return replace(model, problem=f"{missing[0]} is missing: the model is not whole. Copy or download it again.")
    if not files:
        pickled = any(name.endswith(PICKLES) for name in names)
        return replace(model, problem=UNSAFE if pickled else "There are no weights beside its config.json.")
    return model


def _main_precision(heads: list[SafetensorsHead]) -> str:
    bytes_of: dict[str, int] = {}
    for head in heads:
        for kind, size in head.bytes_of.items():
            bytes_of[kind] = bytes_of.get(kind, 0) + size
    main = max(bytes_of, key=lambda kind: bytes_of[kind], default="")
    return _PRECISIONS.get(main, main.lower())


def _adapter(folder: Path, names: list[str]) -> FoundModel:
    model = FoundModel(folder, ENGINE, ModelForm.ADAPTER, _name_of(folder), architecture="adapter")
    try:
        config = read_json(folder / ADAPTER_CONFIG)
        model = replace(model, architecture=str(config.get("peft_type", "")).lower() or "adapter")
        base = config.get("base_model_name_or_path")
        model = replace(model, base=base if isinstance(base, str) else "")
        if ADAPTER_FILE not in names:
            pickled = any(name.endswith(PICKLES) for name in names)
            return replace(model, problem=UNSAFE if pickled else f"{ADAPTER_FILE} is missing.")
        head = read_safetensors_head(folder / ADAPTER_FILE)
    except EngineError as error:
        return replace(model, problem=error.message)
    return replace(
        model,
        files=(folder / ADAPTER_FILE,),
        size_bytes=(folder / ADAPTER_FILE).stat().st_size,
        parameters=head.parameters,
        precision=_main_precision([head]),
    )


def _has_weights(names: list[str]) -> bool:
    return any(name.endswith((".safetensors", *PICKLES)) for name in names)


def _name_of(folder: Path) -> str:
    return repository_of(folder) or folder.name
