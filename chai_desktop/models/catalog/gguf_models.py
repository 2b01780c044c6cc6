"""GGUF files as models: numbered pieces put together, and the part that sees given to its model."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from chai_desktop.errors import EngineError
from chai_desktop.models.catalog.found_model import FoundModel, ModelForm
from chai_desktop.models.catalog.gguf_head import GgufHead, read_gguf_head
from chai_desktop.models.catalog.hub_cache import repository_of

ENGINE = "gguf"
EYES = "clip"  # the architecture of files that hold only the part of a model that sees
SEEING = frozenset({"qwen3vl"})  # whose video input this program can make
_EYES_OF = ("qwen3vl_merger",)  # what their eyes call themselves (clip.projector_type)
_PIECE = re.compile(r"^(?P<stem>.+)-(?P<number>\d{5})-of-(?P<count>\d{5})\.gguf$")
# llama.cpp's names of mixtures (llama_ftype), which say more than the type of most tensors.
_MIXTURES = {
    0: "F32", 1: "F16", 2: "Q4_0", 3: "Q4_1", 7: "Q8_0", 8: "Q5_0", 9: "Q5_1", 10: "Q2_K", 11: "Q3_K_S", 12: "Q3_K_M",
    13: "Q3_K_L", 14: "Q4_K_S", 15: "Q4_K_M", 16: "Q5_K_S", 17: "Q5_K_M", 18: "Q6_K", 30: "IQ4_XS", 32: "BF16",
}  # fmt: skip


def gguf_models(paths: Iterable[Path], from_package: str = "", about: str = "") -> list[FoundModel]:
    """One model for each file, or for each set of numbered files; eyes are listed too, as what they are."""
    models: list[FoundModel] = []
    for first, files in _sets(paths):
        model = _one(first, files)
        models.append(replace(model, from_package=from_package, about=about or model.about))
    return _with_eyes(models)


def _sets(paths: Iterable[Path]) -> list[tuple[Path, tuple[Path, ...]]]:
    sets: dict[tuple[Path, str, str], list[Path]] = {}
    for path in paths:
        piece = _PIECE.match(path.name)
        key = (path.parent, piece["stem"], piece["count"]) if piece else (path.parent, path.name, "")
        sets.setdefault(key, []).append(path)
    return [(min(files), tuple(sorted(files))) for files in sets.values()]


def _one(first: Path, files: tuple[Path, ...]) -> FoundModel:
    model = FoundModel(first, ENGINE, ModelForm.GGUF, _plain_name(first), size_bytes=_size(files), files=files)
    missing = missing_pieces(files)
    if missing:
        return replace(model, problem=f"{missing[0]} is missing; all pieces have to lie in one folder.")
    heads = []
    for file in files:
        head = _head(file)
        if isinstance(head, str):
            return replace(model, problem=head)
        heads.append(head)
    return _described(model, heads)


def missing_pieces(files: tuple[Path, ...]) -> list[str]:
    """The names of numbered files that are not there."""
    piece = _PIECE.match(files[0].name)
    if piece is None:
        return []
    count = int(piece["count"])
    if count > 999:
        return [f"A set of {count} pieces"]
    wanted = [f"{piece['stem']}-{number:05d}-of-{piece['count']}.gguf" for number in range(1, count + 1)]
    there = {file.name for file in files}
    return [name for name in wanted if name not in there]


def _described(model: FoundModel, heads: list[GgufHead]) -> FoundModel:
    head = heads[0]
    architecture = head.text("general.architecture")
    if not architecture:
        return replace(model, problem=f"{model.path.name} does not say what kind of model it holds.")
    is_eyes = architecture == EYES
    repository = repository_of(model.path)
    return replace(
        model,
        form=ModelForm.EYES if is_eyes else ModelForm.GGUF,
        name=f"{repository}: {model.name}" if repository else model.name,
        architecture=_projector(head) if is_eyes else architecture,
        parameters=sum(each.parameters for each in heads),
        precision=_MIXTURES.get(head.number("general.file_type"), "") or head.main_type,
        context=head.number(f"{architecture}.context_length"),
        width=head.number("clip.vision.projection_dim" if is_eyes else f"{architecture}.embedding_length"),
        cache_bytes=_cache_bytes(head, architecture),
        about="the part of a model that sees; it belongs to another file" if is_eyes else "",
    )


def _projector(head: GgufHead) -> str:
    """Of which kind eyes are: they belong to models of one architecture only."""
    return head.text("clip.projector_type") or head.text("clip.vision.projector_type") or EYES


def _cache_bytes(head: GgufHead, architecture: str) -> int:
    """2 (keys, values) x 2 bytes x layers x key-value heads x length of a head."""
    layers, heads = (head.number(f"{architecture}.{key}") for key in ("block_count", "attention.head_count"))
    shared = head.number(f"{architecture}.attention.head_count_kv") or heads
    width = head.number(f"{architecture}.embedding_length")
    length = head.number(f"{architecture}.attention.key_length") or (width // heads if heads else 0)
    return 4 * layers * shared * length


def _with_eyes(models: list[FoundModel]) -> list[FoundModel]:
    """Give each model that could see the eyes beside it: of its own width, the best-named, then the largest."""
    eyes = [model for model in models if model.form is ModelForm.EYES and not model.problem]
    return [_seeing(model, eyes) for model in models]


def _seeing(model: FoundModel, eyes: list[FoundModel]) -> FoundModel:
    if model.form is not ModelForm.GGUF or model.problem or model.architecture not in SEEING:
        return model
    near = [each for each in eyes if each.path.parent == model.path.parent and each.architecture in _EYES_OF]
    fitting = [each for each in near if each.width in (0, model.width)]
    if not fitting:
        return replace(model, about="It could see with its mmproj file beside it.")
    best = max(fitting, key=lambda each: (_shared_start(each.path.name, model.path.name), each.size_bytes))
    return replace(model, sees=True, eyes=best.path)


def _shared_start(eyes: str, model: str) -> int:
    """How many letters the names begin alike with, "mmproj-" aside."""
    ours = re.sub(r"^mmproj-?(model-)?", "", eyes.lower())
    number = 0
    for one, other in zip(ours, model.lower(), strict=False):
        if one != other:
            break
        number += 1
    return number


def _plain_name(path: Path) -> str:
    piece = _PIECE.match(path.name)
    return piece["stem"] if piece else path.stem


def _size(files: tuple[Path, ...]) -> int:
    total = 0
    for file in files:
        try:
            total += file.stat().st_size
        except OSError:
            continue  # its head cannot be read either, and that is told
    return total


def _head(path: Path) -> GgufHead | str:
    """The head, or the sentence that says why there is none."""
    try:
        facts = path.stat()
        return _read(path, facts.st_size, facts.st_mtime_ns)
    except OSError as error:
        return f"{path.name} cannot be read: {error.strerror}."
    except EngineError as error:
        return error.message


@lru_cache(maxsize=256)
def _read(path: Path, _size: int, _changed: int) -> GgufHead:
    """A head takes a tenth of a second to read, and a search is repeated."""
    return read_gguf_head(path)
