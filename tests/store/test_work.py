"""The loop on one clip and aspect: what is current, what counts as submitted, and what the library shows."""

from __future__ import annotations

import pytest

from chai_desktop.errors import ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.store.project import Project
from chai_desktop.store.records import AspectStatus, Fingerprint, Person

CAMERA = Aspect.CAMERA
RULES = Fingerprint("rules", "1.0", prompt_hash="ab" * 32, settings_hash="cd" * 32, seed=7)
POINT = Point(PointKind.WRONG, "dollies in", 11, 19, "zooms in", "The parallax changes.", 3, 90)


def _status(project, clip_id):
    return project.clip(clip_id).status[CAMERA]


def _revised(project, clip_id):
    pre = project.add_pre_caption(clip_id, CAMERA, "The camera zooms in.", "engine", RULES)
    critique = project.save_critique(pre.id, [POINT], "Mind the speed.")
    project.rate(pre.id, 3)
    post = project.add_post_caption(pre.id, "The camera dollies in.", "engine", RULES, critique.id)
    return pre, critique, post


def test_nothing_is_there_at_first(project, clip_id):
    work = project.work(clip_id, CAMERA)
    assert (work.pre_caption, work.critique, work.rating, work.post_caption, work.triple, work.typed) == (
        None,
        None,
        None,
        None,
        None,
        {},
    )
    assert not work.submitted_now
    assert _status(project, clip_id) == AspectStatus.EMPTY


def test_everything_written_is_current_after_reopening(project, clip_id):
    pre, critique, post = _revised(project, clip_id)
    project.close()
    with Project.open(project.path) as again:
        work = again.work(clip_id, CAMERA)
        assert (work.pre_caption, work.critique, work.rating, work.post_caption) == (pre, critique, 3, post)
        assert pre.fingerprint == RULES
        assert (pre.spec_version, pre.policy_version) == ("1.0.0", "1")
        assert critique.points == (POINT,)
        assert again.work(clip_id, Aspect.SCENE).pre_caption is None


def test_status_follows_the_loop(project, clip_id):
    seen = []
    pre = project.add_pre_caption(clip_id, CAMERA, "The camera zooms in.", "engine", RULES)
    seen.append(_status(project, clip_id))
    project.save_critique(pre.id, [], "  \n")  # says nothing
    seen.append(_status(project, clip_id))
    project.save_critique(pre.id, [POINT])
    seen.append(_status(project, clip_id))
    project.add_post_caption(pre.id, "The camera dollies in.", "engine", RULES)
    project.rate(pre.id, 3)
    seen.append(_status(project, clip_id))
    project.submit(clip_id, CAMERA)
    seen.append(_status(project, clip_id))
    assert seen == [
        AspectStatus.DRAFTED,
        AspectStatus.DRAFTED,
        AspectStatus.CRITIQUED,
        AspectStatus.REVISED,
        AspectStatus.SUBMITTED,
    ]


def test_a_new_pre_caption_starts_with_no_critique_rating_or_post_caption(project, clip_id):
    _revised(project, clip_id)
    triple = project.submit(clip_id, CAMERA)
    newer = project.add_pre_caption(clip_id, CAMERA, "The camera moves.", "engine", RULES)
    work = project.work(clip_id, CAMERA)
    assert (work.pre_caption, work.critique, work.rating, work.post_caption) == (newer, None, None, None)
    assert newer.parent_id == triple.pre_caption_id
    assert work.triple == triple
    assert not work.submitted_now
    assert _status(project, clip_id) == AspectStatus.DRAFTED


def test_the_same_draft_again_keeps_its_critique(project, clip_id):
    pre, critique, _ = _revised(project, clip_id)
    assert project.add_pre_caption(clip_id, CAMERA, pre.text, "engine", RULES) == pre
    assert project.work(clip_id, CAMERA).critique == critique


def test_the_same_critique_again_is_the_same_version(project, clip_id):
    pre, critique, _ = _revised(project, clip_id)
    assert project.save_critique(pre.id, [POINT], "Mind the speed.") == critique
    refined = project.save_critique(pre.id, [POINT], "Mind the pace.")
    assert refined.parent_id == critique.id
    assert project.save_critique(pre.id, [POINT], "Mind the speed.").id != critique.id


def test_an_edit_that_changes_no_word_is_no_version_and_one_that_does_is(project, clip_id):
    pre, _, post = _revised(project, clip_id)
    assert project.add_post_caption(pre.id, post.text, "edit") == post
    edited = project.add_post_caption(pre.id, "The camera slowly dollies in.", "edit")
    assert (edited.origin, edited.parent_id, edited.fingerprint) == ("edit", post.id, None)


@pytest.mark.parametrize("change", ["critique", "rating", "post", "pre"])
def test_any_change_after_submitting_says_so(project, clip_id, change):
    pre, _, _ = _revised(project, clip_id)
    project.submit(clip_id, CAMERA)
    assert project.work(clip_id, CAMERA).submitted_now
    match change:
        case "critique":
            project.save_critique(pre.id, [POINT, POINT])
        case "rating":
            project.rate(pre.id, 2)
        case "post":
            project.add_post_caption(pre.id, "The camera dollies in slowly.", "edit")
        case "pre":
            project.add_pre_caption(clip_id, CAMERA, "The camera moves.", "engine")
    assert not project.work(clip_id, CAMERA).submitted_now
    assert _status(project, clip_id) != AspectStatus.SUBMITTED


def test_submitting_again_gives_the_same_triple_until_something_changes(project, clip_id):
    pre, _, _ = _revised(project, clip_id)
    first = project.submit(clip_id, CAMERA)
    assert project.submit(clip_id, CAMERA) == first
    project.rate(pre.id, 4)
    second = project.submit(clip_id, CAMERA)
    assert second.parent_id == first.id
    assert project.triples() == [second]


def test_a_perfect_pre_caption_is_accepted_without_a_critique(project, clip_id):
    pre = project.add_pre_caption(clip_id, CAMERA, "The camera dollies in.", "engine", RULES)
    project.rate(pre.id, 5)
    triple = project.submit(clip_id, CAMERA)
    post = project.work(clip_id, CAMERA).post_caption
    assert (triple.critique_id, triple.rating, triple.post_caption_id) == (None, 5, post.id)
    assert (post.text, post.origin) == (pre.text, "accepted")
    assert project.work(clip_id, CAMERA).submitted_now
    assert _status(project, clip_id) == AspectStatus.SUBMITTED


def test_an_accepted_copy_is_no_revision_once_the_rating_is_lower(project, clip_id):
    pre = project.add_pre_caption(clip_id, CAMERA, "The camera zooms in.", "engine", RULES)
    project.rate(pre.id, 5)
    project.submit(clip_id, CAMERA)
    project.rate(pre.id, 3)
    project.save_critique(pre.id, [POINT])
    assert project.work(clip_id, CAMERA).post_caption is None
    assert _status(project, clip_id) == AspectStatus.CRITIQUED
    with pytest.raises(ProjectError, match="no post-caption yet"):
        project.submit(clip_id, CAMERA)


@pytest.mark.parametrize(
    ("rated", "critiqued", "revised", "sentence"),
    [
        (None, True, True, "no rating yet"),
        (3, False, True, "critique says nothing yet"),
        (3, True, False, "no post-caption yet"),
        (5, True, True, "but the critique names changes"),
    ],
)
def test_what_is_not_complete_is_not_submitted(project, clip_id, rated, critiqued, revised, sentence):
    with pytest.raises(ProjectError, match="no pre-caption"):
        project.submit(clip_id, CAMERA)
    pre = project.add_pre_caption(clip_id, CAMERA, "The camera zooms in.", "engine")
    project.rate(pre.id, rated)
    if critiqued:
        project.save_critique(pre.id, [POINT])
    if revised:
        project.add_post_caption(pre.id, "The camera dollies in.", "engine")
    with pytest.raises(ProjectError, match=sentence):
        project.submit(clip_id, CAMERA)
    assert project.triples() == []


def test_a_rating_can_be_withdrawn_and_is_never_invented(project, clip_id):
    pre = project.add_pre_caption(clip_id, CAMERA, "The camera zooms in.", "engine")
    assert project.work(clip_id, CAMERA).rating is None
    project.rate(pre.id, 2)
    project.rate(pre.id, None)
    assert project.work(clip_id, CAMERA).rating is None
    for score in (0, 6, -1):
        with pytest.raises(ProjectError, match="no rating"):
            project.rate(pre.id, score)


@pytest.mark.parametrize(
    "point",
    [
        Point(PointKind.WRONG, "x", 11, 21, "zooms in."),
        Point(PointKind.WRONG, "x", 5, 4, ""),
        Point(PointKind.WRONG, "x", 5, None, ""),
        Point(PointKind.WRONG, "x", first_frame=5),
        Point(PointKind.WRONG, "x", first_frame=5, last_frame=4),
    ],
)
def test_a_point_outside_the_text_or_without_a_whole_range_is_refused(project, clip_id, point):
    pre = project.add_pre_caption(clip_id, CAMERA, "The camera zooms in.", "engine")
    with pytest.raises(ProjectError):
        project.save_critique(pre.id, [point])
    assert project.work(clip_id, CAMERA).critique is None


def test_empty_texts_are_no_captions(project, clip_id):
    with pytest.raises(ProjectError, match="empty"):
        project.add_pre_caption(clip_id, CAMERA, " \n", "engine")


def test_typing_is_kept_as_it_is_and_goes_when_it_is_emptied(project, clip_id):
    project.set_typed(clip_id, CAMERA, "critique", "the camera do")
    project.set_typed(clip_id, CAMERA, "point", {"kind": "wrong", "start": 3, "words": ["ü", "🎬"]})
    project.set_typed(clip_id, CAMERA, "critique", "the camera doe")
    project.close()
    with Project.open(project.path) as again:
        assert again.work(clip_id, CAMERA).typed == {
            "critique": "the camera doe",
            "point": {"kind": "wrong", "start": 3, "words": ["ü", "🎬"]},
        }
        assert again.work(clip_id, Aspect.SCENE).typed == {}
        again.set_typed(clip_id, CAMERA, "point", None)
        assert again.work(clip_id, CAMERA).typed == {"critique": "the camera doe"}


def test_half_a_character_is_kept_while_typing_and_refused_as_a_caption(project, clip_id):
    project.set_typed(clip_id, CAMERA, "post", "a \ud83c")
    assert project.work(clip_id, CAMERA).typed == {"post": "a \ud83c"}
    with pytest.raises(ProjectError, match="half a character"):
        project.add_pre_caption(clip_id, CAMERA, "a \ud83c", "edit")
    assert project.work(clip_id, CAMERA).pre_caption is None


def test_history_names_every_version_newest_first(project, clip_id):
    person = project.set_me("Ada")
    pre, _, _ = _revised(project, clip_id)
    project.rate(pre.id, None)
    project.rate(pre.id, 4)
    project.submit(clip_id, CAMERA)
    versions = project.history(clip_id, CAMERA)
    assert [version.what for version in versions] == [
        "triple",
        "rating",
        "rating",
        "post-caption",
        "rating",
        "critique",
        "pre-caption",
    ]
    assert [version.text for version in versions[1:3]] == ["4", ""]
    assert versions[5].text.startswith('1. "zooms in" -> "dollies in"')
    assert {version.author for version in versions} == {person}
    assert versions[0].operation == "Submit a.mp4, Camera"
    assert project.history(clip_id, Aspect.SCENE) == []


def test_people_are_known_again_by_name(project, clip_id):
    first = project.me()
    ada = project.set_me(" Ada ")
    project.set_answers(clip_id, {"camera_pan": "no"})
    bo = project.set_me("Bo")
    assert project.set_me("Ada") == ada == project.me()
    assert project.people() == [first, ada, Person(bo.id, "Bo")]
    with pytest.raises(ProjectError, match="needs a name"):
        project.set_me("  ")


def test_settings_hold_json_and_travel_with_the_project(project):
    assert project.get_setting("zoom", 1.5) == 1.5
    project.set_setting("zoom", {"level": [1, None, "ü"]})
    project.close()
    with Project.open(project.path) as again:
        assert again.get_setting("zoom") == {"level": [1, None, "ü"]}
