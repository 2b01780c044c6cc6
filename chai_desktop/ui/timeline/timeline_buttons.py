"""The buttons in the corner of the timeline: zoom, and which curves are shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Size, Space
from chai_desktop.ui.timeline.curve_set import CURVES
from chai_desktop.ui.timeline.lane_heights import SIZES, Lane

ZOOM_OUT, SHOW_ALL, ZOOM_IN = "Ctrl+-", "Ctrl+0", "Ctrl+="


class TimelineButtons(QObject):
    """Children of the timeline, over the head of its ruler."""

    curves_chosen = Signal(tuple)  # keys

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.zoom_out = self._button("minus", f"Show more time ({ZOOM_OUT})", "zoom_out")
        self.show_all = self._button("maximize", f"Show the whole clip ({SHOW_ALL})", "show_all")
        self.zoom_in = self._button("plus", f"Show less time ({ZOOM_IN}, or Ctrl and the wheel)", "zoom_in")
        self.curves = self._button("list-checks", "Choose the curves that are drawn", "")
        self.curves.clicked.connect(self.open_menu)
        for number, button in enumerate(self.all):
            width = (Size.LANE_HEAD - Space.TIGHT) // len(self.all)
            button.setGeometry(Space.TIGHT // 2 + number * width, 0, width, SIZES[Lane.RULER].least - 1)

    @property
    def all(self) -> tuple[QToolButton, ...]:
        return self.zoom_out, self.show_all, self.zoom_in, self.curves

    def set_enabled(self, has_clip: bool, has_curves: bool) -> None:
        for button in self.all:
            button.setEnabled(has_clip)
        self.curves.setEnabled(has_curves)

    def open_menu(self) -> None:
        """One entry for each curve that was measured."""
        contents = self._view.contents  # type: ignore[attr-defined]
        menu = QMenu(self._view)
        menu.setToolTipsVisible(True)
        for kind in CURVES:
            if kind.key in contents.curves:
                action = menu.addAction(kind.name)
                action.setCheckable(True)
                action.setChecked(kind.key in contents.shown_curves)
                action.setToolTip(kind.tip)
                action.toggled.connect(lambda on, key=kind.key: self._turn(key, on))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.curves.mapToGlobal(QPoint(0, self.curves.height())))

    def _turn(self, key: str, on: bool) -> None:
        shown = set(self._view.contents.shown_curves)  # type: ignore[attr-defined]
        shown = shown | {key} if on else shown - {key}
        self.curves_chosen.emit(tuple(kind.key for kind in CURVES if kind.key in shown))

    def _button(self, picture: str, name: str, verb: str) -> QToolButton:
        button = look(QToolButton(self._view), "tiny")
        button.setIcon(icon(picture))
        button.setIconSize(QSize(Size.ICON - Space.TIGHT, Size.ICON - Space.TIGHT))
        button.setAccessibleName(name.split(" (")[0])
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if verb:
            button.clicked.connect(lambda: getattr(self._view, verb)())
        return button
