"""Encode a folder of frames to H.264 under a size limit, with ffmpeg."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from sample_film.shots import FPS, FRAMES

LIMIT_BYTES = 478_000
TARGET_KBIT = 1180
WIDTH, HEIGHT = 854, 480


def encode(frames: Path, out: Path) -> int:
    """Write ``out`` in two passes at the bit rate that the size limit allows; returns its size in bytes.

    Raises FileNotFoundError if a frame is missing, CalledProcessError if ffmpeg fails, RuntimeError if the clip
    will not fit.
    """
    for k in range(FRAMES):
        if not (frames / f"{k:04d}.png").exists():
            raise FileNotFoundError(f"{frames / f'{k:04d}.png'} is missing: render it first")
    for kbit in (TARGET_KBIT, int(TARGET_KBIT * 0.94), int(TARGET_KBIT * 0.85)):
        _two_passes(frames, out, kbit)
        if out.stat().st_size <= LIMIT_BYTES:
            return out.stat().st_size
    raise RuntimeError(f"{out} stays above {LIMIT_BYTES} bytes")


def _two_passes(frames: Path, out: Path, kbit: int) -> None:
    with tempfile.TemporaryDirectory() as notes:
        source = [
            "ffmpeg",
            "-y",
            "-loglevel",
            "error",
            "-framerate",
            str(FPS),
            "-i",
            str(frames / "%04d.png"),
            "-an",
            "-vf",
            PICTURE,
        ]
        coder = [
            "-c:v",
            "libx264",
            "-preset",
            "slow",
            "-b:v",
            f"{kbit}k",
            "-maxrate",
            f"{kbit * 3}k",
            "-bufsize",
            f"{kbit * 3}k",
            "-g",
            "24",
            "-bf",
            "2",
            "-threads",
            "2",
            "-passlogfile",
            str(Path(notes) / "pass"),
            *COLOUR,
        ]
        subprocess.run([*source, *coder, "-pass", "1", "-f", "null", "-"], check=True)
        subprocess.run(
            [
                *source,
                *coder,
                "-pass",
                "2",
                "-movflags",
                "+faststart",
                "-map_metadata",
                "-1",
                "-fflags",
                "+bitexact",
                str(out),
            ],
            check=True,
        )


PICTURE = f"scale={WIDTH}:{HEIGHT}:flags=lanczos:out_color_matrix=bt709:out_range=tv,format=yuv420p,setsar=1"
COLOUR = ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"]
