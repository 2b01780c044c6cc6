"""Makes a model from its folder: on the device, in the precision and with the adapter that were asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chai_desktop.errors import EngineError
from chai_desktop.models.transformers.checkpoint import Checkpoint, check_safetensors, look_at, read_json
from chai_desktop.models.transformers.choosing import Sampling, sampling_from
from chai_desktop.models.transformers.file_hashes import files_hash
from chai_desktop.models.transformers.library import torch, transformers
from chai_desktop.models.transformers.settings import EngineSettings
from chai_desktop.models.transformers.words import Words, read_words

_AGAIN = "Copy or download the model again."
_ADAPTER, _ADAPTER_WEIGHTS = "adapter_config.json", "adapter_model.safetensors"
_LEFT_AS_THEY_ARE = ["model.visual", "lm_head"]  # what sees loses the fine cues of the camera first, and is small
_OLDEST = (5, 23)  # of transformers: the tests ran with it
_GPU_ONLY = ("8-bit", "4-bit")


@dataclass(frozen=True)
class Loaded:
    """``model``: a Qwen3VLForConditionalGeneration. ``ends``: tokens that end an answer. ``mean``, ``std``: of pixels,
    by colour.
    """

    model: Any
    words: Words
    ends: frozenset[int]
    sampling: Sampling
    mean: tuple[float, ...]
    std: tuple[float, ...]
    model_hash: str
    adapter_hash: str = ""
    precision: str = ""  # and the device, as a person reads them


def load(model: str, settings: EngineSettings) -> Loaded:
    """EngineError where it cannot be had; MemoryError or torch.OutOfMemoryError where there is no room for it."""
    _check_library()
    checkpoint = look_at(model, settings.allow_pickle)
    words = read_words(checkpoint.folder, checkpoint.config)
    device = _device(settings)
    if settings.threads:
        torch.set_num_threads(settings.threads)
    adapter_hash = _look_at_adapter(settings.adapter)
    made = with_weights(checkpoint, settings, device)
    if settings.adapter is not None:
        made = _with_adapter(made, settings.adapter, device)
    made.eval().requires_grad_(requires_grad=False)
    return Loaded(
        made,
        words,
        _ends(made, words),
        sampling_from(made.generation_config),
        checkpoint.mean,
        checkpoint.std,
        files_hash([*checkpoint.described, *checkpoint.weights]),
        adapter_hash,
        f"{_precision(settings, device)} on {device}",
    )


def _check_library() -> None:
    """The parts of transformers that are used here have changed between its versions."""
    version = tuple(int(part) for part in transformers.__version__.split(".")[:2])
    if version < _OLDEST:
        raise EngineError(
            f"transformers {transformers.__version__} is too old for this engine.",
            f"Install a newer one: pip install -U “transformers>={_OLDEST[0]}.{_OLDEST[1]}”",
        )


def _device(settings: EngineSettings) -> str:
    has_gpu = torch.cuda.is_available()
    if settings.device == "cuda" and not has_gpu:
        raise EngineError("torch sees no GPU on this machine.", "Set the device to cpu, or install torch for your GPU.")
    device = "cuda" if has_gpu and settings.device != "cpu" else "cpu"
    if settings.precision in _GPU_ONLY and device == "cpu":
        raise EngineError(
            f"The precision {settings.precision} needs a GPU.", "Set it to bf16 or float32, or use a GGUF file."
        )
    return device


def with_weights(checkpoint: Checkpoint, settings: EngineSettings, device: str) -> Any:
    options: dict[str, Any] = {
        "dtype": _dtype(settings, device),
        "attn_implementation": settings.attention,
        "local_files_only": True,
        "trust_remote_code": False,
        "use_safetensors": not checkpoint.pickled,
        "weights_only": True,
        "output_loading_info": True,
    }
    if device != "cpu":
        options["device_map"] = device  # straight to it; needs accelerate
    if settings.precision in _GPU_ONLY:
        options["quantization_config"] = _smaller(settings.precision)
    try:
        made, info = transformers.Qwen3VLForConditionalGeneration.from_pretrained(checkpoint.folder, **options)
    except (MemoryError, torch.OutOfMemoryError):
        raise
    except ImportError as error:
        raise EngineError(f"A package is missing for this: {error.name or error}.", "Install it with pip.") from error
    except Exception as error:
        if "allocate memory" in str(error) or "out of memory" in str(error).lower():
            raise MemoryError(str(error)) from error
        raise EngineError(
            f"The model in {checkpoint.folder.name} cannot be loaded: {_first_line(error)}", _AGAIN
        ) from error
    missing = sorted(info.get("missing_keys") or ())
    if missing:
        raise EngineError(
            f"The weights in {checkpoint.folder.name} are not whole: {len(missing)} are missing, such as {missing[0]}.",
            _AGAIN,
        )
    return made


def _dtype(settings: EngineSettings, device: str) -> Any:
    """Of what is not made smaller."""
    return torch.float32 if _precision(settings, device) == "float32" else torch.bfloat16


def _precision(settings: EngineSettings, device: str) -> str:
    if settings.precision == "auto":
        return "float32" if device == "cpu" else "bf16"
    return settings.precision


def _smaller(precision: str) -> Any:
    """bitsandbytes: 8 bits, or 4 as in QLoRA (NF4, scales quantised too, arithmetic in bf16)."""
    if precision == "8-bit":
        return transformers.BitsAndBytesConfig(load_in_8bit=True, llm_int8_skip_modules=_LEFT_AS_THEY_ARE)
    return transformers.BitsAndBytesConfig(
        load_in_4bit=True,
        bnb_4bit_quant_type="nf4",
        bnb_4bit_use_double_quant=True,
        bnb_4bit_compute_dtype=torch.bfloat16,
        llm_int8_skip_modules=_LEFT_AS_THEY_ARE,
    )


def _look_at_adapter(adapter: Path | None) -> str:
    """Its hash, '' where there is none. EngineError where it is no LoRA adapter in safetensors."""
    if adapter is None:
        return ""
    another = "Choose the folder of a LoRA adapter, as training writes it."
    if not adapter.is_dir():
        raise EngineError(f"There is no adapter folder {adapter}.", another)
    kind = read_json(adapter / _ADAPTER).get("peft_type") if (adapter / _ADAPTER).is_file() else None
    if kind != "LORA":
        raise EngineError(f"{adapter.name} is no LoRA adapter: its {_ADAPTER} is missing or says otherwise.", another)
    if not (adapter / _ADAPTER_WEIGHTS).is_file():
        raise EngineError(f"The adapter {adapter.name} holds no {_ADAPTER_WEIGHTS}; other kinds are not read.", another)
    check_safetensors(adapter / _ADAPTER_WEIGHTS)
    return files_hash([adapter / _ADAPTER, adapter / _ADAPTER_WEIGHTS])


def _with_adapter(made: Any, adapter: Path, device: str) -> Any:
    """Its layers are put among the model's own, unmerged: as they were trained, and also beside 4-bit weights."""
    try:
        import peft
    except ImportError as error:
        raise EngineError("An adapter needs the package peft.", "Install it with: pip install peft") from error
    try:
        joined = peft.PeftModel.from_pretrained(made, str(adapter), torch_device=device)
    except (MemoryError, torch.OutOfMemoryError):
        raise
    except Exception as error:
        raise EngineError(
            f"The adapter {adapter.name} does not fit this model: {_first_line(error)}",
            "Choose the model that it was trained on.",
        ) from error
    return joined.get_base_model()


def _ends(made: Any, words: Words) -> frozenset[int]:
    """What generation_config.json names, and the end of a turn."""
    named = made.generation_config.eos_token_id
    return frozenset({words.marks.end, *(named if isinstance(named, list) else [] if named is None else [named])})


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:200]
