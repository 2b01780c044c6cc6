"""Says, once, that the picture is drawn without OpenGL; and what About says about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chai_desktop.ui.notices.notice import Level, Notice
from chai_desktop.ui.player.picture_path import software_is_chosen

if TYPE_CHECKING:
    from chai_desktop.ui.player.player_view import PlayerView

_HINT = "Every frame is right, only slower. The guide tells more: 3. Watching, If the picture does not appear."


class PictureWords:
    """Follows one player after the other. Who chose to draw without OpenGL is not told about it."""

    def __init__(self, say: Callable[[Notice], None]) -> None:
        self._say = say
        self._has_said = False
        self.line = ""  # for About

    def follow(self, player: PlayerView) -> None:
        player.picture_path_changed.connect(lambda _path: self._tell(player))
        self._tell(player)

    def _tell(self, player: PlayerView) -> None:
        reason = player.software_reason
        self.line = f"Picture drawn by {player.picture_path}" + (f": {reason}" if reason else "")
        if reason and not self._has_said and not software_is_chosen():
            self._has_said = True
            self._say(Notice(f"The picture is drawn without OpenGL: {reason}.", _HINT, Level.WARNING))
