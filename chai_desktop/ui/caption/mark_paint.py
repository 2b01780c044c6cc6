"""How marks look: grounds for changed words, an underline per kind of point, number badges, carets.

Colour is never the only sign: each kind has its own underline, removed words are struck through, added ones underlined.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextCharFormat

from chai_desktop.spec.lint.finding import Level
from chai_desktop.spec.points import PointKind
from chai_desktop.ui.caption.marks import Badge, Caret, Stretch
from chai_desktop.ui.theme.theme import tokens
from chai_desktop.ui.theme.tokens import Size, Space

_Underline = QTextCharFormat.UnderlineStyle
_UNDERLINES = {
    PointKind.WRONG: _Underline.SingleUnderline,  # waves are what a check found
    PointKind.MISSING: _Underline.DashUnderline,
    PointKind.EXTRA: _Underline.DashDotLine,
    PointKind.WORDING: _Underline.DotLine,
}
_BADGE_SCALE = 0.72  # of the text's size
_WAVE, _SHORTEST_WAVE = 2, 10  # pixels: half a wave and its height; the shortest line of waves
_BADGE_SINKS = 2  # pixels into the line of its words, so that it is seen to belong there


def kind_colour(kind: PointKind) -> str:
    """The theme's colour for a kind of point, as #rrggbb."""
    t = tokens()
    return {
        PointKind.WRONG: t.error,
        PointKind.MISSING: t.good,
        PointKind.EXTRA: t.warning,
        PointKind.WORDING: t.accent,
    }[kind]


def mark_format(stretch: Stretch, added: bool) -> QTextCharFormat:
    """The look of one stretch; ``added`` says that changed words are additions, not removals."""
    t = tokens()
    look = QTextCharFormat()
    if stretch.changed:
        look.setBackground(QColor(t.added_ground if added else t.removed_ground))
        look.setForeground(QColor(t.added_text if added else t.removed_text))
        if added:
            look.setUnderlineStyle(_Underline.SingleUnderline)
            look.setUnderlineColor(QColor(t.added_text))
        else:
            look.setFontStrikeOut(True)
    if stretch.kind is not None:
        look.setUnderlineStyle(_UNDERLINES[stretch.kind])
        look.setUnderlineColor(QColor(kind_colour(stretch.kind)))
    if stretch.current and not stretch.changed:
        look.setBackground(QColor(t.selection))
    return look


def level_colour(level: Level) -> str:
    """The theme's colour for what a check found, as #rrggbb."""
    t = tokens()
    return {Level.ERROR: t.error, Level.WARNING: t.warning, Level.HINT: t.muted}[level]


def paint_wave(painter: QPainter, box: QRect, level: Level) -> None:
    """A wavy line under the words of ``box``; under no words at all a short one, at the end of the text."""
    left, right = box.left(), max(box.right(), box.left() + _SHORTEST_WAVE)
    base = box.bottom() + 1
    points = [QPointF(x, base + (_WAVE if n % 2 else 0)) for n, x in enumerate(range(left, right + 1, _WAVE))]
    painter.setPen(QPen(QColor(level_colour(level)), 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(points)


def paint_badge(painter: QPainter, caret: QRect, mark: Badge, font: QFont) -> None:
    """A point's number on a small ground, above the first letter of its words; ``caret`` is that letter's place."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * _BADGE_SCALE)
    small.setWeight(QFont.Weight.Bold)
    metrics = QFontMetricsF(small)
    width = metrics.horizontalAdvance(mark.label) + Space.SMALL
    height = metrics.capHeight() + Space.TIGHT
    top = max(0.0, caret.top() - height + _BADGE_SINKS)
    box = QRectF(max(0.0, caret.left() + _BADGE_SINKS - width / 2), top, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(kind_colour(mark.kind)))
    painter.drawRoundedRect(box, height / 3, height / 3)
    painter.setFont(small)
    painter.setPen(QColor(tokens().panel))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark.label)


def paint_outline(painter: QPainter, box: QRect) -> None:
    """A frame around the words that the person is at."""
    painter.setPen(QPen(QColor(tokens().accent), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(box).adjusted(-2, 0, 2, 1), Size.RADIUS, Size.RADIUS)


def paint_caret(painter: QPainter, caret: QRect, mark: Caret) -> None:
    """A bar with a foot between two letters, where the other text has words that this one has not."""
    colour = QColor(tokens().good if mark.added else tokens().error)
    painter.setPen(QPen(colour, 2))
    x, bottom = caret.left() + 1.0, caret.bottom() + 0.5
    painter.drawLine(QPointF(x, caret.top() + 2.0), QPointF(x, bottom))
    painter.drawLine(QPointF(x - 3, bottom), QPointF(x + 3, bottom))
