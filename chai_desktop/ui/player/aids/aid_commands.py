"""The commands of the picture aids, each one key. The menu bar, the button below the picture and docs/keys.md use them.

Esc switches all off too; it is no key of a command, since whatever has the focus may have a use of its own for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chai_desktop.ui.commands.command import Command, Menu

if TYPE_CHECKING:
    from chai_desktop.ui.player.aids.aid_state import AidState
    from chai_desktop.ui.player.aids.picture_aids import PictureAids
    from chai_desktop.ui.player.player_view import PlayerView


@dataclass(frozen=True)
class AidVerb:
    """``name`` is a method of PictureAids. ``is_on`` says whether its aid is on, where it has one of its own."""

    name: str
    text: str
    keys: tuple[str, ...]
    icon: str = ""
    is_on: Callable[[AidState], bool] | None = None
    begins_group: bool = False


AID_VERBS = (
    AidVerb("toggle_thirds", "Grid of thirds", ("G",), "grid-3x3", lambda s: s.thirds),
    AidVerb("toggle_centre", "Centre lines", ("Shift+G",), "crosshair", lambda s: s.centre),
    AidVerb("next_areas", "Safe areas, then 9:16, then 1:1", ("A",), "crop", lambda s: bool(s.areas)),
    AidVerb("toggle_horizon", "Horizon line", ("H",), "ruler", lambda s: s.horizon is not None),
    AidVerb("toggle_sides", "Left and right", ("B",), "move-horizontal", lambda s: s.sides),
    AidVerb("toggle_colour", "Colour tags", ("T",), "palette", lambda s: s.colour),
    AidVerb("next_zoom", "Zoom in, then back", ("Z",), "zoom-in", lambda s: s.zoom.is_on, begins_group=True),
    AidVerb("whole_picture", "Whole picture", ("Shift+Z",), "scan"),
    AidVerb("toggle_mirror", "Mirror", ("F",), "flip-horizontal-2", lambda s: s.mirrored),
    AidVerb("toggle_ghost", "Ghost of the frames at in and out", ("Q",), "ghost", lambda s: s.ghost, begins_group=True),
    AidVerb("toggle_difference", "Difference to the frame before", ("D",), "contrast", lambda s: s.difference),
    AidVerb("next_gain", "Difference: amplify more", ()),
    AidVerb("freeze", "Freeze this frame and wipe; side by side; off", ("C",), "snowflake", lambda s: bool(s.compare)),
    AidVerb("choose_clip", "Compare with another clip...", ("Shift+C",), "columns-2"),
    AidVerb("toggle_step_by_time", "Other clip: in step by time, not frame by frame", (),
            is_on=lambda s: s.compare is not None and s.compare.by_time),
    AidVerb("all_off", "All aids off (Esc)", (), "x", begins_group=True),
)  # fmt: skip

Player = Callable[[], "PlayerView | None"]


def aid_commands(player: Player) -> list[Command]:
    """``player`` gives the player, or None while there is none; then none of these commands can be done."""
    return [_command(verb, player) for verb in AID_VERBS]


def can_be_done(aids: PictureAids, verb: AidVerb) -> bool:
    """Whether the verb would do anything now."""
    needs = {
        "next_gain": aids.state.difference,
        "toggle_step_by_time": aids.state.compare is not None and bool(aids.state.compare.clip),
        "whole_picture": aids.state.zoom.is_on,
        "all_off": aids.state.any_on,
    }
    return aids.has_clip and needs.get(verb.name, True)


def _command(verb: AidVerb, player: Player) -> Command:
    def aids() -> PictureAids | None:
        view = player()
        return view.aids if view is not None else None

    def run() -> None:
        now = aids()
        if now is not None:
            getattr(now, verb.name)()

    def enabled() -> bool:
        now = aids()
        return now is not None and can_be_done(now, verb)

    def checked() -> bool:
        now = aids()
        return now is not None and verb.is_on is not None and verb.is_on(now.state)

    return Command(
        f"picture.{verb.name}",
        verb.text,
        Menu.PICTURE,
        run,
        verb.keys,
        verb.icon,
        enabled=enabled,
        begins_group=verb.begins_group,
        checked=checked if verb.is_on is not None else None,
    )
