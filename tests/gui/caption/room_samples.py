"""Realistic work for the caption room, written for this project, and a program that takes its pictures.

xvfb-run -a python -m tests.gui.caption.room_samples OUT_DIR [dark|light]
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point, PointKind
from chai_desktop.ui.caption.room_model import RoomState

PRE = (
    "The video is shot at eye level with a level angle and regular speed. The camera zooms in slowly towards the "
    "woman in the red coat, who stands beside the stone fountain, moving right to left in a very smooth motion. "
    "A breathtaking kite flies above the arcade. The focus is deep throughout, so that the fountain, the woman and "
    "the houses behind the square are sharp from the beginning to the end."
)
POST = (
    "The video is shot at eye level with a level angle. The camera dollies in slowly towards the "
    "woman in the red coat, who stands beside the stone fountain, moving left to right in a very smooth motion. "
    "The focus is shallow at first and racks from the fountain to the woman, so that the fountain, the woman and "
    "the houses behind the square are sharp from the beginning to the end."
)
FREE = "Say where the rack focus ends: “from the beginning to the end” -> “in turn”."


def point(kind: PointKind, quote: str, instead: str = "", **more: object) -> Point:
    start = PRE.index(quote)
    return Point(kind, instead=instead, start=start, end=start + len(quote), quote=quote, **more)  # type: ignore[arg-type]


POINTS = (
    point(PointKind.WRONG, "zooms in", "dollies in", reason="The parallax grows.", first_frame=20, last_frame=96),
    point(PointKind.WRONG, "right to left", "left to right", first_frame=20, last_frame=96),
    point(PointKind.EXTRA, "A breathtaking kite flies above the arcade."),
    point(PointKind.MISSING, "shallow" if "shallow" in PRE else "deep throughout", "at first, then racks to the woman"),
)
EMPTY = RoomState(clip_id="clip", aspect=Aspect.CAMERA)
DRAFTED = replace(EMPTY, pre=PRE, pre_id="pre", pre_by="engine rules")
CRITIQUED = replace(DRAFTED, rating=3, points=POINTS, free_text=FREE)
REVISED = replace(
    CRITIQUED, post=POST, post_by="engine rules", revision=POST, revision_id="rev", submitted_at="2026-01-05T14:03:00"
)
SUBMITTED = replace(REVISED, submitted_now=True)


def take_pictures(folder: Path, theme: str) -> None:
    """One picture per state and size."""
    from PySide6.QtWidgets import QApplication

    from chai_desktop.ui.caption.caption_room import CaptionRoom
    from chai_desktop.ui.theme.theme import apply_theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app, theme)
    folder.mkdir(parents=True, exist_ok=True)
    room = CaptionRoom()
    room.set_range_source(lambda: (20, 96))
    room.show()

    def shoot(name: str, width: int, height: int) -> None:
        room.resize(width, height)
        for _ in range(20):
            app.processEvents()
        room.grab().save(str(folder / f"{theme}-{name}-{width}x{height}.png"))

    def select(words: str) -> None:
        start = room.pre_pane.text.text().index(words)
        room.pre_pane.text.place(start, start + len(words))

    sizes = ((1900, 330), (1290, 270))
    for width, height in sizes:
        room.show_work(EMPTY)
        shoot("empty", width, height)
        room.set_job("draft", 0.4, "Writing")
        shoot("drafting", width, height)
        room.set_job(None)
        room.show_work(DRAFTED)
        select("zooms in")
        shoot("selected", width, height)
        room.add_point(PointKind.WRONG)
        shoot("editor", width, height)
        room.show_work(replace(CRITIQUED, clip_id="b"))
        room.critique_pane.points.cards[0].setFocus()
        room.critique_pane.points.cards[0].chosen.emit()
        shoot("critiqued", width, height)
        room.desk.edit(1)
        shoot("editing", width, height)
        room.show_work(replace(REVISED, clip_id="c"))
        room.set_notes(
            ("Point 4 could not be placed: its words occur nowhere.", "The text of the critique was not read.")
        )
        room.next_change()
        shoot("revised", width, height)
        room.set_job("revise", None, "Revising")
        shoot("revising", width, height)
        room.show_work(replace(SUBMITTED, clip_id="d"))
        shoot("submitted", width, height)
        room.show_work(replace(REVISED, clip_id="e", rating=5, submitted_at=""))
        shoot("perfect", width, height)
    for tab in range(3):
        room.show_work(replace(REVISED, clip_id=f"f{tab}"))
        room.resize(820, 260)
        room.arrangement.bring_up(tab)
        shoot(f"tab{tab}", 820, 260)
    room.arrangement.bring_up(0)
    room.show_work(DRAFTED)
    select("zooms in")
    shoot("tab-selected", 820, 260)
    room.add_point(PointKind.WRONG)
    shoot("tab-editor", 820, 260)


if __name__ == "__main__":
    take_pictures(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "dark")
