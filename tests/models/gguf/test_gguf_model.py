"""SmolLM2 in this process: answers written together, from what is kept and by copying are those of plain decoding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chai_desktop.errors import Cancelled, EngineError
from chai_desktop.media.sampling.settings import SamplingSettings
from chai_desktop.models.captioning.language_model import Provenance, Question, Shared
from chai_desktop.models.engine import SILENT, Listener

pytest.importorskip("llama_cpp", reason="llama-cpp-python is not installed (the extra 'gguf')")

from chai_desktop.models.gguf.gguf_model import GgufModel
from chai_desktop.models.gguf.llama import Llama
from tests.models.gguf.plainly import plainly

SYSTEM = "You describe short video clips in plain English."
OTHER = "You answer in one word."
PRE = "The camera zooms in on a woman in a red coat. She walks slowly along the street."
ASKED = ("Name three colours.", "Write one sentence about a dog that runs.", "What is a close-up?", f"Repeat: {PRE}")
QUESTIONS = [Question(text, 24) for text in ASKED]


def shared(system: str = SYSTEM) -> Shared:
    return Shared(system, None, SamplingSettings())


@pytest.fixture(scope="module")
def llama(smollm2: Path) -> Iterator[Llama]:
    llama = Llama(smollm2, 2048, 1, 0)
    yield llama
    llama.close()


@pytest.fixture
def model(llama: Llama) -> GgufModel:
    llama.clear_all()
    return GgufModel(llama, Provenance("test"))


def texts(model: GgufModel, questions: list[Question], system: str = SYSTEM) -> list[str]:
    return [written.text for written in model.write(shared(system), questions, SILENT)[0]]


def test_together_is_the_same_as_one_by_one_and_as_from_scratch(model: GgufModel, llama: Llama) -> None:
    scratch = [plainly(llama, SYSTEM, question.text, question.limit) for question in QUESTIONS]
    assert texts(model, QUESTIONS) == scratch
    assert [texts(model, [question])[0] for question in QUESTIONS] == scratch
    texts(model, QUESTIONS[:1], OTHER)
    assert texts(model, QUESTIONS) == scratch


def test_what_does_not_fit_together_is_answered_in_turn(llama: Llama, model: GgufModel) -> None:
    one_by_one = GgufModel(llama, Provenance("test"), at_once=2)
    assert texts(one_by_one, QUESTIONS) == texts(model, QUESTIONS)


def test_each_question_hears_its_own_pieces(model: GgufModel) -> None:
    heard = dict.fromkeys(range(len(QUESTIONS)), "")

    def piece(number: int, text: str) -> None:
        heard[number] += text

    fractions: list[float] = []
    listener = Listener(piece=piece, progress=lambda fraction, _words: fractions.append(fraction))
    written, usage = model.write(shared(), QUESTIONS, listener)
    assert [heard[number].strip() for number in heard] == [each.text for each in written]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert usage.passes == 24
    assert usage.new_tokens > 3 * usage.passes


def test_draws_depend_on_the_seed_alone(model: GgufModel) -> None:
    drawn = [Question(ASKED[1], 16, temperature=1.0, seed=seed) for seed in range(4)]
    together = texts(model, drawn)
    assert len(set(together)) > 2
    assert [texts(model, [question])[0] for question in drawn] == together
    assert texts(model, [drawn[2], QUESTIONS[0], drawn[1]])[::2] == [together[2], together[1]]


def test_any_whole_number_is_a_seed(model: GgufModel) -> None:
    drawn = [Question(ASKED[1], 8, temperature=1.0, seed=-7)]
    assert texts(model, drawn) == texts(model, drawn)


def test_copying_changes_the_passes_and_not_the_text(model: GgufModel) -> None:
    (plain,), slow = model.write(shared(), [Question(f"Repeat: {PRE}", 60)], SILENT)
    (copied,), fast = model.write(shared(), [Question(f"Repeat: {PRE}", 60, sources=(PRE,))], SILENT)
    assert copied.text == plain.text
    assert copied.copied
    assert fast.passes < slow.passes


def test_judging_tells_probabilities_over_all_words(model: GgufModel) -> None:
    judged, usage = model.judge(shared(), ["Is snow white? Answer Yes or No.", "Say hello."], "Yes", "No", SILENT)
    assert all(0 < each.p_yes < 1 for each in judged)
    assert judged[0].p_yes > judged[1].p_yes
    alone, _ = model.judge(shared(), ["Say hello."], "Yes", "No", SILENT)
    assert alone[0].log_odds == pytest.approx(judged[1].log_odds, abs=0.05)
    assert usage.prompt_tokens > usage.kept_tokens > 0
    with pytest.raises(EngineError, match="tell “Yes” from “Yes”"):
        model.judge(shared(), ["Say hello."], "Yes", "Yes", SILENT)


def test_beginnings_are_kept_and_bounded(llama: Llama) -> None:
    llama.clear_all()
    model = GgufModel(llama, Provenance("test"), kept_bytes=4 << 20)  # some six of these
    for number in range(30):
        assert model.prepare(shared(f"{SYSTEM} {number}"), SILENT).kept_tokens == 0
    assert model.prepare(shared(f"{SYSTEM} 29"), SILENT).kept_tokens > 0
    assert model.prepare(shared(f"{SYSTEM} 28"), SILENT).kept_tokens > 0
    assert model.prepare(shared(f"{SYSTEM} 0"), SILENT).kept_tokens == 0
    assert 0 < model._beginnings.saved_bytes <= 4 << 20


def test_a_text_without_room_is_refused_by_name(model: GgufModel, smollm2: Path) -> None:
    for system, question in ((SYSTEM, "word " * 3000), ("word " * 3000, "Say hello.")):
        with pytest.raises(EngineError, match=rf"too long for {smollm2.name}: it can take in 2048 tokens"):
            model.write(shared(system), [Question(question, 8)], SILENT)
    assert texts(model, QUESTIONS[:1])


def test_an_answer_is_cut_where_the_room_ends(smollm2: Path) -> None:
    llama = Llama(smollm2, 128, 1, 0)
    small = GgufModel(llama, Provenance("test"))
    questions = [Question(f"{ASKED[1]} Then write a long story about {animal}.", 512) for animal in ("it", "a cat")]
    written, usage = small.write(shared(), questions, SILENT)
    assert not all(each.complete for each in written)
    assert 40 < usage.new_tokens < 256
    assert usage.passes == usage.new_tokens  # there is no room for both at once
    llama.close()


@pytest.mark.parametrize("after", [0, 1, 3, 7])
def test_a_cancel_leaves_the_model_as_it_was(model: GgufModel, after: int) -> None:
    before = texts(model, QUESTIONS)
    calls = iter(range(after))
    with pytest.raises(Cancelled):
        model.write(shared(), QUESTIONS, Listener(cancelled=lambda: next(calls, None) is None))
    assert texts(model, QUESTIONS) == before


def test_nothing_asked_is_nothing_answered(model: GgufModel) -> None:
    assert model.write(shared(), [], SILENT)[0] == ()
    assert model.judge(shared(), [], "Yes", "No", SILENT)[0] == ()
