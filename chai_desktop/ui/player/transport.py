"""The bar under the picture: scrub line, transport buttons, time, frame number, speed, range, loop, sound."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLayoutItem,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.media.timecode import time_label
from chai_desktop.ui.player.aids.aids_button import AidsButton
from chai_desktop.ui.player.playback import SPEEDS, PlaybackState, manner
from chai_desktop.ui.player.scrub_bar import ScrubBar
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.theme import mono_font, tokens
from chai_desktop.ui.theme.tokens import Size, Space

_NO_TIME = "--:--:--:--"


class Transport(QWidget):
    """Shows a PlaybackState and says which verb a person chose; decides nothing.

    ``verb`` carries the name of a method of PlayerView.
    """

    verb = Signal(str)
    frame_wanted = Signal(int)
    speed_wanted = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._index: FrameIndex | None = None
        self.scrub = ScrubBar()
        self.scrub.frame_wanted.connect(self.frame_wanted)
        self.first = self._button("skip-back", "First frame", "Home", "go_to_first")
        self.back = self._button("step-back", "One frame back", "Left", "step_back")
        self.play = self._button("play", "Play", "Space", "play_pause")
        self.forward = self._button("step-forward", "One frame forward", "Right", "step_forward")
        self.last = self._button("skip-forward", "Last frame", "End", "go_to_last")
        self.time = self._figure("Time")
        self.frame = self._figure("Frame number")
        self.manner = self._manner_label()
        self.mark_in = self._button("", "Range begins at this frame", "I", "set_in", "In")
        self.mark_out = self._button("", "Range ends with this frame", "O", "set_out", "Out")
        self.clear = self._button("x", "Clear the range", "Alt+X", "clear_range")
        self.loop = self._button("repeat", "Loop", "P", "toggle_loop", checkable=True)
        self.aids = AidsButton()
        self.sound = self._button("volume-2", "Mute", "M", "toggle_mute")
        self.speed = self._speed_box()
        self._lay_out()
        self.show_state(PlaybackState())

    def set_index(self, index: FrameIndex | None) -> None:
        self._index = index
        self.scrub.set_frames(index.frame_count if index else 0)
        hint = "Hours : minutes : seconds : frames from the first frame"
        if index is not None and index.variable_rate:
            hint = "Time from the first frame. This clip has no constant frame rate: frames of a second are not counted"
        self.time.setToolTip(hint)
        self._keep_room_for_figures()
        self._make_room()

    @Slot(object)
    def show_state(self, state: PlaybackState) -> None:
        """Bring every control in line with ``state``."""
        for control in self._needs_clip():
            control.setEnabled(state.is_open)
        self.clear.setEnabled(state.range is not None)
        self._show_place(state)
        self.scrub.set_marked(state.range)
        self._say_play(state.playing)
        self._say_loop(state.loop)
        self._say_sound(state.muted)
        self._show_speed(state.speed)
        sign, words = manner(state)
        self.manner.setText(sign)
        self.manner.setToolTip(words)
        self.manner.setAccessibleDescription(words)

    def _show_place(self, state: PlaybackState) -> None:
        self.scrub.show_frame(state.target)
        here = state.current
        self.time.setText(time_label(self._index, here) if self._index and state.is_open else _NO_TIME)
        self.frame.setText(_frame_of(here, state.last) if state.is_open else "f - / -")

    def _say_play(self, playing: bool) -> None:
        name = "Pause" if playing else "Play"
        if self.play.accessibleName() != name or self.play.icon().isNull():
            self.play.setIcon(icon("pause" if playing else "play"))
            self.play.setAccessibleName(name)
            self.play.setToolTip(f"{name} (Space)")

    def _say_loop(self, loop: bool) -> None:
        if self.loop.isChecked() != loop or self.loop.accessibleDescription() == "":
            self.loop.setAccessibleDescription("on" if loop else "off")
            self.loop.setIcon(icon("repeat", tokens().accent_text if loop else ""))
        self.loop.setChecked(loop)

    def _say_sound(self, muted: bool) -> None:
        name = "Sound on" if muted else "Mute"
        if self.sound.accessibleName() != name:
            self.sound.setIcon(icon("volume-x" if muted else "volume-2"))
            self.sound.setAccessibleName(name)
            self.sound.setToolTip(f"{name} (M)")

    def _show_speed(self, speed: float) -> None:
        self.speed.blockSignals(True)  # the person did not choose it here
        at = self.speed.findData(speed)
        if at < 0:
            self.speed.addItem(_times(speed), speed)
            at = self.speed.count() - 1
        self.speed.setCurrentIndex(at)
        self.speed.blockSignals(False)

    # --- making the controls -----------------------------------------------------------------------

    def _needs_clip(self) -> tuple[QWidget, ...]:
        return (
            self.first, self.back, self.play, self.forward, self.last, self.mark_in, self.mark_out, self.scrub,
            self.loop, self.aids, self.speed, self.sound,  # they would take the keyboard's focus when a room is entered
        )  # fmt: skip

    # --- room ----------------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a small window: what has a key of its own may be hidden (see ``_make_room``)."""
        width = self._row_width(set().union(*self._spared_first())) + 2 * Space.SMALL
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and hasattr(self, "_row"):
            self._keep_room_for_figures()
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange) and hasattr(self, "loop"):
            self.loop.setAccessibleDescription("")  # its icon has a colour of the theme: have it drawn anew
            self._say_loop(self.loop.isChecked())

    def _spared_first(self) -> tuple[set[QWidget], ...]:
        return {self.clear}, {self.first, self.last}, {self.sound}, {self.aids}, {self.speed}

    def _make_room(self) -> None:
        """In a narrow window hide what can be done by a key or a menu just as well, one pair after the other."""
        room = self.width() - 2 * Space.SMALL
        hidden = self._hidden_by_nature()
        for controls in self._spared_first():
            if self._row_width(hidden) > room:
                hidden |= controls
        for control in set().union(*self._spared_first()):
            control.setVisible(control not in hidden)

    def _hidden_by_nature(self) -> set[QWidget]:
        silent = self._index is not None and not self._index.has_audio
        return {self.sound} if silent else set()

    def _row_width(self, hidden: set[QWidget]) -> int:
        items = (self._row.itemAt(at) for at in range(self._row.count()))
        parts = [item.widget() or item for item in items if item is not None]
        return sum(_wanted_width(part) for part in parts if part not in hidden and part is not self.manner)

    def _keep_room_for_figures(self) -> None:
        """Time and frame number get the room of their widest text at once: a digit cut off would be a wrong number."""
        index = self._index
        last = index.frame_count - 1 if index else 0
        _keep_room(self.time, time_label(index, last) if index else _NO_TIME)
        _keep_room(self.frame, _frame_of(last, last))

    def _button(
        self, icon_name: str, name: str, key: str, verb: str, text: str = "", checkable: bool = False
    ) -> QToolButton:
        button = QToolButton()
        button.setObjectName("flat")
        button.setCheckable(checkable)
        if icon_name:
            button.setIcon(icon(icon_name))
            button.setIconSize(QSize(Size.ICON, Size.ICON))
        button.setText(text)
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({key})")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys where they were
        button.clicked.connect(lambda: self.verb.emit(verb))
        return button

    def _figure(self, name: str) -> QLabel:
        label = QLabel()
        label.setFont(mono_font())
        label.setAccessibleName(name)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _manner_label(self) -> QLabel:
        """Takes what room is left, and claims none."""
        label = look(QLabel(), "muted")
        label.setAccessibleName("How it plays")
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return label

    def _speed_box(self) -> QComboBox:
        box = QComboBox()
        for speed in SPEEDS:
            box.addItem(_times(speed), speed)
        box.setAccessibleName("Speed")
        box.setToolTip("Speed ([ slower, ] faster, Backspace normal)")
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box.currentIndexChanged.connect(lambda at: self.speed_wanted.emit(box.itemData(at)))
        return box

    def _lay_out(self) -> None:
        self.frame.setToolTip("Frame on screen and last frame of the clip. Frames count from 0")
        self._row = row = QHBoxLayout()
        row.setSpacing(0)
        for button in (self.first, self.back, self.play, self.forward, self.last):
            row.addWidget(button)
        row.addSpacing(Space.MEDIUM)
        row.addWidget(self.time)
        row.addSpacing(Space.MEDIUM)
        row.addWidget(self.frame)
        row.addSpacing(Space.MEDIUM)
        row.addWidget(self.manner, 1)
        for button in (self.mark_in, self.mark_out, self.clear, self.loop):
            row.addWidget(button)
        row.addWidget(self.aids)
        row.addSpacing(Space.TIGHT)
        row.addWidget(self.speed)
        row.addWidget(self.sound)
        column = QVBoxLayout(self)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(Space.SMALL, Space.TIGHT, Space.SMALL, Space.TIGHT)
        column.setSpacing(Space.TIGHT)
        column.addWidget(self.scrub)
        column.addLayout(row)


def _frame_of(here: int, last: int) -> str:
    return f"f {here:>{len(str(last))}} / {last}"


def _keep_room(label: QLabel, widest: str) -> None:
    label.ensurePolished()
    figures = QFontMetricsF(label.font()).horizontalAdvance(re.sub(r"\d", "0", widest))
    label.setMinimumWidth(math.ceil(figures) + 2 * label.margin() + 2)  # 2: text is placed on whole device pixels


def _wanted_width(part: QWidget | QLayoutItem) -> int:
    least = part.minimumWidth() if isinstance(part, QWidget) else 0
    return max(part.sizeHint().width(), least)


def _times(speed: float) -> str:
    return f"{speed:g}\u00d7"
