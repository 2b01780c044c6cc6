"""Points and free text become edits; what cannot be applied is told; what is copied is accounted for."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chai_desktop.errors import Cancelled
from chai_desktop.models.engine import Listener
from chai_desktop.models.requests import EngineText, RevisionRequest
from chai_desktop.models.rules.rules_engine import RulesEngine
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind, critique_text

TEXT = "The camera zooms in on a woman, highlighting her mood. A man sits on a bench. The man is in the background."


def revise(text: str, *points: Point, free_text: str = "") -> EngineText:
    request = RevisionRequest(Aspect.CAMERA, text, points, free_text)
    return RulesEngine().revise(request)


def wrong(quote: str, instead: str, **place: int) -> Point:
    return Point(PointKind.WRONG, instead, quote=quote, **place)


def assert_accounted(before: str, written: EngineText) -> None:
    """The copied spans are in order, do not overlap, and hold what they say."""
    end = 0
    for span in written.copied:
        assert end <= span.start < span.end <= len(written.text)
        assert written.text[span.start : span.end] == before[span.source : span.source + span.end - span.start]
        end = span.end
    sources = [(span.source, span.source + span.end - span.start) for span in written.copied]
    assert all(first[1] <= second[0] for first, second in pairwise(sources))


def test_points_are_applied_together() -> None:
    points = (
        wrong("zooms in", "dollies in"),
        Point(PointKind.EXTRA, quote=", highlighting her mood"),
        Point(PointKind.MISSING, "green", start=TEXT.index(" bench"), end=TEXT.index(" bench"), quote="a"),
        Point(PointKind.MISSING, "the depth of field is deep"),
    )
    written = revise(TEXT, *points)
    assert written.text == (
        "The camera dollies in on a woman. A man sits on a green bench. The man is in the background. "
        "The depth of field is deep."
    )
    assert written.notes == ()
    assert_accounted(TEXT, written)


def test_offsets_choose_among_several_places() -> None:
    second = TEXT.rindex("man")
    assert revise(TEXT, wrong("man", "boy", start=second, end=second + 3)).text.endswith(
        "The boy is in the background."
    )


def test_stale_offsets_give_way_to_the_quote() -> None:
    assert revise(TEXT, wrong("bench", "chair", start=3, end=8)).text == TEXT.replace("bench", "chair")


@pytest.mark.parametrize(
    ("point", "words"),
    [
        (wrong("trucks left", "pans left"), "does not contain"),
        (wrong("man", "boy"), "occurs 2 times"),
        (wrong("bench", " "), "does not say what to write instead of “bench”"),
        (wrong("", "boy"), "does not mark any words"),
        (Point(PointKind.EXTRA, start=900, end=950), "does not mark any words"),
    ],
)
def test_what_cannot_be_applied_is_told(point: Point, words: str) -> None:
    written = revise(TEXT, point)
    assert written.text == TEXT
    assert len(written.notes) == 1
    assert written.notes[0].startswith("Point 1")
    assert words in written.notes[0]


def test_everywhere_changes_all_places() -> None:
    assert revise("The cat sees the cat.", wrong("cat", "dog"), free_text="everywhere").text == "The dog sees the dog."
    point = Point(PointKind.WRONG, "dog", quote="cat", reason="everywhere in the text")
    assert revise("The cat sees the cat.", point).text == "The dog sees the dog."


def test_of_two_points_on_the_same_words_the_first_is_applied() -> None:
    written = revise(TEXT, wrong("zooms in", "dollies in"), wrong("in on", "out on"))
    assert written.text == TEXT.replace("zooms in", "dollies in")
    assert written.notes == ("Point 2 concerns the same words as point 1; it was not applied.",)


def test_the_same_correction_twice_is_done_once() -> None:
    written = revise(TEXT, wrong("zooms in", "dollies in"), free_text='"zooms in" -> "dollies in"')
    assert written.text == TEXT.replace("zooms in", "dollies in")
    assert written.notes == ()


def test_an_insertion_follows_its_replaced_words() -> None:
    points = (wrong("zooms in", "dollies in"), Point(PointKind.MISSING, "slowly", quote="zooms in"))
    assert revise(TEXT, *points).text == TEXT.replace("zooms in", "dollies in slowly")


def test_insertions_at_one_place_keep_their_order() -> None:
    points = tuple(Point(PointKind.MISSING, words, quote="bench") for words in ("by a tree", "in the sun"))
    assert "on a bench by a tree in the sun." in revise(TEXT, *points).text


def test_nothing_to_apply_is_identity() -> None:
    written = revise(TEXT)
    assert written.text == TEXT
    assert [tuple(span) for span in written.copied] == [(0, len(TEXT), 0)]


def test_deleting_everything_is_told() -> None:
    written = revise("A cat.", Point(PointKind.EXTRA, quote="A cat."))
    assert written.text == ""
    assert written.notes == ("Nothing is left of the pre-caption.",)


UNDERSTOOD = [
    ('"zooms in" -> "dollies in"', {"zooms in": "dollies in"}),
    ("zooms in → dollies in", {"zooms in": "dollies in"}),
    ("“zooms in” => “dollies in”.", {"zooms in": "dollies in"}),
    ("1. zooms in -> dollies in\n2) bench -> chair", {"zooms in": "dollies in", "bench": "chair"}),
    ("1. zooms in -> dollies in 2. bench -> chair", {"zooms in": "dollies in", "bench": "chair"}),
    ("- Replace 'bench' with 'chair'.", {"bench": "chair"}),
    ("Change sits on a bench to lies on a mat", {"sits on a bench": "lies on a mat"}),
    ("Please change the word “bench” to “chair” (it has a back)", {"bench": "chair"}),
    ("not a bench but rather a chair", {"a bench": "a chair"}),
    ("It's not zooms in, but dollies in.", {"zooms in": "dollies in"}),
    ('"bench" should be "chair", not "bench"', {"bench": "chair"}),
    ('"A man sits on a bench." should be removed', {"A man sits on a bench. ": ""}),
    ("zooms in should be dollies in", {"zooms in": "dollies in"}),
    ("dollies in instead of zooms in", {"zooms in": "dollies in"}),
    ('use "dollies in" instead of "zooms in"', {"zooms in": "dollies in"}),
    ('"a chair", not "a bench"', {"a bench": "a chair"}),
    ('delete ", highlighting her mood"', {", highlighting her mood": ""}),
    ("Remove the phrase “, highlighting her mood”.", {", highlighting her mood": ""}),
    ("Omit A man sits on a bench.", {"A man sits on a bench. ": ""}),
    ("add: the shot is static", {"background.": "background. The shot is static."}),
    ('Add "The shot is static."', {"background.": "background. The shot is static."}),
    ('add after "bench": near a tree', {"bench": "bench near a tree"}),
    ('add "near a tree" after "bench"', {"bench": "bench near a tree"}),
    (
        'Replace "bench" with "chair". Delete ", highlighting her mood".',
        {"bench": "chair", ", highlighting her mood": ""},
    ),
    ('"bench" -> "chair"; "zooms in" should be "dollies in"', {"bench": "chair", "zooms in": "dollies in"}),
    ("man -> boy (everywhere)", {"A man": "A boy", "The man": "The boy"}),
]


@pytest.mark.parametrize(("free_text", "changes"), UNDERSTOOD)
def test_free_text_is_understood(free_text: str, changes: dict[str, str]) -> None:
    expected = TEXT
    for old, new in changes.items():
        assert old in expected
        expected = expected.replace(old, new)
    written = revise(TEXT, free_text=free_text)
    assert (written.text, written.notes) == (expected, ())


@pytest.mark.parametrize(
    "line",
    [
        "What is this?",
        "The bench should be green",
        "The man is left instead of right",
        "It should be chair",
        'delete "man" or "bench"',
        'The phrase "sits on a bench" should be revised to say where the bench is',
        "the light is too dark",
    ],
)
def test_other_free_text_comes_back_as_a_note(line: str) -> None:
    written = revise(TEXT, free_text=f"zooms in -> dollies in\n{line}")
    assert written.text == TEXT.replace("zooms in", "dollies in")
    assert len(written.notes) == 1
    assert written.notes[0].startswith("Line 2 was not understood by the rules engine: ")
    assert '"old words" -> "new words"' in written.notes[0]


def test_written_points_read_back_as_the_same_revision() -> None:
    points = (
        Point(PointKind.WRONG, "dollies in", quote="zooms in", first_frame=3, last_frame=9, reason="parallax"),
        Point(PointKind.MISSING, "near a tree", quote="bench", first_frame=3, last_frame=9),
        Point(PointKind.EXTRA, quote=", highlighting her mood", reason="evaluative"),
    )
    assert revise(TEXT, free_text=critique_text(points)).text == revise(TEXT, *points).text


def test_cancelling_stops() -> None:
    request = RevisionRequest(Aspect.CAMERA, TEXT, (wrong("bench", "chair"),))
    with pytest.raises(Cancelled):
        RulesEngine().revise(request, Listener(cancelled=lambda: True))


_WORDS = [f"{c}{v}{d}" for c in "bdfgklmnpr" for v in "aiou" for d in "nst"]


@st.composite
def _disjoint(draw: st.DrawFn) -> tuple[str, list[Point]]:
    """A text of distinct words in sentences, and points on words that do not neighbour each other."""
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=6, max_size=30, unique=True))
    ends = draw(st.lists(st.sampled_from(["", "", "", ",", "."]), min_size=len(words), max_size=len(words)))
    text, first = "", True
    for word, end in zip(words, ends, strict=True):
        text += (word.capitalize() if first else word) + end + " "
        first = end == "."
    text = text.rstrip(" ,.") + "."
    targets = draw(st.lists(st.integers(0, len(words) // 3 - 1), unique=True, min_size=1))
    points = []
    for target in sorted(targets):
        found = text.replace(".", " ").replace(",", " ").split()[target * 3]
        kind = draw(st.sampled_from(PointKind))
        instead = (
            "" if kind is PointKind.EXTRA else draw(st.sampled_from(["xylem", "owl eye", "yes, yak"])) + str(target)
        )
        points.append(Point(kind, instead, quote=found))
    return text, points


@given(_disjoint(), st.randoms(use_true_random=False))
def test_disjoint_points_one_by_one_equal_all_at_once(case: tuple[str, list[Point]], random: object) -> None:
    text, points = case
    together = revise(text, *points)
    assert together.notes == ()
    assert_accounted(text, together)
    shuffled = list(points)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one_by_one = text
    for point in shuffled:
        one_by_one = revise(one_by_one, point).text
    assert one_by_one == together.text


_ANY_TEXT = st.text(max_size=80) | st.text(alphabet="aAnd .,;:!?()\"“”'and\n", max_size=60)
_ANY_POINT = st.builds(
    Point,
    kind=st.sampled_from(PointKind),
    instead=_ANY_TEXT,
    start=st.none() | st.integers(-2, 90),
    end=st.none() | st.integers(-2, 90),
    quote=_ANY_TEXT,
    reason=_ANY_TEXT,
)


@given(_ANY_TEXT, st.lists(_ANY_POINT, max_size=4), _ANY_TEXT)
def test_any_text_and_any_critique_give_a_text(text: str, points: list[Point], free_text: str) -> None:
    written = revise(text, *points, free_text=free_text)
    assert_accounted(text, written)
    assert written == revise(text, *points, free_text=free_text)


@given(st.text(alphabet='aAn b.,;()"“”and \n', max_size=60), st.data())
def test_marked_words_of_any_text_can_be_changed(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    point = Point(data.draw(st.sampled_from(PointKind)), "new words", start, end, text[start:end])
    written = revise(text, point)
    assert_accounted(text, written)
    if point.kind in (PointKind.WRONG, PointKind.WORDING) and text[start:end].strip():
        assert "new words" in written.text.lower()
