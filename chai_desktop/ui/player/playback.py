"""What the player shows and is asked for, without Qt: one frozen state, and a function for each thing that happens."""

from __future__ import annotations

from dataclasses import dataclass, replace

SPEEDS = (0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
SLOWEST, FASTEST = SPEEDS[0], SPEEDS[-1]
_SHUTTLES = (1, 2, 4)  # times the speed, for each time that J or L is pressed again


@dataclass(frozen=True)
class PlaybackState:
    """``current`` is the frame on screen; ``wanted`` the newest one asked for that is not on screen yet, or None.

    Frames are ordinals from 0. ``in_frame`` and ``out_frame`` are both part of the range. ``speed`` is a factor that a
    person chose; ``shuttle`` multiplies it while playing, and ``backwards`` turns it round. ``ping_pong``: playing goes
    forward and back between the ends of the range or the clip; ``loop``: always forward.
    """

    frame_count: int = 0
    current: int = 0
    wanted: int | None = None
    playing: bool = False
    speed: float = 1.0
    loop: bool = False
    muted: bool = False
    in_frame: int | None = None
    out_frame: int | None = None
    ping_pong: bool = False
    backwards: bool = False
    shuttle: int = 1

    @property
    def is_open(self) -> bool:
        return self.frame_count > 0

    @property
    def last(self) -> int:
        return max(0, self.frame_count - 1)

    @property
    def target(self) -> int:
        """Where the playhead is or will be as soon as the newest request is served; steps count from here."""
        return self.current if self.wanted is None else self.wanted

    @property
    def range(self) -> tuple[int, int] | None:
        """First and last frame of the marked range; an end that was not set is the clip's. None where neither was."""
        if self.in_frame is None and self.out_frame is None:
            return None
        first = self.in_frame if self.in_frame is not None else 0
        last = self.out_frame if self.out_frame is not None else self.last
        return first, last

    @property
    def rate(self) -> float:
        """How fast the clip plays, or would: 1 as it was taken, from 0.1 to 4; negative while it plays backwards."""
        rate = min(FASTEST, max(SLOWEST, self.speed * self.shuttle))
        return -rate if self.backwards else rate

    @property
    def turning_frames(self) -> tuple[int, int]:
        """First and last frame between which playing stays, whichever way: the range where it counts, or the clip."""
        return self.range if self.range is not None and (self.loop or self.ping_pong) else (0, self.last)

    @property
    def loop_range(self) -> tuple[int, int] | None:
        """The frames between which playing turns round; None where the whole clip is meant, or nothing."""
        return self.range if self.loop else None


def opened(state: PlaybackState, frame_count: int) -> PlaybackState:
    """A new clip: at its start, paused, without a range. Speed, loop and mute stay as the person set them."""
    return PlaybackState(frame_count, speed=state.speed, loop=state.loop, muted=state.muted, ping_pong=state.ping_pong)


def closed(state: PlaybackState) -> PlaybackState:
    return opened(state, 0)


def asked(state: PlaybackState, frame: int) -> PlaybackState:
    """Someone wants ``frame``; outside the clip means its nearest end. Asking for a frame stops playing."""
    return replace(with_playing(state, False), wanted=_within(state, frame))


def stepped(state: PlaybackState, frames: int) -> PlaybackState:
    return asked(state, state.target + frames)


def starting(state: PlaybackState, frame: int) -> PlaybackState:
    """Playing as ``state`` says will begin at ``frame`` as soon as that is on screen."""
    return replace(state, wanted=_within(state, frame))


def shown(state: PlaybackState, frame: int) -> PlaybackState:
    """``frame`` is on screen now. The request is served by it only if it is the frame that was asked for."""
    served = state.wanted is None or state.wanted == frame
    return replace(state, current=_within(state, frame), wanted=None if served else state.wanted)


def gave_up(state: PlaybackState) -> PlaybackState:
    """The frame that was asked for cannot be shown; the one on screen stays."""
    return replace(state, wanted=None)


def with_playing(state: PlaybackState, playing: bool) -> PlaybackState:
    """Forward, at the speed that was chosen. Whoever stops also forgets how fast and which way J and L played."""
    return replace(state, playing=playing and state.is_open, backwards=False, shuttle=1)


def shuttled(state: PlaybackState, backwards: bool) -> PlaybackState:
    """J (``backwards``) or L: play that way; pressed again, at twice and four times the speed."""
    if not state.is_open:
        return state
    goes_on = state.playing and not state.ping_pong and state.backwards == backwards
    shuttle = next((s for s in _SHUTTLES if s > state.shuttle), _SHUTTLES[-1]) if goes_on else 1
    return replace(state, playing=True, ping_pong=False, backwards=backwards, shuttle=shuttle)


def manner(state: PlaybackState) -> tuple[str, str]:
    """How the clip plays where that is not simply forward at the speed chosen: as a short sign, and in words."""
    rate = f"{abs(state.rate):g}\u00d7"
    if state.ping_pong:
        return f"\u21c4 {rate}", f"forward and back, {rate}"
    if state.playing and state.backwards:
        return f"\u25c0 {rate}", f"backwards, {rate}"
    if state.playing and state.shuttle > 1:
        return f"\u25b6 {rate}", f"forward, {rate}"
    return "", ""


def start_of_play(state: PlaybackState) -> int | None:
    """The frame to go to before playing: the start after the end was reached, the range's start from outside it."""
    turn = state.loop_range
    if turn is not None and not turn[0] <= state.target < max(turn[1], turn[0] + 1):
        return turn[0]
    return 0 if turn is None and state.target >= state.last else None


def with_speed(state: PlaybackState, speed: float) -> PlaybackState:
    return replace(state, speed=min(FASTEST, max(SLOWEST, speed)))


def slower(state: PlaybackState) -> PlaybackState:
    return replace(state, speed=max((s for s in SPEEDS if s < state.speed - 1e-6), default=SLOWEST))


def faster(state: PlaybackState) -> PlaybackState:
    return replace(state, speed=min((s for s in SPEEDS if s > state.speed + 1e-6), default=FASTEST))


def with_loop(state: PlaybackState, loop: bool) -> PlaybackState:
    return replace(state, loop=loop, ping_pong=state.ping_pong and not loop)


def with_ping_pong(state: PlaybackState, ping_pong: bool) -> PlaybackState:
    return replace(state, ping_pong=ping_pong, loop=state.loop and not ping_pong)


def with_muted(state: PlaybackState, muted: bool) -> PlaybackState:
    return replace(state, muted=muted)


def with_in(state: PlaybackState, frame: int) -> PlaybackState:
    """The range begins here; an end that lies before it is forgotten."""
    frame = _within(state, frame)
    keep = state.out_frame is not None and state.out_frame >= frame
    return replace(state, in_frame=frame, out_frame=state.out_frame if keep else None)


def with_out(state: PlaybackState, frame: int) -> PlaybackState:
    """The range ends with this frame; a beginning that lies after it is forgotten."""
    frame = _within(state, frame)
    keep = state.in_frame is not None and state.in_frame <= frame
    return replace(state, out_frame=frame, in_frame=state.in_frame if keep else None)


def without_range(state: PlaybackState) -> PlaybackState:
    return replace(state, in_frame=None, out_frame=None)


def _within(state: PlaybackState, frame: int) -> int:
    return min(max(frame, 0), state.last)
