"""Edits of every kind, each chosen by three small numbers: for tests that try any sequence of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from chai_desktop.errors import ProjectError
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.store.project import Project
from chai_desktop.store.records import ClipFacts, Fingerprint, NewCandidate, ReviewedPoint, Role

Edit = tuple[str, int, int]
KINDS = (
    "answer", "answer", "answers", "pre", "critique", "rate", "post", "submit", "accept", "add", "remove", "relink",
    "setting", "profile", "review", "candidates", "choose", "dismiss", "take point",
)  # fmt: skip
EDITS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 5), st.integers(0, 3)), max_size=14)

_VALUES = ("no", "left_to_right", ["side", "pan"], None)
_TEXTS = ("The camera pans.", "The camera trucks left.", "It holds still.", "Ein Käfer 🎬 krabbelt.")


def facts(number: int) -> ClipFacts:
    name = f"clip {number}.mp4"
    content_hash = hashlib.sha256(name.encode()).hexdigest()
    return ClipFacts(
        f"/films/{name}", name, content_hash, 1000, 64, 48, 24, 24.0, 1.0, False, False, "h264", 0, 23
    )  # fmt: skip


def apply(project: Project, edits: Sequence[Edit]) -> None:
    """What cannot be done now (nothing to rate, the clip is there already) is left out, as a person would."""
    for edit in edits:
        try:
            _apply(project, edit)
        except ProjectError:
            continue


def _apply(project: Project, edit: Edit) -> None:
    kind, a, _ = edit
    if kind == "add":
        project.add_clip(facts(a), b"jpeg")
        return
    if kind in ("setting", "profile"):
        _about_the_project(project, edit)
        return
    clips = project.clips()
    if clips:
        _about_a_clip(project, clips[a % len(clips)].id, edit)


def _about_the_project(project: Project, edit: Edit) -> None:
    kind, a, b = edit
    if kind == "setting":
        project.set_setting(f"key {a}", b)
    else:
        project.change_profile(project.me().id, role=list(Role)[b % 3])


def _about_a_clip(project: Project, clip: str, edit: Edit) -> None:
    kind, a, b = edit
    match kind:
        case "answer":
            project.set_answers(clip, {f"question_{a % 3}": _VALUES[b]}, via="a.primitive" if b else "")
        case "answers":
            project.set_answers(clip, {f"question_{a % 3}": _VALUES[b], "subject.type": _TEXTS[b]})
        case "remove":
            project.remove_clip(clip)
        case "relink":
            project.relink_clip(clip, f"/elsewhere/{b}.mp4")
        case _:
            _about_a_text(project, clip, (Aspect.CAMERA, Aspect.SCENE)[a % 2], edit)


def _about_a_text(project: Project, clip: str, aspect: Aspect, edit: Edit) -> None:
    kind, a, b = edit
    if kind in ("candidates", "choose", "dismiss"):
        _about_candidates(project, clip, aspect, edit)
        return
    work = project.work(clip, aspect)
    pre = work.pre_caption
    if kind == "pre" or pre is None:
        project.add_pre_caption(clip, aspect, _TEXTS[b], "engine", Fingerprint("rules", seed=b))
        return
    match kind:
        case "critique":
            project.save_critique(pre.id, [Point(PointKind.WRONG, _TEXTS[b], 0, 3, "The")] * (a % 3), _TEXTS[b])
        case "rate":
            project.rate(pre.id, (5, 3, 1, None)[b])
        case "post":
            project.add_post_caption(pre.id, _TEXTS[b], "edit")
        case "submit":
            project.rate(pre.id, 3)
            project.save_critique(pre.id, [], _TEXTS[b])
            project.add_post_caption(pre.id, _TEXTS[b], "engine", Fingerprint("rules"))
            project.submit(clip, aspect)
        case "accept":
            project.save_critique(pre.id, [], "")
            project.rate(pre.id, 5)
            project.submit(clip, aspect)
        case "take point":
            point = project.take_point(Point(PointKind.WRONG, _TEXTS[b], 0, 3, "The"), Fingerprint("rules", seed=a))
            project.save_critique(pre.id, [replace(point, reason="Changed.") if a % 2 else point])
        case "review" if work.triple is not None:
            point = ReviewedPoint(0, ("right", "wrong", "needless")[b % 3])
            project.save_review(work.triple.id, ("approved", "returned")[b % 2], (point,), (_TEXTS[b],))


def _about_candidates(project: Project, clip: str, aspect: Aspect, edit: Edit) -> None:
    kind, a, b = edit
    if kind == "candidates":
        new = [
            NewCandidate(text, Fingerprint("rules", seed=b), f"Prompt {b}", 0.25 * b, -1.5 * b if a else None)
            for text in _TEXTS[: a + 1]
        ]
        project.add_candidates(clip, aspect, new, f"run:{b}")
        return
    keys = [each.id for each in project.candidates(clip, aspect)]
    if keys and kind == "choose":
        project.choose_candidate(keys[b % len(keys)], keys[:a], scores_hidden=bool(a % 2))
    elif keys:
        project.dismiss_candidates(keys[: b + 1])
