"""The commands of playing. Keys follow players, editing tables and annotation tools."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chai_desktop.ui.commands.command import Command, Menu

if TYPE_CHECKING:
    from chai_desktop.ui.player.player_view import PlayerView


@dataclass(frozen=True)
class PlayVerb:
    """``name`` is a method of PlayerView. ``repeats``: again and again while its key is held down."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    repeats: bool = False
    begins_group: bool = False


PLAY_VERBS = (
    PlayVerb("play_pause", "Play or pause", ("Space", "Ctrl+Space"), "play"),
    PlayVerb("shuttle_back", "Play backwards; again: twice, four times as fast", ("J",)),
    PlayVerb("shuttle_stop", "Stop", ("K",), "pause"),
    PlayVerb("shuttle_forward", "Play forward; again: twice, four times as fast", ("L",)),
    PlayVerb("step_back", "One frame back", ("Left", "Ctrl+Alt+Left"), "step-back", True, begins_group=True),
    PlayVerb("step_forward", "One frame forward", ("Right", "Ctrl+Alt+Right"), "step-forward", True),
    PlayVerb("step_back_10", "Ten frames back", ("Shift+Left",), repeats=True),
    PlayVerb("step_forward_10", "Ten frames forward", ("Shift+Right",), repeats=True),
    PlayVerb("step_back_second", "One second back", ("Alt+Left",), repeats=True),
    PlayVerb("step_forward_second", "One second forward", ("Alt+Right",), repeats=True),
    PlayVerb("go_to_first", "First frame", ("Home",), "skip-back"),
    PlayVerb("go_to_last", "Last frame", ("End",), "skip-forward"),
    PlayVerb("ask_where_to", "Go to frame or time...", ("Ctrl+T",)),
    PlayVerb("go_to_next_shot", "Next shot", ("Shift+PgDown",), repeats=True),
    PlayVerb("go_to_previous_shot", "Previous shot", ("Shift+PgUp",), repeats=True),
    PlayVerb("set_in", "Range begins here", ("I", "Ctrl+Alt+I"), "brackets", begins_group=True),
    PlayVerb("set_out", "Range ends here", ("O", "Ctrl+Alt+O"), "brackets"),
    PlayVerb("go_to_in", "Go to the beginning of the range", ("Shift+I",)),
    PlayVerb("go_to_out", "Go to the end of the range", ("Shift+O",)),
    PlayVerb("clear_range", "Clear the range", ("Alt+X",)),
    PlayVerb("toggle_loop", "Loop", ("P", "Ctrl+Alt+P"), "repeat"),
    PlayVerb("toggle_ping_pong", "Loop forward and back", ("Shift+P",)),
    PlayVerb("slower", "Slower", ("[",), repeats=True, begins_group=True),
    PlayVerb("faster", "Faster", ("]",), repeats=True),
    PlayVerb("normal_speed", "Normal speed", ("Backspace",)),
    PlayVerb("toggle_mute", "Mute", ("M",), "volume-x"),
)

Player = Callable[[], "PlayerView | None"]


def play_commands(player: Player) -> list[Command]:
    """``player`` gives the player, or None while there is no clip; then none of these commands can be done."""
    return [_command(verb, player) for verb in PLAY_VERBS]


def _command(verb: PlayVerb, player: Player) -> Command:
    def run() -> None:
        view = player()
        if view is not None:
            getattr(view, verb.name)()

    return Command(
        f"play.{verb.name}",
        verb.text,
        Menu.PLAY,
        run,
        verb.keys,
        verb.icon,
        enabled=lambda: player() is not None,
        begins_group=verb.begins_group,
        repeats=verb.repeats,
    )
