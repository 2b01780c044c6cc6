"""What the status line says of the engines: who writes, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from chai_desktop.models.roles import EngineRole
from chai_desktop.workers.engine.engine_service import EngineService, name_of, short_name_of
from chai_desktop.workers.engine.engine_state import EngineState, Phase

if TYPE_CHECKING:
    from chai_desktop.ui.window.status_line import StatusLine

_DOES = {
    EngineRole.CAPTIONER: "Drafts",
    EngineRole.CRITIC: "Critiques",
    EngineRole.REVISER: "Revisions",
    EngineRole.REWARD: "Scores",
}


class EngineLine(QObject):
    """Keeps the status line at what the service says; the captioner stands there, the tooltip tells all roles."""

    def __init__(self, engines: EngineService, status: StatusLine) -> None:
        super().__init__(status)
        self._engines = engines
        self._status = status
        engines.changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        roles = self._engines.roles
        states = {role: self._engines.state(roles.choice(role)) for role in EngineRole}
        names = {role: name_of(roles.choice(role)) for role in EngineRole}
        lines = [f"{_DOES[role]}: {names[role]}{_said(states[role])}" for role in EngineRole]
        shown = next((role for role in EngineRole if states[role].phase is Phase.LOADING), EngineRole.CAPTIONER)
        self._status.show_engine(
            f"Engine: {engine_words(short_name_of(roles.choice(shown)), states[shown])}", "\n".join(lines)
        )


def engine_words(name: str, state: EngineState) -> str:
    """How an engine stands, in words for one line."""
    size = f", {_size(state.resident_bytes)}" if state.resident_bytes else ""
    match state.phase:
        case Phase.LOADING:
            return f"loading {name}{size}"
        case Phase.FAILED:
            return f"{name} stopped"
        case _:
            return f"{name}{size}"


def _said(state: EngineState) -> str:
    if state.phase is Phase.FAILED:
        return f" ({state.sentence})"
    if state.phase is Phase.UNLOADED:
        return ""
    size = f", {_size(state.resident_bytes)} in memory" if state.resident_bytes else ""
    return f" ({state.phase}{size})"


def _size(size: int) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB"
