"""Whatever is shared, batched or copied: every greedy answer is the one that the library's plain way gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from chai_desktop.media.sampling.patches import patches_of
from chai_desktop.media.sampling.sampled_video import sample
from chai_desktop.models.captioning.language_model import Question, Shared
from chai_desktop.models.decoding.copy_drafter import CopyDrafter
from chai_desktop.models.decoding.greedy import write
from chai_desktop.models.engine import SILENT
from chai_desktop.models.transformers.copy_writing import CopyingRow
from chai_desktop.models.transformers.decoder import Decoder
from chai_desktop.models.transformers.loading import Loaded, load
from chai_desktop.models.transformers.prefix import READ_AT_ONCE, SEEN_AT_ONCE
from chai_desktop.models.transformers.settings import EngineSettings
from chai_desktop.models.transformers.vision_language_model import VisionLanguageModel
from tests.models.transformers.fixtures import ASKED, LIMIT, about, questions
from tests.models.transformers.plain import Plain


@pytest.fixture(scope="module")
def wanted(plain: Plain, clip: Shared) -> list[str]:
    return [plain.text(clip, text, LIMIT) for text in ASKED]


def test_ids_and_pixels_are_those_of_the_models_own_processor(loaded: Loaded, plain: Plain, clip: Shared) -> None:
    video = sample(clip.footage.path, clip.footage.first_frame, clip.footage.last_frame, clip.sampling)
    given = plain.inputs(clip, ASKED[0])
    ids = [*loaded.words.opening(clip.system, video.plan), *loaded.words.closing(ASKED[0])]
    assert ids == given["input_ids"][0].tolist()
    assert given["video_grid_thw"][0].tolist() == list(video.plan.grid)
    patches = torch.from_numpy(patches_of(video, loaded.mean, loaded.std))
    assert torch.allclose(patches, given["pixel_values_videos"], atol=1e-6)


def test_five_answers_at_once(model: VisionLanguageModel, clip: Shared, wanted: list[str]) -> None:
    written, usage = model.write(clip, questions(), SILENT)
    assert [each.text for each in written] == wanted
    assert len(set(wanted)) == len(wanted)
    assert usage.passes <= LIMIT < usage.new_tokens
    assert usage.kept_tokens > usage.prompt_tokens / 2


def test_a_kept_clip_after_another_one(
    model: VisionLanguageModel, clip: Shared, other_clip: Shared, plain: Plain, wanted: list[str]
) -> None:
    """The rope offset of the other clip, which the library would go on with, plays no part."""
    model.prepare(clip, SILENT)
    other, _usage = model.write(other_clip, questions(20)[:1], SILENT)
    written, usage = model.write(clip, questions(), SILENT)
    assert other[0].text == plain.text(other_clip, ASKED[0], 20)
    assert [each.text for each in written] == wanted
    assert usage.kept_tokens >= usage.prompt_tokens - sum(len(text) for text in ASKED)


def test_one_question_alone(model: VisionLanguageModel, clip: Shared, wanted: list[str]) -> None:
    assert model.write(clip, questions()[2:3], SILENT)[0][0].text == wanted[2]


def test_without_a_video(model: VisionLanguageModel, clip: Shared, plain: Plain) -> None:
    blind = replace(clip, footage=None)
    written, _usage = model.write(blind, questions(), SILENT)
    assert [each.text for each in written] == [plain.text(blind, text, LIMIT) for text in ASKED]


def test_a_clip_of_one_frame(model: VisionLanguageModel, clip: Shared, plain: Plain) -> None:
    footage = clip.footage
    one = about(footage.path, footage.content_hash, 7, 7)
    assert model.write(one, questions(30)[:2], SILENT)[0][1].text == plain.text(one, ASKED[1], 30)


def test_a_clip_of_an_odd_number_of_frames(model: VisionLanguageModel, clip: Shared, plain: Plain) -> None:
    footage = clip.footage
    three = about(footage.path, footage.content_hash, 10, 12)
    assert model.write(three, questions(30)[:1], SILENT)[0][0].text == plain.text(three, ASKED[0], 30)


def test_answers_of_different_limits(model: VisionLanguageModel, clip: Shared, plain: Plain) -> None:
    asked = [Question(text, limit) for text, limit in zip(ASKED, (3, 40, 1, 17, 60), strict=True)]
    written, _usage = model.write(clip, asked, SILENT)
    assert [each.text for each in written] == [plain.text(clip, each.text, each.limit) for each in asked]
    assert not written[0].complete


def test_many_answers_in_little_memory(
    model: VisionLanguageModel, clip: Shared, wanted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chai_desktop.models.transformers.vision_language_model.free_for_answers", lambda _device: 1)
    written, usage = model.write(clip, questions(), SILENT)
    assert [each.text for each in written] == wanted
    assert usage.passes > 2 * LIMIT


def test_a_clip_and_questions_read_in_small_parts(
    model: VisionLanguageModel, clip: Shared, plain: Plain, wanted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(READ_AT_ONCE, "cpu", 16)
    monkeypatch.setitem(SEEN_AT_ONCE, "cpu", 1)
    assert [each.text for each in model.write(clip, questions(), SILENT)[0]] == wanted
    (judged,), _usage = model.judge(clip, ASKED[:1], "Yes", "No", SILENT)
    yes, no = plain.chances(clip, ASKED[0], ["Yes", "No"])
    assert judged.log_odds == pytest.approx(yes - no, abs=1e-3)
    blind = replace(clip, footage=None)
    assert model.write(blind, questions()[:1], SILENT)[0][0].text == plain.text(blind, ASKED[0], LIMIT)


def test_copied_answers_are_those_of_plain_decoding(
    model: VisionLanguageModel, clip: Shared, wanted: list[str]
) -> None:
    """From a source that is the answer, from one that is nearly it, from one that is not, and from an empty one."""
    words = wanted[1].split(" ")
    nearly = " ".join([*words[:5], "quite", *words[6:]])
    passes = []
    for source in (wanted[1], nearly, "The camera holds still.", ""):
        question = Question(ASKED[1], LIMIT, sources=(source, wanted[0]))
        (written,), usage = model.write(clip, [question], SILENT)
        assert written.text == wanted[1]
        passes.append(usage.passes)
        for span in written.copied:
            assert written.text[span.start : span.end] == source[span.source : span.source + span.end - span.start]
    assert passes[0] < passes[2]


def test_a_source_of_the_same_tokens_takes_few_passes(loaded: Loaded, clip: Shared, plain: Plain) -> None:
    """A random model's text is not cut into the tokens again that it was written in; so the tokens are given here."""
    decoder = Decoder(loaded.model)
    blind = replace(clip, footage=None)
    ids, tokens = plain.inputs(blind, ASKED[1])["input_ids"][0].tolist(), plain.answer(blind, ASKED[1], LIMIT)
    with torch.inference_mode():
        row = CopyingRow(decoder, decoder.key_values(1, len(ids) + LIMIT + 40), 0, loaded.ends, lambda: None)
        written = write(row, ids, LIMIT, CopyDrafter([tokens]))
    assert list(written.tokens) == tokens
    assert written.passes <= len(tokens) / 20 + 1


def test_copied_and_other_answers_together(model: VisionLanguageModel, clip: Shared, wanted: list[str]) -> None:
    asked = questions()
    asked[2] = replace(asked[2], sources=(wanted[2],))
    assert [each.text for each in model.write(clip, asked, SILENT)[0]] == wanted


def test_scores_are_those_of_one_forward_pass_each(model: VisionLanguageModel, clip: Shared, plain: Plain) -> None:
    asked = [f"Here is a caption: {text} Is it accurate? Answer Yes or No." for text in ASKED]
    judged, usage = model.judge(clip, asked, "Yes", "No", SILENT)
    for each, text in zip(judged, asked, strict=True):
        yes, no = plain.chances(clip, text, ["Yes", "No"])
        assert each.p_yes == pytest.approx(torch.tensor(yes).exp().item(), rel=1e-3)
        assert each.log_odds == pytest.approx(yes - no, abs=1e-3)
    assert len({each.log_odds for each in judged}) == len(judged)
    assert (usage.new_tokens, usage.passes) == (0, 0)


def test_in_the_precision_of_a_gpu(tiny_qwen3_vl: Path, clip: Shared) -> None:
    """bf16 rounds so coarsely that batches may differ; one alone is the same each time."""
    model = VisionLanguageModel(load(str(tiny_qwen3_vl), EngineSettings("cpu", "bf16")), kept_clips=1)
    first, second = (model.write(clip, questions()[:1], SILENT)[0][0] for _ in range(2))
    assert first == second and len(first.text) > 40
