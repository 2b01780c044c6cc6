"""Everything current about one clip and aspect, and whether it was submitted as it is."""

from __future__ import annotations

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.captions import newest_post_caption, newest_pre_caption
from chai_desktop.store.critiques import newest_critique, rating, says_something
from chai_desktop.store.project_file import ProjectFile
from chai_desktop.store.records import Caption, Critique, Triple, Work
from chai_desktop.store.triple_rows import newest_triple
from chai_desktop.store.unsent import typed

PERFECT = 5  # a pre-caption in which there is nothing to change


def work(file: ProjectFile, clip_id: str, aspect: Aspect) -> Work:
    """Critique, rating and post-caption are those of the current pre-caption: the newest one."""
    pre = newest_pre_caption(file, clip_id, aspect)
    critique = None if pre is None else newest_critique(file, pre.id)
    score = None if pre is None else rating(file, pre.id)
    # Once a person no longer finds the pre-caption perfect, its accepted copy is no revision of it.
    post = None if pre is None else newest_post_caption(file, pre.id, accepted_too=score == PERFECT)
    triple = newest_triple(file, clip_id, aspect)
    return Work(
        clip_id=clip_id,
        aspect=aspect,
        pre_caption=pre,
        critique=critique,
        rating=score,
        post_caption=post,
        triple=triple,
        typed=typed(file, clip_id, aspect),
        submitted_now=_is_made_of(triple, pre, critique, post, score),
    )


def _is_made_of(
    triple: Triple | None,
    pre: Caption | None,
    critique: Critique | None,
    post: Caption | None,
    score: int | None,
) -> bool:
    if triple is None or pre is None or post is None:
        return False
    critique_id = critique.id if critique is not None and says_something(critique) else None
    return (triple.pre_caption_id, triple.critique_id, triple.post_caption_id, triple.rating) == (
        pre.id, critique_id, post.id, score,
    )  # fmt: skip
