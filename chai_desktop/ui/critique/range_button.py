"""The frames that a point is about: taken from what was just watched, with one press."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from chai_desktop.ui.theme.icons import icon


class RangeButton(QWidget):
    """``wanted``: the person asks for the range just watched. ``chosen``: there is one, or none any more."""

    wanted = Signal()
    chosen = Signal(object)

    def __init__(self, names_range: bool = True, parent: QWidget | None = None) -> None:
        """``names_range``: the button itself says which frames; otherwise something beside it does."""
        super().__init__(parent)
        self._names_range = names_range
        self.range: tuple[int, int] | None = None
        self._source: Callable[[], tuple[int, int] | None] = lambda: None
        self.take = QPushButton(icon("brackets"), "")
        self.clear = QPushButton(icon("unlink"), "")
        for button in (self.take, self.clear):
            button.setObjectName("flat")
        self.clear.setToolTip("Take the frames away from this point")
        self.clear.setAccessibleName("No frames")
        self.take.clicked.connect(self._take)
        self.clear.clicked.connect(lambda: self._choose(None))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.take)
        row.addWidget(self.clear)
        self.show_range(None, None)

    def use_source(self, source: Callable[[], tuple[int, int] | None]) -> None:
        """Ask ``source`` for the range just watched: ordinals of the clip, both inclusive, or None."""
        self._source = source

    def show_range(self, first: int | None, last: int | None) -> None:
        """Show a range without telling anyone."""
        self.range = None if first is None or last is None else (first, last)
        words = range_words(first, last)
        self.take.setText(words if words and self._names_range else "Frames")
        self.take.setAccessibleName(f"Frames {words}, set anew" if words else "Use the range just watched")
        self.take.setToolTip("Use the range just watched: in to out, or the frame on the screen")
        self.clear.setVisible(self.range is not None)

    def _take(self) -> None:
        self.wanted.emit()
        found = self._source()
        if found is not None:
            self._choose(found)

    def _choose(self, found: tuple[int, int] | None) -> None:
        self.show_range(*(found or (None, None)))
        self.chosen.emit(found)


def range_words(first: int | None, last: int | None) -> str:
    """A frame range in few letters: "f 20–96", "f 20", '' for none."""
    if first is None:
        return ""
    return f"f {first}" if last is None or last == first else f"f {first}–{last}"
