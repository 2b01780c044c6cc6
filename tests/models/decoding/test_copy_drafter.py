from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chai_desktop.models.decoding.copy_drafter import CopyDrafter, agreeing

PRE = (10, 11, 12, 13, 14, 15, 16, 17)
tokens = st.lists(st.integers(0, 9), max_size=30)


def passes(drafter: CopyDrafter, target: list[int]) -> int:
    """Forward passes that writing ``target`` takes, the model choosing one token after each kept draft."""
    written: list[int] = []
    count = 0
    while len(written) < len(target):
        draft = drafter.draft(written)
        kept = agreeing(draft.tokens, target[len(written) :])
        drafter.kept(draft, kept)
        written = target[: len(written) + kept + 1]
        count += 1
    return count


def test_a_text_that_does_not_change_is_copied_in_one_pass() -> None:
    assert passes(CopyDrafter([PRE]), list(PRE)) == 1


def test_after_a_word_in_the_place_of_another_the_copying_goes_on() -> None:
    assert passes(CopyDrafter([PRE]), [10, 11, 12, 99, 14, 15, 16, 17]) == 2


def test_words_of_the_critique_are_copied_too() -> None:
    critique = (50, 51, 52, 53)
    assert passes(CopyDrafter([PRE, critique]), [10, 11, 50, 51, 52, 53, 12, 13, 14, 15, 16, 17]) == 3


def test_of_equal_matches_the_one_behind_the_cursor_counts() -> None:
    drafter = CopyDrafter([(1, 2, 3, 1, 2, 4, 1, 2, 5)], longest_match=2)
    first = drafter.draft([])
    drafter.kept(first, 3)  # 1 2 3 were copied: now the second "1 2" is nearer than the first
    assert drafter.draft([1, 2, 3, 1, 2]).tokens[0] == 4


def test_a_draft_is_never_longer_than_it_may_be() -> None:
    assert len(CopyDrafter([range(100)], drafted=20).draft([5]).tokens) == 20


@given(tokens, tokens, tokens)
def test_every_text_comes_to_its_end(pre: list[int], critique: list[int], target: list[int]) -> None:
    assert passes(CopyDrafter([pre, critique]), target) <= len(target)


@given(tokens, tokens)
def test_agreement_is_the_common_beginning(one: list[int], other: list[int]) -> None:
    count = agreeing(one, other)
    assert one[:count] == other[:count]
    assert count == min(len(one), len(other)) or one[count] != other[count]
