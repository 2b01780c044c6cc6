"""The points of a critique as cards, one of which may be chosen, and one of which may be open for editing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from chai_desktop.spec.points import Point
from chai_desktop.ui.critique.check import lack_of
from chai_desktop.ui.critique.point_card import PointCard
from chai_desktop.ui.critique.point_draft import PointDraft
from chai_desktop.ui.critique.point_editor import PointEditor
from chai_desktop.ui.theme.tokens import Space


class PointList(QScrollArea):
    """Knows what is shown, not what is saved: every change is only announced."""

    chosen = Signal(int)  # a card was clicked: the number (from 0) of its point
    changed = Signal(object)  # the points as they should be now: tuple[Point, ...]
    edit_wanted = Signal(int)
    range_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Points of the critique")
        self._source: Callable[[], tuple[int, int] | None] = lambda: None
        self._points: tuple[Point, ...] = ()
        self._cards: list[PointCard] = []
        self.current: int | None = None
        self.editor = PointEditor()
        self.editor.range.wanted.connect(self.range_wanted)
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, Space.TIGHT, 0)
        self._rows.setSpacing(Space.TIGHT)
        self._rows.addWidget(self.editor)
        self._rows.addStretch(1)
        self.setWidget(inside)

    @property
    def cards(self) -> tuple[PointCard, ...]:
        return tuple(self._cards)

    def use_range_source(self, source: Callable[[], tuple[int, int] | None]) -> None:
        self._source = source
        self.editor.use_range_source(source)
        for card in self._cards:
            card.range.use_source(source)

    def show_points(self, points: tuple[Point, ...]) -> None:
        """Show these points. The same points change nothing."""
        if points == self._points:
            return
        had_focus = next((n for n, card in enumerate(self._cards) if card.hasFocus()), None)
        self._rows.removeWidget(self.editor)
        for card in self._cards:
            self._rows.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._points = points
        self._cards = [self._card(number, point) for number, point in enumerate(points)]
        self._place_editor()
        self.choose(self.current if self.current is not None and self.current < len(points) else None)
        if had_focus is not None and self._cards:
            self._cards[min(had_focus, len(self._cards) - 1)].setFocus()

    def show_remarks(self, remarks: Mapping[int, Sequence[str]]) -> None:
        """What the check says of each point, by its number (from 0)."""
        for number, card in enumerate(self._cards):
            card.show_remarks(remarks.get(number, ()))

    def tint(self) -> None:
        """Draw the cards anew, in the colours of the theme in use."""
        points, self._points = self._points, ()
        self.show_points(points)
        self.editor.tint()

    def start_over(self, points: tuple[Point, ...]) -> None:
        """The points of another piece of work, from the top."""
        self.shut_editor()
        self.choose(None)
        self.show_points(points)
        self.verticalScrollBar().setValue(0)

    def choose(self, number: int | None) -> None:
        """Mark one card as the chosen one, without telling anyone."""
        self.current = number
        for index, card in enumerate(self._cards):
            card.show_current(index == number)
        if number is not None:
            QTimer.singleShot(0, self, self._show_current)  # once the card has its new height

    def open_editor(self, draft: PointDraft, take_focus: bool = True) -> None:
        """Edit a point in the place of its card."""
        self.shut_editor()
        self._rows.removeWidget(self.editor)
        self.editor.open(draft, take_focus)
        self._place_editor()
        QTimer.singleShot(0, self, self._show_editor)

    def shut_editor(self) -> None:
        self.editor.shut()
        for card in self._cards:
            card.show()

    def remove(self, number: int) -> None:
        self.changed.emit(self._points[:number] + self._points[number + 1 :])

    def _show_editor(self) -> None:
        if self.editor.is_open:
            self.ensureWidgetVisible(self.editor, 0, Space.TIGHT)

    def _show_current(self) -> None:
        if self.current is not None:
            self.ensureWidgetVisible(self._cards[self.current], 0, Space.TIGHT)

    def _place_editor(self) -> None:
        """In the place of the card that it edits, which is hidden meanwhile; at the end for a point without a card."""
        number = self.editor.draft.index
        if not self.editor.is_open or number is None or number >= len(self._cards):
            number = None
        self._rows.insertWidget(len(self._cards) if number is None else number, self.editor)
        if number is not None:
            self._cards[number].hide()

    def _card(self, number: int, point: Point) -> PointCard:
        card = PointCard(number + 1, point, lack_of(point))
        card.range.use_source(self._source)
        card.range.wanted.connect(self.range_wanted)
        card.range.chosen.connect(lambda found: self._set_range(number, found))
        card.chosen.connect(lambda: self._choose_by_hand(number))
        card.edit_wanted.connect(lambda: self.edit_wanted.emit(number))
        card.remove_wanted.connect(lambda: self.remove(number))
        card.step_wanted.connect(lambda step: self._step(number, step))
        self._rows.insertWidget(number, card)
        return card

    def _choose_by_hand(self, number: int) -> None:
        self.choose(number)
        self.chosen.emit(number)

    def _step(self, number: int, step: int) -> None:
        if 0 <= number + step < len(self._cards):
            self._cards[number + step].setFocus()
            self.ensureWidgetVisible(self._cards[number + step])

    def _set_range(self, number: int, found: tuple[int, int] | None) -> None:
        first, last = found or (None, None)
        point = replace(self._points[number], first_frame=first, last_frame=last)
        self.changed.emit((*self._points[:number], point, *self._points[number + 1 :]))
