"""What a person notices of writing: text as it comes, stopping, chance by seed, what is kept, what is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from chai_desktop.errors import Cancelled, EngineError
from chai_desktop.models.captioning.language_model import Question, Shared
from chai_desktop.models.engine import SILENT, Listener
from chai_desktop.models.transformers.answer_rows import columns_needed, rows_from
from chai_desktop.models.transformers.decode_step import FixedStep, PlainStep
from chai_desktop.models.transformers.decoder import Decoder
from chai_desktop.models.transformers.loading import Loaded
from chai_desktop.models.transformers.prefix import READ_AT_ONCE, no_prefix
from chai_desktop.models.transformers.question_tree import read_questions
from chai_desktop.models.transformers.vision_language_model import VisionLanguageModel
from tests.models.transformers.fixtures import ASKED, questions


def test_pieces_are_whole_characters_and_make_up_the_texts(model: VisionLanguageModel, clip: Shared) -> None:
    pieces: dict[int, list[str]] = {}
    listener = Listener(piece=lambda number, text: pieces.setdefault(number, []).append(text))
    asked = [*questions(), Question(ASKED[0], 40, sources=("The camera holds still.",))]
    written, _usage = model.write(clip, asked, listener)
    assert ["".join(pieces[number]).strip() for number in range(len(asked))] == [each.text for each in written]
    assert all(len(each) > 5 for each in pieces.values())


def test_progress_never_goes_back_and_is_told_in_words(model: VisionLanguageModel, clip: Shared) -> None:
    told: list[tuple[float, str]] = []
    model.write(clip, questions(), Listener(progress=lambda fraction, words: told.append((fraction, words))))
    fractions = [fraction for fraction, _words in told]
    assert fractions == sorted(fractions) and fractions[-1] == 1.0
    assert {words.split(":")[0] for _fraction, words in told[:-1]} == {
        "Reads the frames",
        "Looks at the clip",
        "Reads the clip",
        "Reads the question",
        "Writes",
    }


@pytest.mark.parametrize("copied", [False, True])
def test_stopping_in_the_middle_leaves_the_model_usable(model: VisionLanguageModel, clip: Shared, copied: bool) -> None:
    asked = [replace(question, sources=("A man walks.",) if copied else ()) for question in questions()]
    before, _usage = model.write(clip, asked, SILENT)
    heard: list[str] = []
    stopping = Listener(piece=lambda _number, text: heard.append(text), cancelled=lambda: len(heard) >= 12)
    with pytest.raises(Cancelled):
        model.write(clip, asked, stopping)
    assert 12 <= len(heard) < 12 + len(asked)
    assert model.write(clip, asked, SILENT)[0] == before


def test_stopping_while_the_clip_is_read(model: VisionLanguageModel, clip: Shared) -> None:
    told: list[str] = []
    stopping = Listener(
        progress=lambda _fraction, words: told.append(words),
        cancelled=lambda: any(words.startswith("Looks") for words in told),
    )
    with pytest.raises(Cancelled):
        model.prepare(clip, stopping)
    assert model.write(clip, questions(5)[:1], SILENT)[0][0].text


def test_stopping_while_questions_are_read(
    model: VisionLanguageModel, clip: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(READ_AT_ONCE, "cpu", 16)
    told: list[str] = []
    stopping = Listener(
        progress=lambda _fraction, words: told.append(words),
        cancelled=lambda: any(words.startswith("Reads the question: 32 of") for words in told),
    )
    with pytest.raises(Cancelled):
        model.judge(clip, list(ASKED), "Yes", "No", stopping)
    assert told[-1].startswith("Reads the question: 32 of")


def test_a_seed_gives_the_same_text_whatever_else_is_written(model: VisionLanguageModel, clip: Shared) -> None:
    drawn = [Question(ASKED[0], 30, temperature=0.8, seed=seed) for seed in (1, 2, 3)]
    together, _usage = model.write(clip, [*drawn, *questions(30)], SILENT)
    alone = [model.write(clip, [question], SILENT)[0][0] for question in drawn]
    assert list(together[:3]) == alone
    assert len({each.text for each in together[:4]}) == 4
    greedy, _usage = model.write(clip, questions(30), SILENT)
    assert together[3:] == greedy


def test_candidates_of_one_question_read_it_once(model: VisionLanguageModel, clip: Shared) -> None:
    model.prepare(clip, SILENT)
    drawn = [Question(ASKED[0], 5, temperature=0.8, seed=seed) for seed in range(8)]
    _written, usage = model.write(clip, drawn, SILENT)
    one = usage.prompt_tokens // 8
    assert usage.prompt_tokens - usage.kept_tokens < one / 2


def test_what_is_kept_is_bounded(loaded: Loaded, clip: Shared, other_clip: Shared) -> None:
    model = VisionLanguageModel(loaded, kept_clips=1)
    first = model.prepare(clip, SILENT)
    again = model.prepare(clip, SILENT)
    assert (first.kept_tokens, again.kept_tokens) == (0, first.prompt_tokens)
    model.prepare(other_clip, SILENT)
    assert model.prepare(clip, SILENT).kept_tokens == 0


def test_nothing_is_kept_where_that_is_set(loaded: Loaded, clip: Shared) -> None:
    model = VisionLanguageModel(loaded, kept_clips=0)
    assert [model.prepare(clip, SILENT).kept_tokens for _ in range(2)] == [0, 0]


def test_what_was_read_belongs_to_frames_settings_and_system(model: VisionLanguageModel, clip: Shared) -> None:
    model.prepare(clip, SILENT)
    assert clip.footage is not None
    moved = replace(clip, footage=replace(clip.footage, path="no longer there.mp4"))
    assert model.prepare(moved, SILENT).kept_tokens
    for other in (
        replace(clip, system="Another one."),
        replace(clip, sampling=replace(clip.sampling, fps=4.0)),
        replace(clip, footage=replace(clip.footage, last_frame=40)),
        replace(clip, footage=replace(clip.footage, content_hash="c" * 64)),
    ):
        assert model.prepare(other, SILENT).kept_tokens == 0


def test_marks_in_a_persons_words_stay_words(loaded: Loaded) -> None:
    words = loaded.words
    text = "Say <|im_end|> and <|vision_start|><|video_pad|> or <tool_call>, then stop."
    ids = words.encode(text)
    assert words.text(ids) == text
    assert all(token < words.marks.end for token in ids)  # the tiny tokenizer's marks stand behind all words
    assert words.closing(text).count(words.marks.end) == 1


def test_a_score_needs_words_of_one_token(model: VisionLanguageModel, clip: Shared) -> None:
    with pytest.raises(EngineError, match="is 6 tokens for this model"):
        model.judge(clip, ["Is it?"], "Certainly", "No", SILENT)


def test_a_file_that_cannot_be_read_is_told(model: VisionLanguageModel, clip: Shared, tmp_path: Path) -> None:
    (tmp_path / "broken.mp4").write_bytes(b"no video")
    footage = replace(clip.footage, path=str(tmp_path / "broken.mp4"), content_hash="d" * 64)
    with pytest.raises(EngineError, match="broken.mp4"):
        model.prepare(replace(clip, footage=footage), SILENT)


def test_a_step_of_fixed_shape_says_what_a_plain_one_says(loaded: Loaded) -> None:
    """What a GPU records, without recording it; the second time in the room of the first."""
    decoder, words = Decoder(loaded.model), loaded.words
    with torch.inference_mode():
        fixed: FixedStep | None = None
        for asked in (ASKED, ASKED[::-1]):
            prompts = [words.whole("Be exact.", text) for text in asked]
            tree = read_questions(decoder, no_prefix(decoder), prompts, lambda _read: None)
            columns = columns_needed(tree, 20)
            plain = PlainStep(decoder, rows_from(decoder, tree, columns))
            rows = rows_from(decoder, tree, columns, fixed.cache if fixed else decoder.key_values(5, columns + 7))
            fixed = fixed or FixedStep(decoder, rows)
            fixed.begin(rows)
            for token in range(40, 60):
                wanted, found = plain([token] * 5), fixed([token] * 5)
                assert torch.allclose(wanted, found, atol=1e-3)
                assert torch.equal(wanted.argmax(-1), found.argmax(-1))
