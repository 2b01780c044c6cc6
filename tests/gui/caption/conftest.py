"""A caption room in a real window, and a recorder of everything that it says."""

from __future__ import annotations

import pytest

from chai_desktop.ui.caption.caption_room import CaptionRoom
from chai_desktop.ui.theme.theme import apply_theme


@pytest.fixture(scope="session")
def themed(qapp):
    return apply_theme(qapp, "dark")


@pytest.fixture
def room(qtbot, themed):
    room = CaptionRoom()
    qtbot.addWidget(room)
    room.resize(1290, 330)
    room.show()
    qtbot.waitExposed(room)
    room.activateWindow()
    qtbot.waitUntil(room.isActiveWindow)
    return room


class Said:
    """Every signal of a room in order, as (name, arguments)."""

    NAMES = (
        "draft_wanted",
        "revise_wanted",
        "cancel_wanted",
        "submit_wanted",
        "rated",
        "points_changed",
        "free_text_changed",
        "post_edited",
        "typing",
        "range_wanted",
        "range_requested",
    )

    def __init__(self, room: CaptionRoom) -> None:
        self.all: list[tuple[str, tuple[object, ...]]] = []
        for name in self.NAMES:
            getattr(room, name).connect(lambda *values, name=name: self.all.append((name, values)))

    def of(self, name: str) -> list[tuple[object, ...]]:
        return [values for said, values in self.all if said == name]

    def typed(self, field: str) -> list[object]:
        return [values[1] for values in self.of("typing") if values[0] == field]


@pytest.fixture
def said(room):
    return Said(room)
