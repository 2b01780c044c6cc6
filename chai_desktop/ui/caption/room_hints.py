"""The tooltips of the room's verbs: what each does, why not now, and its keys."""

from __future__ import annotations

from collections.abc import Mapping

from chai_desktop.ui.caption.post_pane import PostPane
from chai_desktop.ui.caption.pre_pane import PrePane
from chai_desktop.ui.caption.room_model import RoomState
from chai_desktop.ui.critique.critique_pane import CritiquePane

_DRAFT = "Let the engine write the pre-caption from your answers"
_REVISE = "Let the engine write the post-caption from the draft and your critique"
_CRITIC = "Let the critic say what is wrong in this draft; you take or dismiss each thing"
_SUBMIT = "Record draft, critique and post-caption as a triple"


def apply_hints(
    keys: Mapping[str, str],
    pre: PrePane,
    critique: CritiquePane,
    post: PostPane,
    state: RoomState | None = None,
) -> None:
    """Set the tooltips; ``keys`` names the keys by verb, ``state`` why a verb is not possible now."""

    def with_key(text: str, verb: str) -> str:
        return f"{text} ({keys[verb]})" if keys.get(verb) else text

    def unless(reason: str, text: str, verb: str) -> str:
        return with_key(f"{text}. {reason}." if reason else text, verb)

    pre.draft.setToolTip(unless(state.cannot_draft if state else "", _DRAFT, "draft"))
    post.revise.setToolTip(unless(state.cannot_revise if state else "", _REVISE, "revise"))
    why_not = (state.blocked or state.cannot_submit) if state else ""
    post.submit.setToolTip(unless(why_not.rstrip("."), _SUBMIT, "submit"))
    post.says.setToolTip(state.blocked if state else "")
    pre.rating.hint(lambda score: f" ({keys[f'rate_{score}']})" if keys.get(f"rate_{score}") else "")
    pre.text.setToolTip(with_key("The draft. Select words to say what is wrong with them", "focus_pre"))
    critique.add.setToolTip(
        with_key("Add a point about the words selected in the draft, or something missing at its end", "add_point")
    )
    critique.critic.setToolTip(unless(state.cannot_ask if state else "", _CRITIC, "ask_critic"))
    critique.free.setToolTip(with_key("The critique in your own words, beside the points or instead", "focus_critique"))
    post.text.setToolTip(with_key("The post-caption; may be edited directly", "focus_post"))
    following = with_key("Next finding of the check", "next_finding")
    pre.findings.hint(with_key("Begin a point with what the check says", "use_finding"), "", following)
    fix_all = with_key("Fix all findings that have one right fix; one step that can be undone", "fix_all")
    post.findings.hint(with_key("Put these words in place of the marked ones", "use_finding"), fix_all, following)
    post.next.setToolTip(with_key("Next change", "next_change"))
    post.previous.setToolTip(with_key("Previous change", "previous_change"))
    post.take_back.setToolTip(with_key("Put the draft's words back for this change", "take_back_change"))
