"""What is wrong with a file that can be used all the same, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator

from chai_desktop.media.frame_index.packets import Frames

_LIE = 1.0  # seconds by which a stated length may be off
_LYING_SHARE = 0.05


def notes_on(frames: Frames, promised: int, read: int, stated: float | None, duration: float) -> tuple[str, ...]:
    """``promised`` and ``read`` count packets; ``stated`` and ``duration`` are seconds, by the header and by frames."""
    return tuple(_notes(frames, promised, read, stated, duration))


def _notes(frames: Frames, promised: int, read: int, stated: float | None, duration: float) -> Iterator[str]:
    here = int(frames.stamps.size)
    if promised > read or (frames.damaged and promised > here + frames.undecodable + frames.doubles):
        yield f"The file is cut off: {here} of {promised} frames are there and can be used."
    else:
        if frames.damaged:
            yield f"{_count(frames.damaged, 'packet')} of the video {_are(frames.damaged)} damaged."
        if stated is not None and abs(stated - duration) > max(_LIE, _LYING_SHARE * duration):
            yield f"The header says {_seconds(stated)}, but the frames last {_seconds(duration)}; the frames count."
    if frames.undecodable:
        yield (
            f"{_count(frames.undecodable, 'frame')} at the start cannot be decoded, since the key frame needed for it "
            "is not in the file. Frame 0 is the first that can be seen."
        )
    if frames.restarts:
        yield (
            f"The timestamps begin again {_times(frames.restarts)} in the middle. The {_count(here, 'frame')} before "
            f"that can be used, {frames.after_restart} after it cannot. Joined recordings: convert the file to MP4."
        )
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
