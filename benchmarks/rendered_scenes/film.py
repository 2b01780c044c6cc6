"""One film: what it shows, how its camera goes, how it is coded."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import av
import cv2
import numpy as np

from benchmarks.rendered_scenes import held_back_places, open_places
from benchmarks.rendered_scenes.paths import Move, Shake, pose_at
from benchmarks.rendered_scenes.pinhole import Pose
from benchmarks.rendered_scenes.places import Car, Place, Walker
from benchmarks.rendered_scenes.rendering import draw
from benchmarks.rendered_scenes.surface import Picture, Surface

SIZE = (854, 480)
RATE = 24
PLACES: dict[str, Callable[[np.random.Generator], Place]] = {**open_places.PLACES, **held_back_places.PLACES}
SHAKES = {"": Shake(), "light": Shake(0.055, 0.002), "plain": Shake(0.55, 0.02), "strong": Shake(2.0, 0.05)}


@dataclass(frozen=True)
class Film:
    """``follow`` is how the camera keeps up with a walker: tail, lead, side or pan."""

    name: str
    place: str
    stand: Pose
    moves: tuple[Move, ...] = ()
    seconds: float = 3.0
    subject: float = 9.0  # metres ahead: what arc, crane and dolly zoom aim at
    shake: str = ""
    walkers: int = 0  # how many go by
    cars: int = 0
    follow: str = ""
    blur: bool = False  # three moments in each picture
    freeze: tuple[int, int] | None = None  # the picture of the first frame holds to the second; then all goes on
    cut_to: Pose | None = None  # from the middle on the camera stands here
    light: float = 0.0  # how much brighter it becomes, as a share
    grain: float = 2.5
    crf: int = 23
    held_back: bool = False
    complex: bool = False  # several movements after one another

    @property
    def frames(self) -> int:
        return round(self.seconds * RATE)

    @property
    def seed(self) -> int:
        return sum(ord(letter) * (n + 7) for n, letter in enumerate(self.name))

    def pose(self, seconds: float) -> Pose:
        if self.cut_to is not None and seconds >= self.seconds / 2:
            return self.cut_to
        shake = replace(SHAKES[self.shake], seed=self.seed)
        pose = pose_at(self.stand, self.moves, self.subject, shake, seconds, self.seconds)
        if self.follow == "pan":
            x, y = followed(self).at(seconds)
            pose = replace(pose, bearing=math.degrees(math.atan2(x - pose.x, y - pose.y)))
        return pose


@lru_cache(maxsize=2)
def place_of(name: str, seed: int) -> Place:
    return PLACES[name](np.random.default_rng(seed))


def followed(film: Film) -> Walker:
    """The walker that the camera keeps up with."""
    people = _place(film).people
    pose = film.stand
    if film.follow == "pan":
        return Walker(pose.x - 5.0, pose.y + 6.0, (10.0 / film.seconds, 0.0), people[0])
    b = math.radians(pose.bearing)
    x, y = pose.x + 3.6 * math.sin(b), pose.y + 3.6 * math.cos(b)
    move = film.moves[0]
    along = (math.sin(b), math.cos(b)) if move.kind == "dolly" else (math.cos(b), -math.sin(b))
    pace = move.amount / film.seconds
    return Walker(x, y, (along[0] * pace, along[1] * pace), people[0])


def surfaces_at(film: Film, seconds: float) -> list[Surface]:
    """Everything that stands or moves there, as it is at that time."""
    pose = film.pose(seconds)
    made = list(_place(film).surfaces)
    for mover in _movers(film):
        made += mover.surfaces(seconds, pose)
    return made


def pictures(film: Film) -> Iterator[Picture]:
    """All frames, (height, width, 3) uint8 BGR."""
    random = np.random.default_rng(film.seed)
    grains = [random.normal(0, film.grain, (SIZE[1], SIZE[0], 3)).astype(np.float32) for _ in range(4)]
    held: Picture | None = None
    for n in range(film.frames):
        if film.freeze is not None and film.freeze[0] < n <= film.freeze[1] and held is not None:
            yield held
            continue
        light = 1 + film.light * n / film.frames
        grain = np.roll(grains[n % 4], int(random.integers(SIZE[0])), axis=1)
        held = np.clip(_exposed(film, n - _held(film, n)) * light + grain, 0, 255).astype(np.uint8)
        yield held


def make_film(film: Film, folder: Path) -> Path:
    """Draw and code the film into ``folder``; one that is there already is kept."""
    path = folder / f"{film.name}.mp4"
    if path.exists():
        return path
    unfinished = path.with_name(f"unfinished_{path.name}")
    options = {"preset": "veryfast", "crf": str(film.crf), "g": "48", "threads": "1"}
    with av.open(str(unfinished), "w") as container:
        stream = container.add_stream("libx264", rate=RATE, options=options)
        stream.width, stream.height = SIZE
        stream.pix_fmt = "yuv420p"
        for n, picture in enumerate(pictures(film)):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="bgr24")
            frame.pts, frame.time_base = n, Fraction(1, RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    unfinished.replace(path)
    return path


def _held(film: Film, n: int) -> int:
    """For how many frames before frame ``n`` the world stood still: it goes on from where it was held."""
    return 0 if film.freeze is None or n <= film.freeze[0] else film.freeze[1] - film.freeze[0]


def _place(film: Film) -> Place:
    return place_of(film.place, 100 + film.seed % 3)


def _exposed(film: Film, n: int) -> np.ndarray:
    moments = (-0.3, 0.0, 0.3) if film.blur else (0.0,)
    drawn = []
    for moment in moments:
        seconds = max((n + moment) / RATE, 0.0)
        drawn.append(draw(surfaces_at(film, seconds), film.pose(seconds), *SIZE).astype(np.float32))
    return np.mean(drawn, axis=0) if len(drawn) > 1 else drawn[0]


@lru_cache(maxsize=2)
def _movers(film: Film) -> tuple[Walker | Car, ...]:
    random = np.random.default_rng(film.seed + 1)
    place, pose = _place(film), film.stand
    b = math.radians(pose.bearing)
    movers: list[Walker | Car] = [followed(film)] if film.follow else []
    for n in range(film.walkers):
        ahead, aside = random.uniform(4, 14), random.uniform(-5, 5)
        x = pose.x + ahead * math.sin(b) + aside * math.cos(b)
        y = pose.y + ahead * math.cos(b) - aside * math.sin(b)
        turn, pace = random.uniform(0, 2 * math.pi), random.uniform(0.9, 1.6)
        paints = place.people[n % len(place.people)]
        movers.append(Walker(x, y, (pace * math.cos(turn), pace * math.sin(turn)), paints, phase=random.uniform(0, 1)))
    for n in range(film.cars):
        ahead, way = random.uniform(8, 13), random.choice((-1, 1))
        x, y = pose.x + ahead * math.sin(b), pose.y + ahead * math.cos(b)
        across = (way * 6 * math.cos(b), -way * 6 * math.sin(b))
        body, glass = place.cars[n % len(place.cars)]
        movers.append(Car(x - across[0] * 1.4, y - across[1] * 1.4, across, body, glass))
    return tuple(movers)


cv2.setNumThreads(1)
