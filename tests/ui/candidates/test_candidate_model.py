"""The order, the scores and the words of drafts from which a person chooses."""

from __future__ import annotations

from chai_desktop.settings import Settings
from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.records import Candidate, Fingerprint
from chai_desktop.ui.annotate.candidate_settings import drafts_at_once, temperature
from chai_desktop.ui.candidates.candidate_model import choice_of, offer_words, ranked


def candidate(key: str, log_odds: float | None = None, source: str = "best-of-n") -> Candidate:
    p_yes = None if log_odds is None else 0.5 + log_odds / 10
    return Candidate(
        key, "clip", Aspect.CAMERA, f"Text {key}.", Fingerprint("gguf"), p_yes, log_odds, None, source, "", True
    )


A, B, C, NONE = candidate("a", -1.0), candidate("b", 2.0), candidate("c", 1.0), candidate("d")


def test_the_best_stands_first_and_those_without_a_score_last() -> None:
    assert ranked([NONE, A, B, C]) == (B, C, A, NONE)
    assert choice_of([NONE, A, B, C], hide_scores=False).candidates == (B, C, A, NONE)


def test_hidden_scores_are_not_told_by_the_order() -> None:
    choice = choice_of([B, C, A], hide_scores=True)
    assert choice.candidates == (A, B, C)
    assert choice.scores_hidden
    assert not choice_of([NONE], hide_scores=True).scores_hidden  # there is nothing to hide


def test_after_the_choice_the_reward_s_place_is_told() -> None:
    choice = choice_of([A, B, C], hide_scores=True)
    assert choice.outcome(C) == "Draft 3 is the pre-caption now. The reward puts it at place 2 of 3 (score 0.60)."
    assert choice.over(C) == ("a", "b")
    assert choice_of([NONE, A], hide_scores=False).outcome(A) == "Draft 1 is the pre-caption now."


def test_what_there_is_to_choose_from() -> None:
    run = candidate("r", source="run:7")
    assert offer_words([]) == ""
    assert offer_words([run]) == "1 proposal from a run"
    assert offer_words([run, A, B]) == "1 proposal from a run, 2 drafts to choose from"


def test_settings_that_are_no_numbers_fall_back() -> None:
    assert [drafts_at_once(Settings(drafts_at_once=kept)) for kept in ("1", "5", "99", "many", "-3")] == [2, 5, 8, 4, 4]
    assert [temperature(Settings(drafts_temperature=kept)) for kept in ("0", "1.2", "9", "warm")] == [
        0.1,
        1.2,
        2.0,
        0.8,
    ]
