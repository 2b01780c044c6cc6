"""Every verb of playing as a plain method; the command registry binds keys to them."""

from __future__ import annotations

from collections.abc import Sequence

from chai_desktop.errors import ChaiError
from chai_desktop.ui.player import playback
from chai_desktop.ui.player.clip_player import ClipPlayer
from chai_desktop.ui.player.place_words import frame_of_words
from chai_desktop.ui.player.playback import PlaybackState
from chai_desktop.ui.player.shot_starts import next_shot, previous_shot


class PlayVerbs:
    """For the player's view. Frames are ordinals of the clip's FrameIndex, from 0."""

    _clip: ClipPlayer
    _shots: tuple[int, ...] = ()

    @property
    def state(self) -> PlaybackState:
        return self._clip.state

    def play(self) -> None:
        self._clip.play()

    def pause(self) -> None:
        self._clip.pause()

    def play_pause(self) -> None:
        if self.state.playing:
            self._clip.pause()
        else:
            self._clip.play()

    toggle = play_pause

    def shuttle_forward(self) -> None:
        """Play forward; pressed again, at twice and four times the speed."""
        self._clip.shuttle(backwards=False)

    def shuttle_back(self) -> None:
        """Play backwards; pressed again, at twice and four times the speed."""
        self._clip.shuttle(backwards=True)

    def shuttle_stop(self) -> None:
        self._clip.pause()

    def set_ping_pong(self, ping_pong: bool) -> None:
        """Play forward and back between the ends of the range or the clip, or stop doing so."""
        if self.state.is_open and ping_pong != self.state.ping_pong:
            self._clip.pause()
            self._clip.change(playback.with_ping_pong(self.state, ping_pong))
            if ping_pong:
                self._clip.play()

    def toggle_ping_pong(self) -> None:
        self.set_ping_pong(not self.state.ping_pong)

    def play_range(self, first: int, last: int) -> None:
        """Mark frames ``first``..``last`` and play them in a loop."""
        self._clip.play_range(first, last)

    def seek_frame(self, n: int) -> None:
        self._clip.seek(n)

    def step(self, frames: int) -> None:
        """Forward, or back where negative, from the frame asked for last."""
        self._clip.step(frames)

    def step_forward(self) -> None:
        self.step(1)

    def step_back(self) -> None:
        self.step(-1)

    def step_forward_10(self) -> None:
        self.step(10)

    def step_back_10(self) -> None:
        self.step(-10)

    def step_forward_second(self) -> None:
        self._step_seconds(1.0)

    def step_back_second(self) -> None:
        self._step_seconds(-1.0)

    def go_to_first(self) -> None:
        self.seek_frame(0)

    def go_to_last(self) -> None:
        self.seek_frame(self.state.last)

    def go_to(self, words: str) -> str:
        """Go to the place that ``words`` name (place_words.py); why there is none, or nothing."""
        if self._clip.index is None:
            return "There is no clip."
        try:
            self.seek_frame(frame_of_words(words, self._clip.index, self.state.target))
        except ChaiError as error:
            return str(error)
        return ""

    def set_shots(self, starts: Sequence[int]) -> None:
        """The frames at which the clip's shots begin, rising. Forgotten when another clip is opened."""
        self._shots = tuple(starts)

    def go_to_next_shot(self) -> None:
        there = next_shot(self._shots, self.state.target)
        if there is not None:
            self.seek_frame(there)

    def go_to_previous_shot(self) -> None:
        self.seek_frame(previous_shot(self._shots, self.state.target))

    def set_in(self, frame: int | None = None) -> None:
        """The range begins with ``frame``, or with the one on screen."""
        if self.state.is_open:
            self._clip.change(playback.with_in(self.state, self.state.target if frame is None else frame))

    def set_out(self, frame: int | None = None) -> None:
        """The range ends with ``frame``, or with the one on screen."""
        if self.state.is_open:
            self._clip.change(playback.with_out(self.state, self.state.target if frame is None else frame))

    def go_to_in(self) -> None:
        self.seek_frame((self.state.range or (0, 0))[0])

    def go_to_out(self) -> None:
        self.seek_frame((self.state.range or (0, self.state.last))[1])

    def clear_range(self) -> None:
        self._clip.change(playback.without_range(self.state))

    def set_loop(self, loop: bool) -> None:
        self._clip.change(playback.with_loop(self.state, loop))

    def toggle_loop(self) -> None:
        self.set_loop(not self.state.loop)

    def set_speed(self, speed: float) -> None:
        """A factor of 0.1 to 4; beyond these, the nearest."""
        self._clip.change(playback.with_speed(self.state, speed))

    def slower(self) -> None:
        self._clip.change(playback.slower(self.state))

    def faster(self) -> None:
        self._clip.change(playback.faster(self.state))

    def normal_speed(self) -> None:
        self.set_speed(1.0)

    def set_muted(self, muted: bool) -> None:
        self._clip.change(playback.with_muted(self.state, muted))

    def toggle_mute(self) -> None:
        self.set_muted(not self.state.muted)

    mute = toggle_mute

    def _step_seconds(self, seconds: float) -> None:
        index = self._clip.index
        if index is None:
            return
        there = index.frame_nearest(index.seconds(self.state.target) + seconds)
        self.seek_frame(there)
