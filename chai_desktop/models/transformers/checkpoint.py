"""A first look at a model's folder, before torch reads it: is it a Qwen3-VL, are all its files there and whole."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chai_desktop.errors import EngineError
from chai_desktop.models.catalog.hub_cache import hugging_face_cache

ARCHITECTURE = "Qwen3VLForConditionalGeneration"
PATCH, MERGE, PAIR = 16, 2, 2  # what the frames are cut into; every published Qwen3-VL has these
_AGAIN = "Copy or download the model again."
_OTHER = "Choose the folder of a Qwen3-VL (2B, 4B, 8B or 32B) or of a fine-tuned copy of one."
_WHOLE, _INDEX = "model.safetensors", "model.safetensors.index.json"
_PICKLES = ("*.bin", "*.pt", "*.pth")
_COLOURS = ("video_preprocessor_config.json", "preprocessor_config.json")
_DESCRIBED = ("config.json", "generation_config.json", "tokenizer.json", *_COLOURS)
_ADAPTER = "adapter_config.json"
_LONGEST_HEAD = 100_000_000  # bytes, the format's own bound


@dataclass(frozen=True)
class Checkpoint:
    """``weights``: the files that hold them; ``pickled`` where those are no safetensors. ``config`` as in config.json.
    ``mean``, ``std``: by colour, for pixel values of 0..1. ``described``: the other files that decide what it answers.
    """

    folder: Path
    config: dict[str, Any]
    weights: tuple[Path, ...]
    mean: tuple[float, ...]
    std: tuple[float, ...]
    described: tuple[Path, ...]
    pickled: bool = False


def look_at(model: str, allow_pickle: bool = False) -> Checkpoint:
    """``model``: a folder, or a name ("Qwen/Qwen3-VL-8B-Instruct") whose files lie in the Hugging Face cache.

    Nothing is downloaded. EngineError, naming the file and the way out, where it cannot be used.
    """
    folder = _folder_of(model)
    config = read_json(folder / "config.json")
    _check_kind(config, folder)
    _check_alone(config, folder)
    weights, pickled = _weights_of(folder, allow_pickle)
    for path in () if pickled else weights:
        check_safetensors(path)
    mean, std = _colours_of(folder)
    described = tuple(folder / name for name in _DESCRIBED if (folder / name).is_file())
    return Checkpoint(folder, config, weights, mean, std, described, pickled)


def read_json(path: Path) -> dict[str, Any]:
    """EngineError where it is not there or no JSON object."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise EngineError(f"{path.parent.name} holds no {path.name}, which every such model has.", _OTHER) from error
    except OSError as error:
        raise EngineError(f"{path.name} cannot be read: {error.strerror}.", _AGAIN) from error
    except (ValueError, RecursionError) as error:
        raise EngineError(f"{path.name} in {path.parent.name} is damaged: it is no JSON.", _AGAIN) from error
    if not isinstance(data, dict):
        raise EngineError(f"{path.name} in {path.parent.name} is damaged: it holds no settings.", _AGAIN)
    return data


def check_safetensors(path: Path) -> None:
    """EngineError where the file is not there, is no safetensors file, or ends too early.

    The format: https://github.com/huggingface/safetensors: the head's length (8 bytes), the head as JSON, the numbers.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            if length > min(size, _LONGEST_HEAD):
                raise ValueError("a head longer than the file")
            head = json.loads(file.read(length))
        ends = [entry["data_offsets"][1] for name, entry in head.items() if name != "__metadata__"]
    except OSError as error:
        raise EngineError(f"{path.name} cannot be read: {error.strerror}.", "Check that it is still there.") from error
    except (struct.error, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise EngineError(f"{path.name} is cut off or damaged: its head cannot be read.", _AGAIN) from error
    missing = 8 + length + max(ends, default=0) - size
    if missing > 0:
        raise EngineError(f"{path.name} is cut off: the last {missing:,} bytes are missing.", _AGAIN)


def _folder_of(model: str) -> Path:
    if not model:
        raise EngineError("No model was named.", _OTHER)
    path = Path(model).expanduser()
    if path.is_dir():
        return path
    if path.is_file():
        hint = "Choose the engine “gguf” for it." if path.suffix == ".gguf" else _OTHER
        raise EngineError(f"{path.name} is a file; this engine takes a model's folder.", hint)
    snapshot = _snapshot_of(model)
    if snapshot is None:
        raise EngineError(f"There is no folder {model}, and no model of that name in the Hugging Face cache.", _OTHER)
    return snapshot


def _snapshot_of(name: str) -> Path | None:
    """The newest known state of a downloaded model, by the layout of huggingface_hub's cache."""
    if name.count("/") != 1 or ".." in name:
        return None
    cached = hugging_face_cache() / f"models--{name.replace('/', '--')}"
    try:
        commit = (cached / "refs" / "main").read_text("utf-8").strip()
    except OSError:
        found = sorted((cached / "snapshots").glob("*/config.json"), key=lambda path: path.stat().st_mtime)
        return found[-1].parent if found else None
    folder = cached / "snapshots" / commit
    return folder if folder.is_dir() else None


def _check_kind(config: dict[str, Any], folder: Path) -> None:
    kinds = config.get("architectures") or [str(config.get("model_type", "unknown"))]
    if ARCHITECTURE not in kinds:
        raise EngineError(f"{folder.name} holds a model of another kind ({kinds[0]}).", _OTHER)
    quantised = config.get("quantization_config") or {}
    method = quantised.get("quant_method", "")
    if method and method != "bitsandbytes":
        raise EngineError(
            f"The weights in {folder.name} were made smaller by {method}, which this engine cannot read.",
            "Choose the original weights and set the precision to 8-bit or 4-bit, or use a GGUF file.",
        )
    vision = config.get("vision_config")
    text = config.get("text_config")
    if not isinstance(vision, dict) or not isinstance(text, dict):
        raise EngineError(f"config.json in {folder.name} is damaged: it does not describe both parts.", _AGAIN)
    cut = (
        vision.get("patch_size", PATCH),
        vision.get("spatial_merge_size", MERGE),
        vision.get("temporal_patch_size", PAIR),
    )
    if cut != (PATCH, MERGE, PAIR):
        raise EngineError(f"The model in {folder.name} cuts frames otherwise than any published Qwen3-VL.", _OTHER)


def _check_alone(config: dict[str, Any], folder: Path) -> None:
    """The library would read other files than those that are checked and hashed here, and tell nobody."""
    if config.get("transformers_weights") is not None:
        raise EngineError(
            f"config.json in {folder.name} names weights of its own (transformers_weights).",
            f"Take that line out, and call the file {_WHOLE}.",
        )
    if (folder / _ADAPTER).exists():
        raise EngineError(
            f"{folder.name} holds an adapter beside the weights of a whole model.",
            "Move the adapter's files into a folder of their own, and choose that as the adapter.",
        )


def _weights_of(folder: Path, allow_pickle: bool) -> tuple[tuple[Path, ...], bool]:
    if (folder / _WHOLE).is_file():  # first, as the library does where there are both
        return (folder / _WHOLE,), False
    if (folder / _INDEX).is_file():
        return _shards(folder), False
    pickles = sorted(path for pattern in _PICKLES for path in folder.glob(pattern))
    if not pickles:
        raise EngineError(f"{folder.name} holds no weights: there is no {_WHOLE}.", _AGAIN)
    if not allow_pickle:
        raise EngineError(
            f"The weights in {folder.name} are in {pickles[0].name}, a kind of file that can run programs of its own.",
            "Get the model as safetensors; or, if you trust its source, add --set allow_pickle=true to the command.",
        )
    return tuple(pickles), True


def _shards(folder: Path) -> tuple[Path, ...]:
    names = read_json(folder / _INDEX).get("weight_map")
    if not isinstance(names, dict) or not names:
        raise EngineError(f"{_INDEX} in {folder.name} is damaged: it names no files.", _AGAIN)
    paths = tuple(folder / Path(str(name)).name for name in sorted(set(names.values())))
    missing = [path.name for path in paths if not path.is_file()]
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise EngineError(f"{folder.name} is not whole: {missing[0]}{more} is missing.", _AGAIN)
    return paths


def _colours_of(folder: Path) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """From the settings of the model's own processor: for videos, else for images; 0.5 as in every published one."""
    for name in _COLOURS:
        if (folder / name).is_file():
            found = read_json(folder / name)
            return _colour(found, "image_mean", name), _colour(found, "image_std", name)
    return (0.5, 0.5, 0.5), (0.5, 0.5, 0.5)


def _colour(found: dict[str, Any], key: str, name: str) -> tuple[float, ...]:
    values = found.get(key, [0.5, 0.5, 0.5])
    if not isinstance(values, list) or len(values) != 3 or not all(isinstance(each, int | float) for each in values):
        raise EngineError(f"{name} is damaged: {key} must be three numbers.", _AGAIN)
    return tuple(float(each) for each in values)
