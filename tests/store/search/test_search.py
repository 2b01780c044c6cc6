"""Finding texts: what is current is found, what was replaced or undone is not."""

from __future__ import annotations

import pytest

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind

CAMERA = Aspect.CAMERA


def _found(project, words):
    return [(found.what, found.excerpt[found.start : found.end]) for found in project.search(words)]


@pytest.fixture
def written(project, clip_id):
    pre = project.add_pre_caption(clip_id, CAMERA, "The camera zooms in on a fountain in the square.", "engine")
    point = Point(PointKind.WRONG, "dollies in", 11, 19, "zooms in", "The parallax changes.")
    critique = project.save_critique(pre.id, [point], "Name the pigeons.")
    project.add_post_caption(pre.id, "The camera dollies in on a fountain with pigeons.", "engine", None, critique.id)
    project.set_answers(clip_id, {"camera_forward_backward": "forward", "subject.type": "a woman with an umbrella"})
    return pre


def test_captions_critiques_names_and_answers_are_found(project, clip_id, written):
    assert _found(project, "fountain square") == [("pre-caption", "fountain")]
    assert _found(project, "parallax") == [("critique", "parallax")]
    assert {what for what, _ in _found(project, "pigeons")} == {"critique", "post-caption"}
    assert _found(project, "a mp4") == [("name", "a")]
    assert _found(project, "umbrella") == [("answer", "umbrella")]
    assert [(f.what, f.excerpt) for f in project.search("forward")] == [("answer", "Dolly: In")]


def test_a_result_names_clip_and_aspect(project, clip_id, written):
    found = project.search("square")[0]
    assert (found.clip_id, found.clip_name, found.aspect) == (clip_id, "a.mp4", CAMERA)


@pytest.mark.parametrize("words", ["FOUNT", "fount", "fountain squ", "Fountain, square!"])
def test_the_last_word_may_be_begun_and_case_does_not_matter(project, clip_id, written, words):
    assert _found(project, words)


@pytest.mark.parametrize("words", ["", "   ", '"', "zebra", "fountain zebra", "* OR NEAR", "'; DROP TABLE texts"])
def test_nothing_is_found_and_nothing_breaks(project, clip_id, written, words):
    assert project.search(words) == []


def test_what_was_replaced_undone_or_taken_out_is_not_found(project, clip_id, written):
    project.add_pre_caption(clip_id, CAMERA, "The camera drifts.", "engine")
    assert _found(project, "fountain") == []
    project.undo()
    assert ("pre-caption", "fountain") in _found(project, "fountain")
    assert _found(project, "drifts") == []
    project.set_answers(clip_id, {"subject.type": None})
    assert _found(project, "umbrella") == []
    project.remove_clip(clip_id)
    assert _found(project, "fountain") == []


def test_accents_and_other_scripts_are_found(project, clip_id):
    project.add_pre_caption(clip_id, CAMERA, "Die Kamera fährt über den Platz. 镜头向前推进。", "import")
    assert project.search("fahrt")[0].what == "pre-caption"
    assert project.search("fährt")[0].excerpt.startswith("Die Kamera")
    assert project.search("镜头向前推进")


def test_a_result_shows_the_words_around_it_only(project, clip_id):
    project.add_pre_caption(clip_id, CAMERA, "word " * 100 + "needle " + "word " * 100, "import")
    found = project.search("needle")[0]
    assert len(found.excerpt) < 140
    assert found.excerpt[found.start : found.end] == "needle"


def test_no_more_results_than_asked_for(project, facts):
    for number in range(30):
        project.add_clip(facts(f"clip {number}.mp4"))
    assert len(project.search("clip", limit=7)) == 7


def test_whole_words_come_before_begun_ones(project, facts):
    for name, text in (("a", "The pan ends."), ("b", "The panning ends."), ("c", "A panorama.")):
        project.add_pre_caption(project.add_clip(facts(f"{name}.mp4")).id, CAMERA, text, "import")
    assert [found.clip_name for found in project.search("pan")] == ["a.mp4", "c.mp4", "b.mp4"]
    assert [found.clip_name for found in project.search("panora")] == ["c.mp4"]
    assert [found.clip_name for found in project.search("the pann")] == ["b.mp4"]


def test_a_name_is_found_once_also_when_the_clip_came_back(project, facts):
    clip = project.add_clip(facts("harbour.mp4")).id
    project.remove_clip(clip)
    assert project.search("harbour") == []
    project.undo()
    assert [found.what for found in project.search("harbour")] == ["name"]
    project.remove_clip(clip)
    project.add_clip(facts("harbour.mp4"))
    assert [found.what for found in project.search("harbour")] == ["name"]


@pytest.mark.parametrize(
    "words", ["left_to_right", "bird's", "e\u0301te\u0301", "𞤀𞤣𞤤𞤢𞤥", "a\x00b", "half \ud83d", "x" * 5000]
)
def test_whatever_is_typed_is_taken_apart_as_the_index_does_it(project, clip_id, words):
    written = "He walks left_to_right, bird's eye, été, 𞤀𞤣𞤤𞤢𞤥."
    project.add_pre_caption(clip_id, CAMERA, written, "import")
    found = project.search(words)
    if words[0] in "lbe𞤀":
        assert [each.what for each in found] == ["pre-caption"]


def test_a_search_reads_no_more_of_the_index_than_it_shows(project, facts):
    """Of a word that is in every text, only as many as are asked for are looked at."""
    clip = project.add_clip(facts()).id
    for number in range(300):
        project.set_answers(clip, {f"question {number}": f"common {number}"})
    steps = 0

    def count() -> None:
        nonlocal steps
        steps += 1

    db = project._file._db.conn
    db.set_progress_handler(count, 10)
    project.search("common", limit=3)
    few, steps = steps, 0
    project.search("common", limit=300)
    db.set_progress_handler(None, 10)
    assert few * 10 < steps
