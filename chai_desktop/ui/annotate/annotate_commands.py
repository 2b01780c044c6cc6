"""The commands of the Annotate room: playing, checklist, captions. Keys follow players and annotation tools."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import PointKind
from chai_desktop.ui.annotate.engine_commands import engine_commands, engine_key
from chai_desktop.ui.commands.command import Command, Menu
from chai_desktop.ui.player.play_commands import play_commands
from chai_desktop.ui.suggestions.suggestion_commands import suggestion_commands

if TYPE_CHECKING:
    from chai_desktop.ui.annotate.annotator import Annotator
    from chai_desktop.ui.player.player_view import PlayerView

_POINTS = (
    (PointKind.WRONG, "Point: these words are wrong", "Ctrl+Alt+W"),
    (PointKind.MISSING, "Point: something is missing here", "Ctrl+Alt+M"),
    (PointKind.EXTRA, "Point: these words are too much", "Ctrl+Alt+X"),
    (PointKind.WORDING, "Point: better wording", "Ctrl+Alt+R"),
)

_CAPTIONS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("draft", "Draft", ("Ctrl+D",), "sparkles"),
    ("revise", "Revise", ("Ctrl+R",), "wand-sparkles"),
    ("submit", "Submit", ("Ctrl+Return",), "send"),
    ("next_change", "Next change", ("F8",), "arrow-right"),
    ("previous_change", "Previous change", ("Shift+F8",), "arrow-left"),
    ("take_back_change", "Take this change back", ("Ctrl+Alt+Z",), "undo-2"),
    ("focus_pre", "Go to the pre-caption", ("F5",), ""),
    ("focus_critique", "Go to the critique", ("F6",), ""),
    ("focus_post", "Go to the post-caption", ("F7",), ""),
)

_CHECKS: tuple[tuple[str, str, str, tuple[str, ...], str], ...] = (
    ("next_finding", "next_finding", "Next finding of the check", ("Alt+F8",), "chevron-right"),
    ("use_finding", "use_finding", "Fix this finding, or make it a point", ("Ctrl+.",), "check"),
    ("fix_all", "fix_all", "Fix all findings that have one right fix", ("Ctrl+Shift+.",), ""),
)

Room = Callable[[], "Annotator | None"]


def annotate_commands(room: Room) -> list[Command]:
    """``room`` gives the room, or None while it does not stand; then none of these commands can be done."""
    checklist = [*_checklist_commands(room), *suggestion_commands(room)]
    return [*play_commands(_player_in(room)), *checklist, *_caption_commands(room), *engine_commands(room)]


def caption_keys() -> dict[str, str]:
    """The keys that the caption room names in its tooltips, by verb."""
    keys = {verb: keys[0] for verb, _text, keys, _icon in _CAPTIONS}
    keys |= {f"point_{kind}": key for kind, _text, key in _POINTS}
    keys |= {name: engine_key(name) for name in ("ask_critic", "draft_all")}
    keys |= {name: keys_of[0] for name, _verb, _text, keys_of, _icon in _CHECKS}
    return keys | {f"rate_{score}": f"Ctrl+Alt+{score}" for score in range(1, 6)}


def _in(room: Room) -> Callable[[], bool]:
    def has_clip() -> bool:
        annotator = room()
        return annotator is not None and annotator.has_clip

    return has_clip


def _player_in(room: Room) -> Callable[[], PlayerView | None]:
    def player() -> PlayerView | None:
        annotator = room()
        return annotator.view.player if annotator is not None and annotator.has_clip else None

    return player


def _do(room: Room, act: Callable[[Annotator], None]) -> Callable[[], None]:
    def run() -> None:
        annotator = room()
        if annotator is not None:
            act(annotator)

    return run


def _checklist_commands(room: Room) -> list[Command]:
    def show(aspect: Aspect) -> Callable[[], None]:
        return _do(room, lambda annotator: annotator.show_aspect(aspect))

    next_open = _do(room, lambda annotator: annotator.view.checklist.next_unanswered())
    aspects = [
        Command(
            f"checklist.{aspect}",
            f"Work on {aspect.label}",
            Menu.CHECKLIST,
            show(aspect),
            (f"Ctrl+{number}",),
            enabled=_in(room),
        )
        for number, aspect in enumerate(Aspect, start=1)
    ]
    following = Command(
        "checklist.next_unanswered",
        "Next open question",
        Menu.CHECKLIST,
        next_open,
        ("Ctrl+J",),
        "list-checks",
        enabled=_in(room),
    )
    usual = [
        Command(f"checklist.{name}", text, Menu.CHECKLIST, _do(room, act), keys, "check-check", enabled=_in(room))
        for name, text, act, keys in (
            ("usual", "Answer the rest as usual", lambda a: a.view.checklist.answer_as_usual(), ("Ctrl+U",)),
            ("usual_group", "Answer the rest of this group as usual",
             lambda a: a.view.checklist.answer_group_as_usual(), ("Ctrl+Shift+U",)),
            ("problem", "Go to the contradiction", lambda a: a.view.checklist.problems.take_focus(), ("Ctrl+K",)),
        )
    ]  # fmt: skip
    return [following, *usual, *aspects]


def _caption_commands(room: Room) -> list[Command]:
    def on_captions(verb: str, *values: object) -> Callable[[], None]:
        return _do(room, lambda annotator: getattr(annotator.view.captions, verb)(*values))

    def command(name: str, text: str, run: Callable[[], None], keys: tuple[str, ...], icon: str) -> Command:
        return Command(f"caption.{name}", text, Menu.CAPTION, run, keys, icon, enabled=_in(room))

    verbs = [command(verb, text, on_captions(verb), keys, icon) for verb, text, keys, icon in _CAPTIONS]
    points = [
        command(f"point_{kind}", text, on_captions("add_point", kind), (key,), "message-square-plus")
        for kind, text, key in _POINTS
    ]
    ratings = [
        command(f"rate_{score}", f"Rate {score}", on_captions("rate", score), (f"Ctrl+Alt+{score}",), "star")
        for score in range(1, 6)
    ]
    checks = [
        command(name, text, _do(room, lambda annotator, verb=verb: getattr(annotator.lint, verb)()), keys, icon)  # type: ignore[misc]
        for name, verb, text, keys, icon in _CHECKS
    ]
    return [*verbs[:3], *points, *ratings, *verbs[3:], *checks]
