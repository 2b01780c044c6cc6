"""Words that a caption should not hold: guesses, judgements, stills, alternatives, repetitions, typing errors."""

from __future__ import annotations

import pytest

from tests.spec.lint.captions.linting import CAMERA, MOTION, SCENE, SUBJECT, findings_of, mended, only


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("A beautiful valley lies below.", "A valley lies below."),
        ("A stunning old house stands there.", "An old house stands there."),
        ("A scenic, wide valley.", "A wide valley."),
        ("Dramatic clouds drift by.", "Clouds drift by."),
        ("She dances gracefully.", "She dances."),
        ("She gracefully dances.", "She dances."),
        ("The road runs through a VIBRANT market.", "The road runs through a market."),
    ],
)
def test_judgements_are_taken_out_where_the_sentence_holds(text, right):
    if text.startswith("Dramatic"):
        assert only("words.evaluative", text, SCENE).fix is None  # nothing tells that it stands before its noun
    else:
        assert mended("words.evaluative", text, SCENE) == right


@pytest.mark.parametrize(
    "text", ["The view is stunning.", "A calm and peaceful lake.", "The atmosphere is tense.", "A dark, ominous hall."]
)
def test_judgements_that_hold_a_sentence_together_are_only_marked(text):
    assert all(finding.fix is None for finding in findings_of("words.evaluative", text, SCENE))
    assert findings_of("words.evaluative", text, SCENE)


@pytest.mark.parametrize(
    "text",
    [
        "A stone is thrown, striking the wall.",
        "Earth's atmosphere glows.",
        "A grand piano stands by the wall.",
        "Grass with a lush green colour.",
        'A sign reads "Beautiful Days".',
    ],
)
def test_words_that_do_not_judge_are_left_alone(text):
    assert findings_of("words.evaluative", text, SCENE) == []


def test_a_last_clause_that_explains_is_left_out():
    text = "The field is wide, emphasizing the loneliness of the house. A dog runs."
    assert mended("words.explaining", text, SCENE) == "The field is wide. A dog runs."


def test_a_clause_that_explains_in_the_middle_is_only_marked():
    finding = only("words.explaining", "The field, emphasizing the sky, is wide.", SCENE)
    assert finding.fix is None


def test_showcases_becomes_shows_in_the_same_form():
    assert mended("words.explaining", "The video showcases a boat.", SCENE) == "The video shows a boat."
    assert mended("words.explaining", "A lamp, highlighting a boat.", SCENE) == "A lamp, showing a boat."
    assert findings_of("words.explaining", "Hair with blonde highlights.", SUBJECT) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("The man appears to be a waiter.", "The man is a waiter."),
        ("They seem to be waiters.", "They are waiters."),
        ("A possibly wooden chair.", "A wooden chair."),
        ("Possibly a dog runs by.", "A dog runs by."),
        ("It is likely an office.", "It is an office."),
    ],
)
def test_guesses_become_certain(text, right):
    assert mended("words.hedging", text, SUBJECT) == right


@pytest.mark.parametrize(
    "text",
    [
        "What appears to be a boat.",
        "She might be a server.",
        "The light suggests dawn.",
        "He seems to walk.",
        "The lens makes him appear to be tall.",
    ],
)
def test_guesses_that_need_a_person_are_only_marked(text):
    assert only("words.hedging", text, SUBJECT).fix is None


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("In the first frame a door is open.", "At the start of the video a door is open."),
        ("This image shows a door.", "This video shows a door."),
        ("A door at the top of the image.", "A door at the top of the frame."),
    ],
)
def test_the_clip_is_a_video(text, right):
    assert mended("words.stills", text, SCENE) == right


def test_an_image_within_the_scene_may_be_called_so():
    assert findings_of("words.stills", "An image of a cat hangs in a frame on the left of the frame.", SCENE) == []


def test_alternatives_are_marked_at_the_or():
    finding = only("words.either_or", "A dog or a fox crosses the road.", MOTION)
    assert (finding.start, finding.end, finding.fix) == (6, 8, None)


@pytest.mark.parametrize(
    "text",
    [
        "There is no pan or tilt.",
        "The camera does not move or shake.",
        "A table mountain, or tepui, rises.",
        'A sign reads "Now or never".',
        "Or so it seems.",
    ],
)
def test_an_or_that_leaves_nothing_open_is_left_alone(text):
    assert findings_of("words.either_or", text, CAMERA) == []


def test_a_word_twice_in_a_row():
    assert mended("words.repeated", "The man walks past the the door.", MOTION) == "The man walks past the door."
    assert (
        findings_of("words.repeated", "He says that that is so, so he goes. Goes he? A side-side view.", MOTION) == []
    )


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("A woamn opens the door.", "A woman opens the door."),
        ("The camra pans left.", "The camera pans left."),
        ("A chair in the backround.", "A chair in the background."),
    ],
)
def test_spelling(text, right):
    assert mended("spelling", text, SUBJECT) == right


@pytest.mark.parametrize(
    "text",
    [
        "The camera pedestals up while dollying in on a hoodie.",
        "The Hallgrimskirkja of Reykjavik and Hallgrímskirkja",
        'A sign reads "recieve teh".',
        "An e-bike, a t-shirt, name@exampel.com and #hashtagg",
        "The man's, the men's and the colours of the theatre's grey kerb",
        "The color of the neighbor's gray curb",
    ],
)
def test_names_terms_and_both_spellings_of_english_are_known(text):
    assert findings_of("spelling", text, SUBJECT) == []


def test_length_against_the_policy():
    assert [f.rule for f in findings_of("length", "A dog runs.", MOTION)] == ["length.short"]
    assert [f.rule for f in findings_of("length", "word " * 87, MOTION)] == ["length.long"]
    assert findings_of("length", "word " * 50, MOTION) == findings_of("length", " ", MOTION) == []
