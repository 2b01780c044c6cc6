"""The tiny Qwen3-VL with video: whatever is shared, kept, batched or copied, the words are those of plain decoding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("llama_cpp", reason="llama-cpp-python is not installed (the extra 'gguf')")

from chai_desktop.errors import Cancelled, EngineError
from chai_desktop.media.sampling.settings import SamplingSettings
from chai_desktop.models.captioning.language_model import Provenance, Question, Shared
from chai_desktop.models.engine import SILENT, Listener
from chai_desktop.models.gguf.eyes import Eyes
from chai_desktop.models.gguf.gguf_model import GgufModel
from chai_desktop.models.gguf.llama import Llama
from chai_desktop.models.requests import Footage
from tests.models.gguf.plainly import plain_logits, plainly

SYSTEM = "You describe video clips for filmmakers."
SMALL = SamplingSettings(frame_tokens=24, clip_tokens=512)
ASPECTS = [
    Question(f"Aspect: {aspect}. Write the {aspect} caption of the video.", 60)
    for aspect in ("subject", "scene", "motion", "spatial", "camera")
]
PRE = "The camera pans right to follow the bicycle, then tilts up to the roof of the old house."


@pytest.fixture(scope="module")
def llama(tiny_gguf: tuple[Path, Path]) -> Iterator[Llama]:
    llama = Llama(tiny_gguf[0], 4096, 1, 0)
    yield llama
    llama.close()


@pytest.fixture(scope="module")
def eyes(tiny_gguf: tuple[Path, Path], llama: Llama) -> Iterator[Eyes]:
    eyes = Eyes(tiny_gguf[1], llama)
    yield eyes
    eyes.close()


@pytest.fixture
def model(llama: Llama, eyes: Eyes) -> GgufModel:
    llama.clear_all()
    return GgufModel(llama, Provenance("test"), eyes)


def seen(clip: Footage, sampling: SamplingSettings = SMALL) -> Shared:
    return Shared(SYSTEM, clip, sampling)


def texts(model: GgufModel, shared: Shared, questions: list[Question]) -> list[str]:
    return [written.text for written in model.write(shared, questions, SILENT)[0]]


@pytest.fixture(scope="module")
def plain(llama: Llama, eyes: Eyes, footage: dict[str, Footage]) -> dict[str, list[str]]:
    """Each answer from scratch: the whole prompt, the video among it, fed into an empty context."""
    found = {
        name: [plainly(llama, SYSTEM, each.text, each.limit, (eyes, footage[name], SMALL)) for each in ASPECTS]
        for name in ("dolly_in", "pan_right", "one frame")
    }
    assert len({text for each in found.values() for text in each}) == 15
    return found


def test_five_aspects_at_once_are_the_same_as_each_from_scratch(
    model: GgufModel, footage: dict[str, Footage], plain: dict[str, list[str]]
) -> None:
    for name, expected in plain.items():
        assert texts(model, seen(footage[name]), ASPECTS) == expected
        assert [texts(model, seen(footage[name]), [each])[0] for each in ASPECTS] == expected


def test_other_clips_in_between_change_nothing(
    model: GgufModel, footage: dict[str, Footage], plain: dict[str, list[str]]
) -> None:
    for name in ("dolly_in", "pan_right", "dolly_in", "one frame", "pan_right", "dolly_in"):
        assert texts(model, seen(footage[name]), ASPECTS[:2]) == plain[name][:2]
    _, usage = model.write(seen(footage["pan_right"]), ASPECTS[:1], SILENT)
    assert usage.kept_tokens > 80


def test_copying_with_the_video_changes_the_passes_and_not_the_words(
    model: GgufModel, footage: dict[str, Footage]
) -> None:
    shared = seen(footage["dolly_in"])
    for text in (f"Copy: {PRE}", "Copy the caption.", "Describe the scene."):
        (plain,), slow = model.write(shared, [Question(text, 80)], SILENT)
        texts(model, seen(footage["pan_right"]), ASPECTS[:1])
        for sources in ((PRE,), (plain.text, PRE), (PRE, plain.text)):
            (copied,), fast = model.write(shared, [Question(text, 80, sources=sources)], SILENT)
            assert copied.text == plain.text
        assert fast.passes < slow.passes  # the answer itself stood in the critique


def test_judging_many_is_judging_each(model: GgufModel, llama: Llama, eyes: Eyes, footage: dict[str, Footage]) -> None:
    asked = [f"The camera {move}. Is it accurate? Answer Yes or No." for move in ("pans", "tilts up", "holds still")]
    together, usage = model.judge(seen(footage["dolly_in"]), asked, "Yes", "No", SILENT)
    model.prepare(seen(footage["pan_right"]), SILENT)
    for text, judged in zip(asked, together, strict=True):
        assert model.judge(seen(footage["dolly_in"]), [text], "Yes", "No", SILENT)[0] == (judged,)
    yes, no = llama.tokenize("Yes")[0], llama.tokenize("No")[0]
    row = plain_logits(llama, SYSTEM, asked[0], (eyes, footage["dolly_in"], SMALL))
    assert together[0].log_odds == pytest.approx(float(row[yes]) - float(row[no]), abs=1e-6)
    assert len({judged.p_yes for judged in together}) == 3
    assert usage.kept_tokens * 2 > usage.prompt_tokens


def test_the_next_clip_is_prepared(model: GgufModel, footage: dict[str, Footage], plain: dict[str, list[str]]) -> None:
    first = model.prepare(seen(footage["dolly_in"]), SILENT)
    again = model.prepare(seen(footage["dolly_in"]), SILENT)
    assert first.kept_tokens == 0 and first.prompt_tokens > 80
    assert again.kept_tokens == again.prompt_tokens == first.prompt_tokens
    written, usage = model.write(seen(footage["dolly_in"]), ASPECTS, SILENT)
    assert [each.text for each in written] == plain["dolly_in"]
    assert usage.kept_tokens == 5 * first.prompt_tokens


def test_other_frame_settings_are_another_video(model: GgufModel, footage: dict[str, Footage]) -> None:
    coarse = SamplingSettings(frame_tokens=4, clip_tokens=64)
    model.prepare(seen(footage["dolly_in"]), SILENT)
    assert model.prepare(seen(footage["dolly_in"], coarse), SILENT).kept_tokens == 0
    assert texts(model, seen(footage["dolly_in"], coarse), ASPECTS[:1]) != texts(
        model, seen(footage["dolly_in"]), ASPECTS[:1]
    )


def test_kept_clips_are_bounded_and_a_lost_one_is_read_again(
    llama: Llama, eyes: Eyes, footage: dict[str, Footage], plain: dict[str, list[str]]
) -> None:
    llama.clear_all()
    forgetful = GgufModel(llama, Provenance("test"), eyes, kept_bytes=0)
    for name in ("dolly_in", "pan_right", "dolly_in"):
        written, usage = forgetful.write(seen(footage[name]), ASPECTS[:1], SILENT)
        assert (written[0].text, usage.kept_tokens) == (plain[name][0], 0)


@pytest.mark.parametrize("after", [0, 1, 2, 3, 5, 40])
def test_a_cancel_at_any_moment_leaves_nothing_behind(
    model: GgufModel, footage: dict[str, Footage], plain: dict[str, list[str]], after: int
) -> None:
    model.prepare(seen(footage["pan_right"]), SILENT)
    calls = iter(range(after))
    with pytest.raises(Cancelled):
        model.write(seen(footage["dolly_in"]), ASPECTS, Listener(cancelled=lambda: next(calls, None) is None))
    for name in ("dolly_in", "pan_right"):
        assert texts(model, seen(footage[name]), ASPECTS[:2]) == plain[name][:2]


def test_progress_never_goes_back(model: GgufModel, footage: dict[str, Footage]) -> None:
    told: list[tuple[float, str]] = []
    model.write(seen(footage["dolly_in"]), ASPECTS, Listener(progress=lambda *each: told.append(each)))
    assert [fraction for fraction, _words in told] == sorted(fraction for fraction, _words in told)
    assert any("moment 2 of 3" in words for _fraction, words in told)


def test_a_clip_without_room_is_refused_with_the_way_out(
    tiny_gguf: tuple[Path, Path], footage: dict[str, Footage]
) -> None:
    llama = Llama(tiny_gguf[0], 100, 1, 0)
    eyes = Eyes(tiny_gguf[1], llama)
    model = GgufModel(llama, Provenance("test"), eyes)
    with pytest.raises(EngineError, match=r"clip is too long for tiny\.gguf") as said:
        model.write(seen(footage["dolly_in"]), ASPECTS[:1], SILENT)
    assert "smaller video budget" in said.value.hint
    with pytest.raises(EngineError, match="too long for tiny.gguf behind this clip") as said:
        model.write(seen(footage["one frame"]), [Question(PRE * 2, 20)], SILENT)
    assert "smaller video budget" in said.value.hint
    small = seen(footage["dolly_in"], SamplingSettings(frame_tokens=4, clip_tokens=64))
    assert texts(model, small, [Question("Say it.", 8)])
    eyes.close()
    llama.close()
