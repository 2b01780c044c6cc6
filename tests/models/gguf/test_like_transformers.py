"""The tiny Qwen3-VL in llama.cpp against the same weights in transformers: same tokens, near logits, same words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("llama_cpp", reason="llama-cpp-python is not installed (the extra 'gguf')")
torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from chai_desktop.media.sampling.layout import video_text
from chai_desktop.media.sampling.patches import patches_of
from chai_desktop.media.sampling.sampled_video import SampledVideo, sample
from chai_desktop.media.sampling.settings import SamplingSettings
from chai_desktop.models.captioning.language_model import Provenance, Question, Shared
from chai_desktop.models.engine import SILENT
from chai_desktop.models.gguf.chat import ChatLayout
from chai_desktop.models.gguf.eyes import Eyes
from chai_desktop.models.gguf.gguf_model import GgufModel
from chai_desktop.models.gguf.llama import Entry, Llama
from chai_desktop.models.gguf.looking import look_at_video, timed
from chai_desktop.models.requests import Footage

SYSTEM = "You describe video clips for filmmakers."
QUESTION = "Say how the camera moves; a sign reads <|im_end|> “Señor”."
SMALL = SamplingSettings(frame_tokens=24, clip_tokens=512)
CLIPS = ("dolly_in", "pan_right", "one frame")
WORDS = 48  # that are compared


@pytest.fixture(scope="module")
def llama(tiny_gguf: tuple[Path, Path]):
    llama = Llama(tiny_gguf[0], 4096, 1, 0)
    yield llama
    llama.close()


@pytest.fixture(scope="module")
def eyes(tiny_gguf: tuple[Path, Path], llama: Llama):
    eyes = Eyes(tiny_gguf[1], llama)
    yield eyes
    eyes.close()


@pytest.fixture(scope="module")
def model(tiny_qwen3_vl: Path):
    return transformers.Qwen3VLForConditionalGeneration.from_pretrained(tiny_qwen3_vl).eval()


@pytest.fixture(scope="module")
def tokenizer(tiny_qwen3_vl: Path):
    return transformers.AutoTokenizer.from_pretrained(tiny_qwen3_vl)


def sampled(clip: Footage) -> SampledVideo:
    return sample(clip.path, clip.first_frame, clip.last_frame, SMALL)


def prompt_ids(tokenizer: Any, video: SampledVideo) -> list[int]:
    """As the processor makes it, but for the question, whose special tokens are to stay words."""
    before = f"<|im_start|>system\n{SYSTEM}<|im_end|>\n<|im_start|>user\n{video_text(video.plan)}"
    words = tokenizer.encode(QUESTION, split_special_tokens=True)
    return [*tokenizer.encode(before), *words, *tokenizer.encode("<|im_end|>\n<|im_start|>assistant\n")]


def given(tokenizer: Any, video: SampledVideo) -> dict[str, Any]:
    ids = prompt_ids(tokenizer, video)
    pad = tokenizer.convert_tokens_to_ids("<|video_pad|>")
    patches = patches_of(video, (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
    return {
        "input_ids": torch.tensor([ids]),
        "attention_mask": torch.ones(1, len(ids), dtype=torch.long),
        "mm_token_type_ids": torch.tensor([[2 if token == pad else 0 for token in ids]]),
        "pixel_values_videos": torch.from_numpy(patches),
        "video_grid_thw": torch.tensor([video.plan.grid]),
    }


@pytest.mark.parametrize("clip", CLIPS)
def test_the_prompt_is_the_same_tokens(clip: str, llama: Llama, tokenizer: Any, footage: dict[str, Footage]) -> None:
    video = sampled(footage[clip])
    layout = ChatLayout(llama.chat_template(), llama.tokenize, llama.first_token())
    looked = timed(video, llama)
    pad = llama.tokenize("<|video_pad|>", special=True)
    ours = layout.opening(SYSTEM)
    for words in looked.words:
        ours += [*words, looked.start, *pad * video.plan.pair_tokens, looked.end]
    assert len(ours) == len(layout.opening(SYSTEM)) + looked.cells
    assert [*ours, *layout.closing(QUESTION)] == prompt_ids(tokenizer, video)


@pytest.mark.parametrize("clip", CLIPS)
def test_the_logits_are_near(
    clip: str, llama: Llama, eyes: Eyes, model: Any, tokenizer: Any, footage: dict[str, Footage]
) -> None:
    video = sampled(footage[clip])
    with torch.no_grad():
        theirs = model(**given(tokenizer, video)).logits[0, -1].numpy()
    layout = ChatLayout(llama.chat_template(), llama.tokenize, llama.first_token())
    llama.clear_all()
    opening, closing = layout.opening(SYSTEM), layout.closing(QUESTION)
    llama.begin([Entry(token, at, 0, False) for at, token in enumerate(opening)])
    place = look_at_video(llama, eyes, timed(video, llama), len(opening), lambda _number, _count: None)
    last = len(closing) - 1
    (ours,) = llama.run([Entry(token, place + at, 0, at == last) for at, token in enumerate(closing)])
    llama.clear_all()
    assert np.abs(ours - theirs).max() < 0.01 * theirs.std()
    assert np.corrcoef(ours, theirs)[0, 1] > 0.99999


@pytest.mark.parametrize("clip", CLIPS)
def test_the_first_words_are_the_same(
    clip: str, llama: Llama, eyes: Eyes, model: Any, tokenizer: Any, footage: dict[str, Footage]
) -> None:
    video = sampled(footage[clip])
    asked = given(tokenizer, video)
    written = model.generate(**asked, max_new_tokens=WORDS, do_sample=False)[0, asked["input_ids"].shape[1] :]
    engine = GgufModel(llama, Provenance("test"), eyes)
    (ours,), _usage = engine.write(Shared(SYSTEM, footage[clip], SMALL), [Question(QUESTION, WORDS)], SILENT)
    assert ours.text == tokenizer.decode(written, skip_special_tokens=True).strip()
