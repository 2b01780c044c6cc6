"""Joins the state of the aids with the player: what is over the picture, how it lies, what is computed for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from chai_desktop.errors import ChaiError
from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.ui.player.aids import aid_state
from chai_desktop.ui.player.aids.aid_grips import AidGrips
from chai_desktop.ui.player.aids.aid_layer import AidLayer
from chai_desktop.ui.player.aids.aid_pictures import AidPictures
from chai_desktop.ui.player.aids.aid_state import AidState, Layout
from chai_desktop.ui.player.aids.clips import OpenClip
from chai_desktop.ui.player.aids.picture_mouse import PictureMouse
from chai_desktop.ui.player.aids.picture_overlay import Pane, PictureOverlay
from chai_desktop.ui.player.aids.picture_transform import View
from chai_desktop.ui.player.frame_ring.held_frame import HeldFrame
from chai_desktop.ui.player.picture_frame import PictureFrame
from chai_desktop.ui.player.playback import PlaybackState


class PictureAids(QObject):
    """Each verb is a plain method, bound to keys by the command registry only. ``state`` says which aids are on."""

    changed = Signal(object)  # AidState
    failed = Signal(str)  # one plain sentence or two
    clip_wanted = Signal()  # a person wants to choose a clip to compare with

    def __init__(self, frame: PictureFrame, parent: QObject) -> None:
        super().__init__(parent)
        self.state = AidState()
        self._frame = frame
        self._clip: OpenClip | None = None
        self._playback = PlaybackState()
        self._pictures = AidPictures(frame, self)
        self._layer = AidLayer()
        self._overlay = PictureOverlay(self._scene)
        frame.add_layer(self._layer)
        frame.add_layer(self._overlay)
        self.grips = AidGrips(frame, lambda: self.state, self._set)
        self._mouse = PictureMouse(frame, self.grips, lambda: self.has_clip)
        frame.arranged.connect(self._arranged)
        self._pictures.came.connect(self._show_pictures)
        self._pictures.failed.connect(self._say_failed)

    @property
    def has_clip(self) -> bool:
        return self._clip is not None

    # --- what the player says ------------------------------------------------------------------------

    def open_clip(self, path: Path, index: FrameIndex, held: Callable[[int], HeldFrame | None]) -> None:
        """Another clip is on show; what was about the one before goes. ``held`` gives frames that are decoded."""
        self._clip = OpenClip(path, index, path.name, held)
        self._pictures.open_clip(self._clip)
        self._overlay.show_colour(_colour_lines(index))
        self._set(aid_state.for_next_clip(self.state))

    def close_clip(self) -> None:
        self._clip = None
        self._pictures.close_clip()
        self._set(aid_state.for_next_clip(self.state))

    @Slot(object)
    def follow(self, playback: PlaybackState) -> None:
        """The frame on screen or the range has changed."""
        before, self._playback = self._playback, playback
        if (before.current, before.range) != (playback.current, playback.range):
            self._compute()

    def take_escape_of(self, *widgets: QWidget) -> None:
        """Esc that nothing inside these widgets has a use for switches all aids off."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.state.any_on:
            is_escape = event.key() == Qt.Key.Key_Escape and not event.modifiers()
            if is_escape:
                self.all_off()
            return is_escape
        return super().eventFilter(watched, event)

    def finish(self) -> None:
        """End the thread that decodes; to be called before the player goes."""
        self._pictures.finish()

    # --- the verbs -----------------------------------------------------------------------------------

    def toggle_thirds(self) -> None:
        self._set(aid_state.toggled(self.state, "thirds"))

    def toggle_centre(self) -> None:
        self._set(aid_state.toggled(self.state, "centre"))

    def next_areas(self) -> None:
        self._set(aid_state.next_areas(self.state))

    def toggle_horizon(self) -> None:
        self._set(aid_state.with_horizon_toggled(self.state))

    def toggle_sides(self) -> None:
        self._set(aid_state.toggled(self.state, "sides"))

    def toggle_colour(self) -> None:
        self._set(aid_state.toggled(self.state, "colour"))

    def toggle_mirror(self) -> None:
        self._set(aid_state.toggled(self.state, "mirrored"))

    def toggle_ghost(self) -> None:
        self._set(aid_state.with_ghost_toggled(self.state))

    def toggle_difference(self) -> None:
        self._set(aid_state.with_difference_toggled(self.state))

    def next_gain(self) -> None:
        self._set(aid_state.with_next_gain(self.state))

    def freeze(self) -> None:
        """Freeze the frame on screen and wipe over it; then side by side; then off."""
        self._set(aid_state.next_compare(self.state, self._playback.current))

    def choose_clip(self) -> None:
        self.clip_wanted.emit()

    def compare_with(self, path: Path, index: FrameIndex, name: str) -> None:
        """Show another clip beside this one, in step with it."""
        self._pictures.take_other(OpenClip(path, index, name))
        self._set(aid_state.compared_with(self.state, name))

    def toggle_step_by_time(self) -> None:
        self._set(aid_state.with_step_by_time_toggled(self.state))

    def next_zoom(self) -> None:
        """100 %, 200 %, whole picture (larger steps where the whole picture is larger already), towards the mouse."""
        if self.has_clip:
            self.grips.next_zoom()

    def zoom_by(self, factor: float, at: QPointF) -> None:
        """``at``: the place in the picture frame that stays where it is."""
        if self.has_clip:
            self.grips.zoom_by(factor, at)

    def whole_picture(self) -> None:
        self.grips.whole_picture()

    def all_off(self) -> None:
        self._set(aid_state.all_off(self.state))

    def set_state(self, state: AidState) -> None:
        """What was remembered of another session."""
        self._set(state)

    # --- inside --------------------------------------------------------------------------------------

    def _set(self, state: AidState) -> None:
        if state == self.state:
            return
        before, self.state = self.state, state
        compare = state.compare
        self._frame.set_view(state.zoom, state.mirrored, compare is not None and compare.layout is Layout.BESIDE)
        self._overlay.show_state(state)
        if before.compare != state.compare or _computed(before) != _computed(state):
            self._compute()
        self._show_pictures()
        self.changed.emit(state)

    def _compute(self) -> None:
        self._pictures.want(self.state, self._playback)
        self._overlay.update()

    @Slot()
    def _arranged(self) -> None:
        self._compute()
        self._show_pictures()

    @Slot()
    def _show_pictures(self) -> None:
        self._layer.show_parts(self._pictures.parts(self.state, self._frame.picture_seen()))
        self._overlay.update()

    @Slot(object)
    def _say_failed(self, error: ChaiError) -> None:
        self.failed.emit(" ".join(part for part in (error.message, error.hint) if part))

    def _scene(self) -> tuple[View, tuple[Pane, ...]]:
        room = self._frame.room()
        if self._clip is None:
            return self._frame.view_of(room), ()
        names = self._pictures.names(self.state, self._playback)
        other = self._frame.other_room()
        own = Pane(self._frame.picture_lies(), room, self._frame.shape, names[1], names[0] if other.isEmpty() else "")
        shape = self._pictures.other_shape(self.state)
        panes = (
            (own,) if other.isEmpty() else (own, Pane(self._frame.picture_lies(other, shape), other, shape, names[0]))
        )
        return self._frame.view_of(room), panes


def _computed(state: AidState) -> tuple[object, ...]:
    return state.ghost, state.difference, state.gain


def _colour_lines(index: FrameIndex) -> tuple[str, ...]:
    colour = getattr(index, "colour", None)
    return tuple(colour.words()) if colour is not None else ()
