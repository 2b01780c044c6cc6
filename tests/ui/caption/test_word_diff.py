"""Changes between two captions: found by words, marked without neighbours, taken back exactly."""

from __future__ import annotations

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from chai_desktop.ui.caption.word_diff import hunk_at, next_hunk, previous_hunk, tokens, without_change, word_diff

PRE = "The camera zooms in slowly, moving right to left. A kite flies. The focus is deep."
POST = "The camera dollies in slowly, moving left to right. The focus is shallow at first."

TEXTS = st.lists(
    st.sampled_from(["the", "camera", "zooms", "in", "out", ",", ".", "🎥", "don't", "left", "right", " ", "\n"]),
    max_size=40,
).map(" ".join)


def changes(pre: str, post: str) -> list[tuple[str, str]]:
    hunks = word_diff(pre, post)
    return [(pre[h.pre.start : h.pre.end], post[h.post.start : h.post.end]) for h in hunks]


def test_replaced_removed_and_swapped_words():
    assert changes(PRE, POST) == [
        ("zooms", "dollies"),
        ("right to left", "left to right"),
        ("A kite flies.", ""),
        ("deep", "shallow at first"),
    ]


def test_a_mark_beside_a_word_is_a_change_of_its_own():
    assert changes("slowly, then fast", "slowly then fast") == [(",", "")]
    assert changes("a zoom.", "a dolly.") == [("zoom", "dolly")]


def test_inner_apostrophes_and_hyphens_belong_to_the_word():
    assert [t.text for t in tokens("bird's-eye view, 2 m")] == ["bird's-eye", "view", ",", "2", "m"]


def test_a_whole_sentence_comes_and_goes_with_its_full_stop():
    assert changes("It pans left. A kite flies. It ends.", "It pans right. It ends.") == [
        ("left", "right"),
        ("A kite flies.", ""),
    ]
    assert changes("It pans left. It ends.", "It pans right. A kite flies. It ends.") == [
        ("left", "right"),
        ("", "A kite flies."),
    ]
    assert changes("One. Two. Three.", "One. Three.") == [("Two.", "")]


def test_spaces_alone_are_no_change():
    assert word_diff("one  two\nthree", "one two three") == ()


def test_two_replacements_stay_two_also_with_a_small_word_between():
    assert changes("the tall man in black runs", "the short woman in white runs") == [
        ("tall man", "short woman"),
        ("black", "white"),
    ]


def test_offsets_count_code_points():
    pre, post = "🎥🎬 zooms in", "🎥🎬 dollies in"
    (hunk,) = word_diff(pre, post)
    assert (hunk.pre.start, hunk.pre.end) == (3, 8)


@given(TEXTS, TEXTS)
def test_taking_every_change_back_gives_the_draft_again(pre, post):
    left = post
    for hunk in reversed(word_diff(pre, post)):
        left = without_change(pre, left, hunk)
    assert [t.text for t in tokens(left)] == [t.text for t in tokens(pre)]


@given(TEXTS, TEXTS)
def test_what_no_change_covers_is_the_same_in_both(pre, post):
    hunks = word_diff(pre, post)
    kept_pre = [t.text for t in tokens(pre) if not any(h.pre.start <= t.start < h.pre.end for h in hunks)]
    kept_post = [t.text for t in tokens(post) if not any(h.post.start <= t.start < h.post.end for h in hunks)]
    assert kept_pre == kept_post


def test_taking_back_one_change_leaves_no_double_space():
    hunks = word_diff(PRE, POST)
    assert without_change(PRE, POST, hunks[2]) == POST.replace("right. The", "right. A kite flies. The")
    assert without_change("one two three", "one three", word_diff("one two three", "one three")[0]) == "one two three"
    assert without_change("one three", "one two three", word_diff("one three", "one two three")[0]) == "one three"


def test_walking_through_changes_goes_around_the_ends():
    hunks = word_diff(PRE, POST)
    assert next_hunk(hunks, 0) == 0
    assert next_hunk(hunks, hunks[0].post.start) == 1
    assert next_hunk(hunks, len(POST)) == 0
    assert previous_hunk(hunks, 0) == len(hunks) - 1
    assert next_hunk((), 3) is None
    assert previous_hunk((), 3) is None


def test_the_change_at_a_place():
    hunks = word_diff(PRE, POST)
    assert hunk_at(hunks, POST.index("dollies") + 2) == 0
    assert hunk_at(hunks, 1) is None


def test_four_hundred_words_take_a_few_milliseconds():
    chance = random.Random(7)
    stock = [f"word{n}" for n in range(150)] + ["the"] * 30 + ["a", "of", "in", ","] * 8
    pre = [chance.choice(stock) for _ in range(400)]
    post = [chance.choice(stock) if chance.random() < 0.12 else word for word in pre]
    times = []
    for _ in range(15):
        start = time.thread_time()  # the machine may be busy with other things
        word_diff(" ".join(pre), " ".join(post))
        times.append(time.thread_time() - start)
    assert min(times) < 0.012  # 3 ms by itself; coverage doubles it
