"""Keeps the pictures that the aids show up to date: ghost or difference, the frozen frame, the other clip's frame."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Signal, Slot

from chai_desktop.ui.player.aids.aid_layer import Part
from chai_desktop.ui.player.aids.aid_state import AidState, Compare, Layout
from chai_desktop.ui.player.aids.clip_frames import (
    Shown,
    beside,
    difference_of,
    ghost_of,
    ghosts_beside,
    still_of,
)
from chai_desktop.ui.player.aids.clips import OpenClip, Size
from chai_desktop.ui.player.aids.frame_desk import FrameDesk, Work
from chai_desktop.ui.player.aids.picture_transform import PictureTransform
from chai_desktop.ui.player.aids.through import drawn_size
from chai_desktop.ui.player.picture_frame import PictureFrame
from chai_desktop.ui.player.playback import PlaybackState

_MADE, _OTHER = "made", "other"  # ghost or difference; what the clip is compared with


class AidPictures(QObject):
    """Asks for what ``want`` says and is not there yet; ``came`` when something new can be shown."""

    came = Signal()
    failed = Signal(object)  # ChaiError

    def __init__(self, frame: PictureFrame, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        self._clip: OpenClip | None = None
        self._other: OpenClip | None = None
        self._desk = FrameDesk(self)
        self._desk.done.connect(self._take)
        self._desk.failed.connect(self._fail)
        self._shown: dict[str, Shown] = {}
        self._wanted: dict[str, tuple[object, ...]] = {}
        self._complained = False  # once for each clip: a damaged stretch would say it at every frame

    def open_clip(self, clip: OpenClip) -> None:
        self.close_clip()
        self._clip = clip

    def close_clip(self) -> None:
        self._clip = self._other = None
        self._complained = False
        self._forget(_MADE)
        self._forget(_OTHER)

    def take_other(self, clip: OpenClip) -> None:
        """The clip to compare with."""
        self._complained = False
        self._forget(_OTHER)
        self._other = clip

    def finish(self) -> None:
        self._desk.finish()

    def want(self, state: AidState, playback: PlaybackState) -> None:
        """Have everything made that ``state`` shows at the frame on screen."""
        clip = self._clip
        if clip is None or not playback.is_open:
            return
        frame = min(playback.current, clip.index.frame_count - 1)
        size = self._size(self._frame.picture_lies(), clip)
        if state.difference:
            self._want(_MADE, (frame, state.gain, size), difference_of(clip, frame, state.gain, size))
        elif state.ghost:
            others = ghosts_beside(frame, playback.range, clip.index.frame_count - 1)
            self._want(_MADE, (frame, others, size), ghost_of(clip, frame, others, size))
        else:
            self._forget(_MADE)
        if state.compare is None:
            self._forget(_OTHER)
        else:
            self._want_other(clip, state.compare, frame)

    def parts(self, state: AidState, seen: QRect) -> tuple[Part, ...]:
        """What is to be shown now, and where."""
        parts = []
        lies, room = self._frame.picture_lies(), self._frame.room()
        made, other = self._shown.get(_MADE), self._shown.get(_OTHER)
        if state.computes and made is not None:
            parts.append(Part(made.image, lies, seen))
        if state.compare is not None and other is not None:
            shape = self.other_shape(state)
            if state.compare.layout is Layout.WIPE:
                left = QRect(seen.left(), seen.top(), round(seen.width() * state.compare.at), seen.height())
                parts.append(Part(other.image, self._frame.picture_lies(room, shape), left))
            else:
                beside_it = self._frame.other_room()
                parts.append(Part(other.image, self._frame.picture_lies(beside_it, shape), beside_it))
        return tuple(parts)

    def other_shape(self, state: AidState) -> Size:
        """The pixels of the picture that stands beside."""
        if state.compare is not None and state.compare.clip and self._other is not None:
            return self._other.index.shown_size
        return self._frame.shape

    def names(self, state: AidState, playback: PlaybackState) -> tuple[str, str]:
        """What stands on the left and on the right, in words; "" where nothing needs a name."""
        compare, other = state.compare, self._shown.get(_OTHER)
        if compare is None:
            return "", ""
        left = f"frame {compare.frozen}, frozen"
        if compare.clip:
            left = f"{compare.clip}, frame {other.frame}" if other is not None else compare.clip
        return left, f"frame {playback.current}"

    # --- inside --------------------------------------------------------------------------------------

    def _want_other(self, clip: OpenClip, compare: Compare, frame: int) -> None:
        shape = self._other.index.shown_size if compare.clip and self._other is not None else self._frame.shape
        room = self._frame.other_room() if compare.layout is Layout.BESIDE else self._frame.room()
        lies = self._frame.picture_lies(room, shape)
        if compare.clip and self._other is not None:
            there, which = beside(clip.index, self._other.index, frame, compare.by_time), self._other
        else:
            there, which = compare.frozen or 0, clip
        size = self._size(lies, which)
        self._want(_OTHER, (which, there, size), still_of(which, there, size))

    def _size(self, lies: PictureTransform, clip: OpenClip) -> Size:
        """No smaller than it is seen, no larger than it is."""
        return drawn_size(lies, clip.index.shown_size, self._frame.devicePixelRatioF())

    def _want(self, name: str, what: tuple[object, ...], work: Work) -> None:
        if self._wanted.get(name) != what:
            self._wanted[name] = what
            self._desk.ask(name, work)

    def _forget(self, name: str) -> None:
        if name in self._wanted or name in self._shown:
            self._wanted.pop(name, None)
            self._shown.pop(name, None)
            self._desk.drop(name)

    @Slot(str, object)
    def _take(self, name: str, shown: Shown) -> None:
        self._shown[name] = shown
        self.came.emit()

    @Slot(str, object)
    def _fail(self, name: str, error: object) -> None:
        self._shown.pop(name, None)
        self.came.emit()
        if not self._complained:
            self._complained = True
            self.failed.emit(error)
