"""Everything current about one clip and aspect, as records."""

from __future__ import annotations

from chai_desktop.spec.aspects import Aspect
from chai_desktop.store.clips.clips import clip_number
from chai_desktop.store.file.project_file import ProjectFile
from chai_desktop.store.judgement.captions import post_caption, pre_caption
from chai_desktop.store.judgement.critiques import critique
from chai_desktop.store.judgement.triple_rows import triple
from chai_desktop.store.judgement.unsent import typed
from chai_desktop.store.judgement.works import WorkState, work_state
from chai_desktop.store.records import AspectStatus, Work


def work(file: ProjectFile, clip_id: str, aspect: Aspect) -> Work:
    clip = clip_number(file, clip_id)
    return as_work(file, clip_id, aspect, work_state(file, clip, aspect), typed(file, clip, aspect))


def as_work(
    file: ProjectFile, clip_id: str, aspect: Aspect, state: WorkState, typing: dict[str, object] | None = None
) -> Work:
    """A state of the slot, also an earlier one, with its texts."""
    return Work(
        clip_id=clip_id,
        aspect=aspect,
        pre_caption=pre_caption(file, state.pre_caption),
        critique=critique(file, state.critique),
        rating=state.rating,
        post_caption=post_caption(file, state.current_post_caption),
        triple=triple(file, state.triple),
        typed=typing or {},
        submitted_now=state.status == AspectStatus.SUBMITTED,
    )
