"""Times as people of film and television write them."""

from __future__ import annotations

from fractions import Fraction

from chai_desktop.media.frame_index import FrameIndex


def timecode(seconds: float, rate: Fraction | float, drop_frame: bool = False) -> str:
    """The frame on screen at ``seconds`` from the first one, at ``rate`` frames per second, as HH:MM:SS:FF."""
    rate = _exact(rate)
    # A frame's own time, rounded down to a float, must still name that frame: hence the hundredth of a frame.
    return frame_timecode(int(Fraction(seconds) * rate + Fraction(1, 100)), rate, drop_frame)


def frame_timecode(frame: int, rate: Fraction | float, drop_frame: bool = False) -> str:
    """Frame ``frame`` (0 is 00:00:00:00) at a constant ``rate``, counted in whole frames as SMPTE ST 12-1 does.

    At 29.97 the count is in thirtieths and so runs slow against the clock; ``drop_frame`` (29.97 and 59.94 only,
    written with ``;``) leaves out numbers to keep up: 2 (4) in each minute but the tenth ones. ValueError otherwise.
    """
    rate = _exact(rate)
    nominal = max(1, round(rate))
    if drop_frame:
        if rate not in (Fraction(30000, 1001), Fraction(60000, 1001)):
            raise ValueError(f"drop-frame timecode does not exist at {float(rate):.3f} frames per second")
        frame = _with_dropped_numbers(frame, nominal)
    seconds, frames = divmod(frame, nominal)
    digits = len(str(nominal - 1)) if nominal > 1 else 1
    mark = ";" if drop_frame else ":"
    return f"{_clock(seconds)}{mark}{frames:0{max(2, digits)}d}"


def clock_time(seconds: float) -> str:
    """HH:MM:SS.mmm: what is true of a file whose frames come at no constant rate."""
    milliseconds = round(seconds * 1000)
    return f"{_clock(milliseconds // 1000)}.{milliseconds % 1000:03d}"


def time_label(index: FrameIndex, frame: int) -> str:
    """The time of a frame from the first one: timecode at a constant rate, clock time at a variable one."""
    if index.variable_rate:
        return clock_time(index.clock(frame))
    return frame_timecode(frame, index.average_rate)


def _with_dropped_numbers(frame: int, nominal: int) -> int:
    dropped = nominal // 15  # numbers left out per minute: 2 at 30, 4 at 60
    in_minute = 60 * nominal - dropped
    in_ten_minutes = 10 * in_minute + dropped
    tens, rest = divmod(frame, in_ten_minutes)
    minutes = 0 if rest < 60 * nominal else 1 + (rest - 60 * nominal) // in_minute
    return frame + dropped * (9 * tens + minutes)


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _exact(rate: Fraction | float) -> Fraction:
    """23.976, 29.97 and 59.94 written as floats stand for n * 1000 / 1001."""
    if isinstance(rate, Fraction):
        return rate
    ntsc = Fraction(round(rate) * 1000, 1001)
    return ntsc if abs(float(ntsc) - rate) < 0.005 else Fraction(rate).limit_denominator(1001)
