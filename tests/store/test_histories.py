"""Any sequence of edits: what is current equals what a few lines of plain Python say, also after reopening."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chai_desktop.errors import ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.store.project import Project
from chai_desktop.store.records import AspectStatus, ClipFacts, Work

ASPECTS = (Aspect.CAMERA, Aspect.SCENE)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=0, max_size=12)
SAYING = TEXT.filter(lambda text: bool(text.strip()))
POINTS = st.lists(
    st.builds(Point, st.sampled_from(PointKind), TEXT, st.none(), st.none(), TEXT, TEXT, st.just(0), st.integers(0, 9)),
    max_size=2,
)
ANSWERS = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.none() | TEXT | st.lists(TEXT, max_size=2), max_size=3)
EDITS = st.lists(
    st.tuples(
        st.sampled_from([Aspect.CAMERA, Aspect.CAMERA, Aspect.CAMERA, Aspect.SCENE]),
        st.one_of(
            st.tuples(st.just("pre"), SAYING),
            st.tuples(st.just("critique"), POINTS, TEXT),
            st.tuples(st.just("rate"), st.sampled_from([5, 5, 3, 1, None])),
            st.tuples(st.just("post"), SAYING),
            st.tuples(st.just("submit")),
            st.tuples(st.just("submit")),
            st.tuples(st.just("accept")),
            st.tuples(st.just("correct"), st.integers(1, 4), SAYING),
            st.tuples(st.just("typed"), st.sampled_from(["post", "critique"]), st.none() | TEXT),
            st.tuples(st.just("answers"), ANSWERS),
        ),
    ),
    min_size=8,
    max_size=30,
)


@dataclass
class Expected:
    """One aspect, as plain values."""

    pre: str | None = None
    points: tuple[Point, ...] = ()
    free_text: str = ""
    rating: int | None = None
    posts: list[tuple[str, bool]] = field(default_factory=list)  # text, and whether it is an accepted copy
    submitted: tuple[object, ...] | None = None
    typed: dict[str, str] = field(default_factory=dict)

    @property
    def says_something(self) -> bool:
        return bool(self.points or self.free_text.strip())

    @property
    def post(self) -> str | None:
        counted = [text for text, accepted in self.posts if not accepted or self.rating == 5]
        return counted[-1] if counted else None

    @property
    def texts(self) -> tuple[object, ...]:
        critique = (self.points, self.free_text) if self.says_something else None
        return self.pre, critique, self.rating, self.post

    @property
    def can_submit(self) -> bool:
        if self.pre is None or self.rating is None:
            return False
        return not self.says_something if self.rating == 5 else self.says_something and self.post is not None

    @property
    def status(self) -> str:
        if self.pre is None:
            return AspectStatus.EMPTY
        if self.post is not None:
            return AspectStatus.REVISED
        return AspectStatus.CRITIQUED if self.says_something or self.rating else AspectStatus.DRAFTED


def _apply(project: Project, clip_id: str, aspect: Aspect, edit: tuple, now: Expected, answers: dict) -> None:
    match edit:
        case ("accept",):
            for step in (("critique", [], ""), ("rate", 5), ("submit",)):
                _apply(project, clip_id, aspect, step, now, answers)
        case ("correct", score, text):
            for step in (("critique", [], text), ("rate", score), ("post", text), ("submit",)):
                _apply(project, clip_id, aspect, step, now, answers)
        case ("answers", values):
            project.set_answers(clip_id, values)
            answers.update(values)
        case ("submit",):
            _submit(project, clip_id, aspect, now)
        case _:
            _apply_to_texts(project, clip_id, aspect, edit, now)


def _apply_to_texts(project: Project, clip_id: str, aspect: Aspect, edit: tuple, now: Expected) -> None:
    pre = project.work(clip_id, aspect).pre_caption
    match edit:
        case ("pre", text):
            if project.add_pre_caption(clip_id, aspect, text, "engine") != pre:
                now.pre, now.points, now.free_text, now.rating, now.posts = text, (), "", None, []
        case ("typed", name, value):
            project.set_typed(clip_id, aspect, name, value)
            now.typed.pop(name, None)
            now.typed.update({} if value is None else {name: value})
        case ("critique", points, text) if pre:
            project.save_critique(pre.id, points, text)
            now.points, now.free_text = tuple(points), text
        case ("rate", score) if pre:
            project.rate(pre.id, score)
            now.rating = score
        case ("post", text) if pre:
            project.add_post_caption(pre.id, text, "edit")
            if not now.posts or now.posts[-1] != (text, False):
                now.posts.append((text, False))


def _submit(project: Project, clip_id: str, aspect: Aspect, now: Expected) -> None:
    if not now.can_submit:
        with pytest.raises(ProjectError):
            project.submit(clip_id, aspect)
        return
    triple = project.submit(clip_id, aspect)
    assert project.submit(clip_id, aspect) == triple
    if now.rating == 5 and (not now.posts or not now.posts[-1][1]):
        now.posts.append((now.pre or "", True))
    now.submitted = now.texts


def _as_expected(work: Work) -> tuple[object, ...]:
    critique = work.critique
    says = critique is not None and bool(critique.points or critique.free_text.strip())
    return (
        work.pre_caption and work.pre_caption.text,
        (critique.points, critique.free_text) if says else None,
        work.rating,
        work.post_caption and work.post_caption.text,
    )


def _compare(project: Project, clip_id: str, expected: dict[Aspect, Expected], answers: dict) -> None:
    assert project.answers(clip_id) == {key: value for key, value in answers.items() if value is not None}
    statuses = project.clips()[0].status
    for aspect, now in expected.items():
        work = project.work(clip_id, aspect)
        assert _as_expected(work) == now.texts
        assert work.typed == now.typed
        assert statuses[aspect] == (AspectStatus.SUBMITTED if work.submitted_now else now.status)
        if work.submitted_now:
            assert now.submitted == now.texts
        assert (work.triple is not None) == (now.submitted is not None)
    assert {t.aspect for t in project.triples()} == {aspect for aspect, now in expected.items() if now.submitted}


def _chains_are_whole(project: Project, clip_id: str) -> None:
    """Every version's parent is an older version of the same kind; only triples live on when a pre-caption is new."""
    for aspect in ASPECTS:
        older: dict[str, set[str | None]] = {}
        for version in reversed(project.history(clip_id, aspect)):
            known = older.setdefault(version.what, {None})
            assert version.parent_id in known
            known.add(version.id)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_any_edits_end_in_what_they_say(facts: Callable[..., ClipFacts], edits: list[tuple[Aspect, tuple]]) -> None:
    expected = {aspect: Expected() for aspect in ASPECTS}
    answers: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        with Project.create(Path(folder) / "Film.chai", "Film") as project:
            clip_id = project.add_clip(facts()).id
            _apply(project, clip_id, Aspect.CAMERA, ("pre", "The camera pans."), expected[Aspect.CAMERA], answers)
            for aspect, edit in edits:
                _apply(project, clip_id, aspect, edit, expected[aspect], answers)
            _compare(project, clip_id, expected, answers)
        with Project.open(project.path) as again:
            _compare(again, clip_id, expected, answers)
            _chains_are_whole(again, clip_id)
