"""What the timeline says about the place under the mouse."""

from __future__ import annotations

from chai_desktop.ui.timeline.contents import Contents
from chai_desktop.ui.timeline.ruler_ticks import clock_words
from chai_desktop.ui.timeline.timeline_marks import PointMark


def tooltip_words(contents: Contents, frame: int, mark: PointMark | None) -> str:
    """Frame and time; the shot; the values of the curves that are drawn; the point, if the mouse is on one."""
    if contents.scale is None:
        return "The timeline of the clip"
    lines = [f"Frame {frame}, {clock_words(contents.scale.begin(frame), 0.1)}"]
    shot = next((n for n, (first, last) in enumerate(contents.shots) if first <= frame <= last), None)
    if shot is not None and len(contents.shots) > 1:
        lines.append(f"Shot {shot + 1} of {len(contents.shots)}")
    lines += [f"{curve.kind.name}: {curve.words(frame)}" for curve in contents.visible_curves]
    if mark is not None:
        lines.append(f"{mark.aspect.label}, point {mark.number + 1}: {mark.words}")
    return "\n".join(lines)
