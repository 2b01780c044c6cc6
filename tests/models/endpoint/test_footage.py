"""A clip's frames on their way to a server that sees, and scores from its probabilities."""

from __future__ import annotations

import base64
import math
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from benchmarks.coded_clips import ClipRecipe, make_clip, read_number
from chai_desktop.errors import Cancelled, EngineError
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.media.sampling.plan import plan_of, time_words
from chai_desktop.media.sampling.settings import SamplingSettings
from chai_desktop.models.engine import Listener
from chai_desktop.models.requests import (
    CritiqueRequest,
    DraftRequest,
    Footage,
    PrepareRequest,
    RevisionRequest,
    ScoreRequest,
    Task,
)
from chai_desktop.spec.aspects import Aspect
from tests.media.odd_clips import Film, make, scratched
from tests.models.endpoint.conftest import pictures_asked, words_asked

YES = {"Yes": math.log(0.6), "No": math.log(0.3), " Yes": math.log(0.05), "The": math.log(0.01)}


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds in which each frame tells its number, large enough to be read after scaling."""
    recipe = ClipRecipe("seen", ".mp4", Fraction(1, 24), (1,), group=24, b_frames=2, frames=48, size=(640, 352))
    return make_clip(recipe, tmp_path_factory.mktemp("clip"))


@pytest.fixture
def footage(clip: Path) -> Footage:
    return Footage(str(clip), "hash", 6, 41)


def draft(footage: Footage, aspect: Aspect = Aspect.CAMERA, **more: Any) -> DraftRequest:
    return DraftRequest("a", "hash", aspect, {}, "", "", footage=footage, **more)


def decoded(address: str) -> np.ndarray:
    data = base64.b64decode(address.partition(",")[2])
    return cv2.cvtColor(cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)


@pytest.mark.parametrize("image", ["jpeg", "png"])
def test_the_frames_of_the_plan_are_sent_with_their_times(
    server: Any, engine: Any, footage: Footage, image: str
) -> None:
    server.sees = True
    (text,) = engine(image=image, sampling={"fps": 4.0}).draft([draft(footage)])
    assert not text.notes
    plan = plan_of(build_frame_index(Path(footage.path)), 6, 41, SamplingSettings(fps=4.0))
    assert text.fingerprint.sampling_hash == SamplingSettings(fps=4.0).hash
    (asked,) = server.questions
    assert asked["messages"][0]["role"] == "system"
    content = asked["messages"][1]["content"]
    assert [part["type"] for part in content[:3]] == ["text", "image_url", "image_url"]
    assert [part["text"] for part in content if part["type"] == "text"][:-1] == [time_words(t) for t in plan.times]
    pictures = pictures_asked(asked)
    assert all(address.startswith(f"data:image/{image};base64,") for address in pictures)
    assert [read_number(decoded(address)) for address in pictures] == list(plan.frames)
    assert decoded(pictures[0]).shape == (plan.height, plan.width, 3)
    assert content[-1]["type"] == "text"
    assert "[the video]" in text.prompt


def test_all_aspects_begin_with_the_same_and_frames_are_made_once(server: Any, engine: Any, footage: Footage) -> None:
    server.sees = True
    made = engine()
    made.draft([draft(footage, aspect) for aspect in Aspect])
    made.critique(CritiqueRequest(Aspect.CAMERA, "It pans.", {}, footage=footage))
    beginnings = {str(asked["messages"][0]) + str(asked["messages"][1]["content"][:-1]) for asked in server.questions}
    assert len(server.questions) == 6
    assert len(beginnings) == 1
    assert len({words_asked(asked) for asked in server.questions}) == 6
    Path(footage.path).rename(footage.path + ".gone")
    try:
        assert made.draft([draft(footage)])  # the frames of a clip are kept
    finally:
        Path(footage.path + ".gone").rename(footage.path)


def test_a_revision_is_asked_in_words_unless_footage_is_given(server: Any, engine: Any, footage: Footage) -> None:
    server.sees = True
    made = engine()
    made.revise(RevisionRequest(Aspect.CAMERA, "It pans."))
    made.revise(RevisionRequest(Aspect.CAMERA, "It pans.", footage=footage))
    assert [bool(pictures_asked(asked)) for asked in server.questions] == [False, True]


def test_a_server_that_refuses_pictures_is_asked_in_words(server: Any, engine: Any, footage: Footage) -> None:
    (text,) = engine().draft([draft(footage)])
    assert "did not see the video" in text.notes[0]
    assert not pictures_asked(server.questions[0])
    assert text.fingerprint.sampling_hash == ""


def test_a_server_that_passes_over_pictures_does_not_see(server: Any, engine: Any, footage: Footage) -> None:
    server.swallows = True
    (text,) = engine().draft([draft(footage)])
    assert "did not see the video" in text.notes[0]
    server.counts = False  # nothing shows that it is blind: it is taken at its word
    assert not engine().draft([draft(footage)])[0].notes


@pytest.mark.parametrize(("frames", "sent"), [("none", False), ("images", True)])
def test_the_person_may_say_it_instead(server: Any, engine: Any, footage: Footage, frames: str, sent: bool) -> None:
    server.sees = not sent
    engine(frames=frames).draft([draft(footage)])
    assert not any(pictures_asked(asked) for asked in server.asked if asked not in server.questions)
    assert bool(pictures_asked(server.questions[0])) == sent


def test_too_large_frames_are_a_sentence(server: Any, engine: Any, footage: Footage) -> None:
    server.sees = True
    with pytest.raises(EngineError, match=r"frames of this clip take more than the 0\.01 megabytes") as said:
        engine(megabytes=0.01).draft([draft(footage)])
    assert "fewer" in said.value.hint
    assert not server.questions


def test_reading_frames_can_be_stopped(server: Any, engine: Any, footage: Footage) -> None:
    server.sees = True
    with pytest.raises(Cancelled):
        engine().draft([draft(footage)], Listener(cancelled=lambda: True))
    assert not server.questions


def test_the_next_clip_is_prepared(server: Any, engine: Any, footage: Footage) -> None:
    server.sees = True
    made = engine()
    assert made.prepare(PrepareRequest(footage)).ready
    made.draft([draft(footage)])
    first, second = server.questions
    assert first["max_tokens"] == 1
    assert pictures_asked(first) == pictures_asked(second)
    assert first["messages"][0] == second["messages"][0]


def test_a_server_that_tells_probabilities_scores(server: Any, engine: Any, footage: Footage) -> None:
    server.sees, server.alternatives = True, YES
    server.by_caption = {"tilts": {"No": -0.1, "Maybe": -4.0}, "stands": {"Yes": -0.01, "Well": -9.0}}
    made = engine()
    assert Task.SCORE in made.tasks
    captions = ("It pans.", "It tilts.", "It stands still.")
    scores = made.score(ScoreRequest(Aspect.CAMERA, captions, footage))
    assert scores.p_yes == pytest.approx((0.65, 0.0, math.exp(-0.01)))
    assert scores.log_odds == pytest.approx((math.log(0.65 / 0.3), -3.9, 8.99))
    assert {(asked["temperature"], asked["max_tokens"], asked["top_logprobs"]) for asked in server.questions} == {
        (1.0, 1, 20)
    }
    for asked, caption in zip(server.questions, captions, strict=True):
        assert len(pictures_asked(asked)) > 0
        assert sum(caption in words_asked(each) for each in server.questions) == 1
        assert asked["messages"][0] == server.questions[0]["messages"][0]


def test_a_word_that_a_server_calls_impossible_is_one_that_is_not_listed(
    server: Any, engine: Any, footage: Footage
) -> None:
    server.sees, server.alternatives = True, {"Yes": -0.1, "Well": -4.0, "No": -math.inf}
    scores = engine().score(ScoreRequest(Aspect.CAMERA, ("It pans.",), footage))
    assert scores.log_odds == pytest.approx((3.9,))


def test_without_probabilities_or_eyes_there_is_no_score(server: Any, engine: Any, footage: Footage) -> None:
    server.alternatives = YES
    request = ScoreRequest(Aspect.CAMERA, ("It pans.",), footage)
    with pytest.raises(EngineError, match="does not see the video"):
        engine().score(request)
    server.alternatives, server.sees = None, True
    with pytest.raises(EngineError, match="does not tell how likely its words are"):
        engine().score(request)
    with pytest.raises(EngineError, match="did not tell how likely its words are"):
        engine(judges="yes").score(request)


def test_a_model_that_says_something_else_has_no_score(server: Any, engine: Any, footage: Footage) -> None:
    server.sees, server.alternatives = True, {"<think>": -0.01, "Well": -5.0}
    with pytest.raises(EngineError, match="neither “Yes” nor “No”, but begins with “<think>”"):
        engine().score(ScoreRequest(Aspect.CAMERA, ("It pans.",), footage))


@pytest.mark.parametrize("sees", [True, False])
def test_what_leaves_the_machine_is_said_before_it_does(server: Any, engine: Any, footage: Footage, sees: bool) -> None:
    server.sees = sees
    told: list[str] = []
    engine().draft([draft(footage)], Listener(progress=lambda _fraction, words: told.append(words)))
    sent = [words for words in told if words.startswith("Sends")]
    assert len(sent) == 1
    assert bool(re.match(r"Sends \d+ frames and the question to the server", sent[0])) == sees


def test_a_file_that_is_gone_is_a_sentence(server: Any, engine: Any, footage: Footage) -> None:
    server.sees = True
    with pytest.raises(Exception, match=r"gone\.mp4"):
        engine().draft([draft(replace(footage, path="/nowhere/gone.mp4", content_hash="other"))])


def test_a_damaged_frame_is_told_with_the_answer(server: Any, engine: Any, tmp_path: Path) -> None:
    server.sees = True
    film = Film(options={"preset": "veryfast", "bf": "0", "g": "1"}, frames=25)
    path = scratched(make(tmp_path / "whole.mkv", film), tmp_path / "scratched.mkv", 8)
    (text,) = engine().draft([draft(Footage(str(path), "damaged", 0, 24))])
    assert text.notes == ("Frame 8 of scratched.mkv cannot be decoded; the model was shown its nearest neighbour.",)
