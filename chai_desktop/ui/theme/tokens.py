"""Named colours, spaces and sizes of the program, in a dark and a light set.

Five neutral greys and one accent; the aspects' colours appear only as small marks. Every text colour has a
contrast of at least 4.5 : 1 against the grounds it is used on (tests/ui/test_theme.py measures it).
"""

from __future__ import annotations

from dataclasses import dataclass

from chai_desktop.spec.aspects import Aspect


@dataclass(frozen=True)
class Tokens:
    """One set of colours, as #rrggbb."""

    name: str
    ground: str  # behind everything, and around the picture
    panel: str  # a panel on the ground
    raised: str  # fields, buttons, cards on a panel
    line: str  # hairlines between things, borders of controls
    muted: str  # secondary text
    text: str
    accent: str  # the one thing to do next; focus; selection
    accent_text: str  # text on the accent
    selection: str  # a selected row, a hovered control
    removed_ground: str
    removed_text: str
    added_ground: str
    added_text: str
    warning: str
    error: str
    good: str
    aspects: dict[Aspect, str]
    curves: dict[str, str]  # lines on a panel, by the name of the curve


DARK = Tokens(
    name="dark",
    ground="#161616",
    panel="#202020",
    raised="#2c2c2c",
    line="#444444",
    muted="#adadad",
    text="#eeeeee",
    accent="#6cb2f5",
    accent_text="#0e1a26",
    selection="#37424d",
    removed_ground="#55262a",
    removed_text="#ffd9d9",
    added_ground="#1f4a2c",
    added_text="#d3f7dc",
    warning="#f0bf5a",
    error="#ff9a92",
    good="#7fd196",
    aspects={
        Aspect.SUBJECT: "#f4a6c6",
        Aspect.SCENE: "#ffa384",
        Aspect.MOTION: "#b9a3f5",
        Aspect.SPATIAL: "#f2d16b",
        Aspect.CAMERA: "#86d39c",
    },
    curves={
        "pan": "#6cb2f5",
        "tilt": "#f0bf5a",
        "roll": "#e58fd0",
        "zoom": "#7fd196",
        "parallax": "#ff9a92",
        "shake": "#c9a27e",
        "speed": "#eeeeee",
        "exposure": "#f7e98e",
        "sharpness_near": "#9fd8e8",
        "sharpness_far": "#b9a3f5",
        "difference": "#adadad",
    },
)

LIGHT = Tokens(
    name="light",
    ground="#dedede",
    panel="#f3f3f3",
    raised="#ffffff",
    line="#b4b4b4",
    muted="#555555",
    text="#1a1a1a",
    accent="#0b5ea8",
    accent_text="#ffffff",
    selection="#cfe1f2",
    removed_ground="#fbd5d5",
    removed_text="#7a1016",
    added_ground="#d0f0d8",
    added_text="#0d4a20",
    warning="#7d5200",
    error="#a81d1d",
    good="#17682f",
    aspects={
        Aspect.SUBJECT: "#c23a78",
        Aspect.SCENE: "#c4502a",
        Aspect.MOTION: "#6a48c8",
        Aspect.SPATIAL: "#8a6a00",
        Aspect.CAMERA: "#1f7a3d",
    },
    curves={
        "pan": "#0b5ea8",
        "tilt": "#8a5a00",
        "roll": "#9a2f83",
        "zoom": "#17682f",
        "parallax": "#a81d1d",
        "shake": "#6f4a25",
        "speed": "#1a1a1a",
        "exposure": "#6b6000",
        "sharpness_near": "#006a80",
        "sharpness_far": "#6a48c8",
        "difference": "#555555",
    },
)


class OnPicture:
    """Marks over a picture, the same in both sets: light with a dark edge, so that they are seen on any picture."""

    LINE = "#f4f4f4"
    EDGE = "#101010"
    HANDLE = "#ffd34d"  # what can be dragged
    TEXT = "#ffffff"
    BOX = "#101010"  # behind text
    BOX_STRENGTH = 0.78  # of the box over the picture: keeps 4.5 : 1 for text even over white
    OUTSIDE_STRENGTH = 0.55  # of the darkening outside a crop


class Space:
    """Distances on the 8-pixel grid, in device-independent pixels."""

    HAIR = 1
    TIGHT = 4
    SMALL = 8
    MEDIUM = 12
    LARGE = 16
    HUGE = 24


class Size:
    """Extents of recurring things, in device-independent pixels."""

    ICON = 18
    RAIL = 72
    CONTROL = 30
    THUMBNAIL_WIDTH = 112
    THUMBNAIL_HEIGHT = 63
    MARK = 8
    RADIUS = 4
    SLIDER = 18
    LANE_HEAD = 88  # the names at the left of the timeline
    SIDE = 280  # the least width of one of the versions that stand side by side


class Text:
    """The three sizes of the sans family, and the monospace one, in points."""

    SMALL = 9
    BODY = 10
    TITLE = 13
    MONO = 10
