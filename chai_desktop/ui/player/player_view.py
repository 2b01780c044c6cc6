"""The player: picture and transport, and every verb of playing as a plain method."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chai_desktop.media.frame_index import FrameIndex
from chai_desktop.ui.player.aids.picture_aids import PictureAids
from chai_desktop.ui.player.clip_player import ClipPlayer
from chai_desktop.ui.player.go_to_field import GoToField
from chai_desktop.ui.player.mpv_core import MpvCore
from chai_desktop.ui.player.picture_frame import PictureFrame
from chai_desktop.ui.player.picture_path import why_software
from chai_desktop.ui.player.play_verbs import PlayVerbs
from chai_desktop.ui.player.still_layer import StillLayer
from chai_desktop.ui.player.surface import OpenGlSurface, SoftwareSurface, Surface
from chai_desktop.ui.player.transport import Transport

_EMPTY = "Open a clip from the library to see it here."


class PlayerView(PlayVerbs, QWidget):
    """Shows one clip, exact to the frame. Frames are ordinals of the clip's FrameIndex, from 0.

    ``force_software`` draws without OpenGL even where there is; ``audio`` False never opens a sound device.
    Call ``shut_down`` before the view goes; closing it does so as well.
    """

    opened = Signal()
    frame_shown = Signal(int)
    failed = Signal(str)
    state_changed = Signal(object)  # PlaybackState
    picture_path_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, force_software: bool = False, audio: bool = True) -> None:
        super().__init__(parent)
        self._core = MpvCore(audio)
        self._layer = StillLayer()
        self._clip = ClipPlayer(self._core, self._layer, self)
        self._frame = PictureFrame()
        self._frame.surface_lies.connect(self._layer.set_transform)
        self.aids = PictureAids(self._frame, self)
        self.transport = Transport()
        self.go_to_field = GoToField(self)
        self._surface: Surface | None = None
        self.software_reason = ""  # why the picture is drawn without OpenGL, where it is: the end of a sentence
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._frame, 1)
        layout.addWidget(self.transport)
        self._connect()
        self._frame.show_message(_EMPTY)
        reason = "it was asked for" if force_software else why_software()
        if reason:
            self._draw_in_software(reason)
        else:
            self._take_surface(OpenGlSurface(self._core))

    # --- what it shows -----------------------------------------------------------------------------

    @property
    def index(self) -> FrameIndex | None:
        """The frames of the clip on show; None where there is none."""
        return self._clip.index

    @property
    def current_frame(self) -> int:
        """The frame on screen."""
        return self.state.current

    @property
    def frame_range(self) -> tuple[int, int] | None:
        """First and last frame between in and out; None where neither is set."""
        return self.state.range

    @property
    def is_playing(self) -> bool:
        return self.state.playing

    @property
    def picture_path(self) -> str:
        """How the picture is drawn: "OpenGL" or "software"."""
        return self._surface.path_name if self._surface is not None else "none"

    @property
    def surface(self) -> QWidget | None:
        """The widget that is exactly the picture."""
        return self._surface

    @property
    def picture_frame(self) -> PictureFrame:
        """What holds the surface, and all that lies over it."""
        return self._frame

    def picture(self) -> QImage:
        """What is seen now, without borders: what libmpv draws, in device pixels, or the still that lies over it."""
        if self._layer.holds_picture:
            return self._layer.image
        return self._surface.picture() if self._surface is not None else QImage()

    def decoded(self, n: int, deliver: Callable[[QImage], None]) -> None:
        """Hand frame ``n`` to ``deliver``, some time soon: upright, in the device pixels in which the clip is shown.

        A null image where the frame is damaged. Nothing is delivered once the clip is closed.
        """
        self._clip.ring.decoded(n, self._layer.wanted_size(), deliver)

    def use_proxy(self, path: Path | None) -> None:
        """Show frames from this small file (media.proxy) while the playhead is dragged. Asked anew for each clip."""
        self._clip.use_proxy(path)

    # --- opening and closing -----------------------------------------------------------------------

    def open_clip(self, path: Path, index: FrameIndex) -> None:
        """Show the first frame of ``path``, paused. ``opened`` or ``failed`` follows."""
        self.transport.set_index(index)
        if self._surface is not None:
            self._surface.set_rotation(index.rotation, index.mirrored)
        self._frame.set_shape(*index.shown_size)
        self._layer.set_shape(*index.shown_size)
        self._frame.show_picture()
        self._clip.open(path, index)
        self.aids.open_clip(path, index, self._clip.ring.held)

    def close_clip(self) -> None:
        self._shots = ()  # those of the next clip may be known before its file is open
        self._clip.close()
        self.aids.close_clip()
        self.transport.set_index(None)
        self._frame.show_message(_EMPTY)

    def shut_down(self) -> None:
        """End libmpv and the ring. The view shows nothing afterwards; calling it again does nothing."""
        self.aids.finish()
        self._clip.shut_down()
        if self._surface is not None:
            self._surface.release()
        self._core.close()

    # --- inside ------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        self.shut_down()
        super().closeEvent(event)

    def _connect(self) -> None:
        clip, bar = self._clip, self.transport
        clip.opened.connect(self.opened)
        clip.frame_shown.connect(self.frame_shown)
        clip.failed.connect(self._say_failed)
        clip.state_changed.connect(bar.show_state)
        clip.state_changed.connect(self.state_changed)
        clip.state_changed.connect(self.aids.follow)
        self.aids.failed.connect(self.failed)
        self.aids.take_escape_of(self)
        self._frame.arranged.connect(clip.look_changed)
        bar.aids.follow(self.aids)
        bar.verb.connect(self._do)
        self.go_to_field.wanted.connect(self._go_to_words)
        bar.frame_wanted.connect(self.seek_frame)
        bar.speed_wanted.connect(self.set_speed)

    def ask_where_to(self) -> None:
        """Open the field into which a frame or a time is written."""
        if self.state.is_open:
            self.go_to_field.open_field(self.transport.y())

    @Slot(str)
    def _go_to_words(self, words: str) -> None:
        why_not = self.go_to(words)
        if why_not:
            self.go_to_field.refuse(why_not)
        else:
            self.go_to_field.close_field()

    @Slot(str)
    def _do(self, verb: str) -> None:
        getattr(self, verb)()

    @Slot(str)
    def _say_failed(self, message: str) -> None:
        if not self.state.is_open:
            self.transport.set_index(None)
            self._frame.show_message(message)
        self.failed.emit(message)

    def _take_surface(self, surface: Surface) -> None:
        old, self._surface = self._surface, surface
        if old is not None:
            old.release()
            old.hide()
            old.deleteLater()
        surface.ready.connect(self._clip.drawing_ready)
        surface.lost.connect(self._clip.drawing_lost)
        # Queued: it may be known while the surface is about to be shown, in the middle of opening a clip.
        surface.broken.connect(self._draw_in_software, Qt.ConnectionType.QueuedConnection)
        self._frame.set_surface(surface)
        self._layer.lie_over(surface)
        surface.setVisible(self.state.is_open)
        self.picture_path_changed.emit(self.picture_path)

    @Slot(str)
    def _draw_in_software(self, reason: str) -> None:
        if isinstance(self._surface, SoftwareSurface):
            return
        self.software_reason = reason
        surface = SoftwareSurface(self._core)
        self._take_surface(surface)
        if self._clip.index is not None:
            surface.set_rotation(self._clip.index.rotation, self._clip.index.mirrored)
        surface.start()
