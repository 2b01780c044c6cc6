"""What is wrong with a file that can be used all the same, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.media.frame_index.packets import Frames

_LIE = 1.0  # seconds by which a stated length may be off
_LYING_SHARE = 0.05


def notes_on(
    frames: Frames, promised: int, read: int, stated: float | None, lasts: float, ends: float
) -> tuple[str, ...]:
    """``promised`` and ``read`` count packets.

    ``stated`` is the length by the header, in seconds; some count it from zero, so that it is where the video ``ends``
    by its frames rather than how long it ``lasts``.
    """
    return tuple(_notes(frames, promised, read, stated, lasts, ends))


def why_inexact(name: str, frames: Frames) -> str:
    """Why no player can be sent to an exact frame; empty where it can."""
    if frames.restarts:
        return (
            f"The timestamps of {name} begin again {_times(frames.restarts)} in the middle (joined recordings?): "
            "two of its frames have the same one."
        )
    return ""


def _notes(frames: Frames, promised: int, read: int, stated: float | None, lasts: float, ends: float) -> Iterator[str]:
    here = int(frames.stamps.size)
    if promised > read or (frames.damaged and promised > here + frames.undecodable + frames.doubles):
        yield f"The file is cut off: {here} of {promised} frames are there and can be used."
    else:
        if frames.damaged:
            yield f"{_count(frames.damaged, 'packet')} of the video {_are(frames.damaged)} damaged."
        if stated is not None and min(abs(stated - lasts), abs(stated - ends)) > max(_LIE, _LYING_SHARE * lasts):
            yield f"The header says {_seconds(stated)}, but the frames last {_seconds(lasts)}; the frames count."
    if frames.undecodable:
        them, they = (
            (_count(frames.undecodable, "frame"), "they need") if frames.undecodable > 1 else ("frame", "it needs")
        )
        yield f"The first {them} cannot be decoded: the key frame that {they} is not in the file."
    if frames.restarts:
        left_out = frames.after_restart
        yield f"Its timestamps begin again: the {_count(here, 'frame')} before are listed, {left_out} after are not."
    if frames.doubles:
        yield f"{_count(frames.doubles, 'frame')} left out: another one has the same timestamp."
    if frames.without_stamps:
        yield "The file stores no timestamps: the player may be a frame off. Convert it to MP4 to be exact."


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' * (number != 1)}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _seconds(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes)} min {rest:.0f} s" if minutes else f"{rest:.1f} s"
