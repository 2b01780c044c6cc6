"""``python -m sample_film preview|render|sidecar|encode``: see README.md."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

from sample_film.encode import encode
from sample_film.render import Film, claim
from sample_film.shots import FRAMES, SHOTS, Shot, shot
from sample_film.sidecar import write_sidecar
from sample_film.still import Rest, rests

Areas = dict[Rest, tuple[float, float, float, float] | None]
FRAMES_ROOT = Path("sample_film_frames")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sample_film", description="Render the sample clips of the program.")
    parser.add_argument("verb", choices=("preview", "render", "sidecar", "encode"))
    parser.add_argument("clips", nargs="*", help="names of clips; none: all, in the order of the film")
    parser.add_argument(
        "--frames", type=Path, default=FRAMES_ROOT, help="folder of the rendered PNGs (outside the repository)"
    )
    parser.add_argument("--out", type=Path, default=Path(), help="folder of clips, sidecars or contact sheets")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--samples", type=int, default=0, help="samples per pixel; 0: the shot's own")
    parser.add_argument(
        "--percent",
        type=int,
        default=100,
        help="size of the rendered frames, per cent of 854x480; encode scales them up",
    )
    parser.add_argument("--step", type=int, default=12, help="preview: every n-th frame, and the last")
    return parser.parse_args()


def _preview(shots: list[Shot], out: Path, threads: int, step: int) -> None:
    film = Film(320, 180, threads)
    out.mkdir(parents=True, exist_ok=True)
    for s in shots:
        pictures = []
        for frame in [*range(0, FRAMES, step), FRAMES - 1]:
            path = out / f".{s.name}.{frame:04d}.png"
            film.render(s, frame, path, 4)
            pictures.append(str(path))
        subprocess.run(
            ["montage", *pictures, "-tile", "4x", "-geometry", "+4+4", str(out / f"{s.name}.png")], check=True
        )
        print(f"{s.name}: preview", flush=True)


def _render(shots: list[Shot], frames: Path, threads: int, samples: int, percent: int) -> None:
    film = Film(threads=threads)
    film.scene.render.resolution_percentage = percent
    for s in shots:
        folder = frames / s.name
        folder.mkdir(parents=True, exist_ok=True)
        areas = {rest: film.moving_area(s, rest) for rest in rests(s)}
        for frame in range(FRAMES):
            path = folder / f"{frame:04d}.png"
            if not claim(path):
                continue
            begun, cpu = time.perf_counter(), time.process_time()
            _render_frame(film, s, frame, path, samples or s.samples, areas)
            path.with_suffix(".lock").unlink(missing_ok=True)
            spent, wall = time.process_time() - cpu, time.perf_counter() - begun
            print(f"{s.name} {frame} {wall:.2f} s ({spent:.2f} s of processor)", flush=True)


def _render_frame(film: Film, s: Shot, frame: int, path: Path, samples: int, areas: Areas) -> None:
    """A whole frame, or the moving part of one whose camera rests, once the plate is there."""
    for rest, area in areas.items():
        if area is not None and rest.first < frame <= rest.last:
            plate = path.with_name(f"{rest.first:04d}.png")
            while not plate.exists():
                time.sleep(0.5)
            film.render_part(s, frame, path, samples, plate, area)
            return
    film.render(s, frame, path, samples)


def main() -> int:
    """Run one verb; the exit code is 0 unless something failed."""
    a = _arguments()
    shots = [shot(name) for name in a.clips] or list(SHOTS)
    if a.verb == "preview":
        _preview(shots, a.out, a.threads, a.step)
    elif a.verb == "render":
        _render(shots, a.frames, a.threads, a.samples, a.percent)
    elif a.verb == "sidecar":
        film = Film(64, 36)
        for s in shots:
            write_sidecar(film, s, a.out / f"{s.name}.camera.json")
    else:
        for s in shots:
            print(f"{s.name}: {encode(a.frames / s.name, a.out / f'{s.name}.mp4')} bytes", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
