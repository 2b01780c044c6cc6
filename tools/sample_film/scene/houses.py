"""House fronts: walls with real window recesses, shutters, doors, cornices, tiled roofs, chimneys."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

import numpy as np

from sample_film.scene.mesh import Mesh
from sample_film.scene.plants import flower_box

Opening = tuple[float, float, float, float, str]
RECESS = 0.22


@dataclass(frozen=True)
class House:
    """A house in its own frame: front along +x from 0 to ``width`` at y = 0, facing -y, body towards +y."""

    name: str
    at: tuple[float, float]
    turn: float
    width: float
    height: float
    wall: str
    shutter: str | None = "paint_green"
    bays: int = 3
    storeys: int = 3
    door_bay: int = 1
    door: str = "paint_brown"
    ground: str = "ashlar"
    roof: str = "tiles"
    depth: float = 7.0
    rise: float = 2.6
    shop: tuple[float, float] | None = None
    flowers: bool = True
    lit: tuple[int, ...] = field(default=())


def openings(house: House) -> list[Opening]:
    """Windows and the door as (x0, x1, z0, z1, kind)."""
    found: list[Opening] = []
    step = house.width / house.bays
    storey = house.height / house.storeys
    for level in range(house.storeys):
        for bay in range(house.bays):
            x = step * (bay + 0.5)
            if level == 0 and house.shop and house.shop[0] - 0.6 < x < house.shop[1] + 0.6:
                continue
            if level == 0 and bay == house.door_bay:
                found.append((x - 0.52, x + 0.52, 0.12, 2.3, "door"))
            elif level == 0:
                found.append((x - 0.45, x + 0.45, 0.95, 2.25, "window"))
            else:
                low = storey * level + 0.75
                tall = min(1.45, storey * 0.52)
                found.append((x - 0.42, x + 0.42, low, low + tall, "window"))
    if house.shop:
        found.append((house.shop[0], house.shop[1], 0.45, 2.4, "shop"))
    return found


def _wall(mesh: Mesh, house: House, holes: list[Opening]) -> None:
    xs = sorted({0.0, house.width, *(o[0] for o in holes), *(o[1] for o in holes)})
    zs = sorted({0.0, 0.6, house.height, *(o[2] for o in holes), *(o[3] for o in holes)})
    for x0, x1 in itertools.pairwise(xs):
        for z0, z1 in itertools.pairwise(zs):
            cx, cz = (x0 + x1) / 2, (z0 + z1) / 2
            if any(o[0] < cx < o[1] and o[2] < cz < o[3] for o in holes):
                continue
            mesh.quad((x0, 0, z0), (x1, 0, z0), (x1, 0, z1), (x0, 0, z1), house.wall)
    plinth = sorted(
        {0.0, house.width, *(o[0] for o in holes if o[4] == "door"), *(o[1] for o in holes if o[4] == "door")}
    )
    for x0, x1 in itertools.pairwise(plinth):
        if not any(o[4] == "door" and o[0] < (x0 + x1) / 2 < o[1] for o in holes):
            top = 0.45 if house.shop and x0 < house.shop[0] + 0.1 < x1 else 0.62
            mesh.box((x0, -0.06, 0), (x1, 0.02, top), house.ground)
    w, h, d = house.width, house.height, house.depth
    mesh.quad((0, d, 0), (0, 0, 0), (0, 0, h), (0, d, h), house.wall)
    mesh.quad((w, 0, 0), (w, d, 0), (w, d, h), (w, 0, h), house.wall)
    mesh.quad((w, d, 0), (0, d, 0), (0, d, h), (w, d, h), house.wall)
    mesh.box((-0.03, -0.14, h - 0.2), (w + 0.03, 0, h), "stone")
    mesh.box((-0.03, -0.22, h - 0.08), (w + 0.03, 0, h + 0.02), "stone")
    storey = h / house.storeys
    mesh.box((0, -0.05, storey + 0.12), (w, 0.0, storey + 0.26), "stone")
    for side in (0.0, w - 0.32):
        for k in range(int(h / 0.45)):
            wide = 0.32 if k % 2 else 0.46
            x0 = side if side == 0 else w - wide
            mesh.box(
                (x0, -0.035, 0.62 + k * 0.42), (x0 + wide, 0.0, 0.62 + k * 0.42 + 0.4), "ashlar"
            ) if 0.62 + k * 0.42 + 0.4 < h - 0.2 else None


def _reveal(mesh: Mesh, o: Opening, finish: str) -> None:
    x0, x1, z0, z1, _ = o
    r = RECESS
    mesh.quad((x0, 0, z0), (x0, 0, z1), (x0, r, z1), (x0, r, z0), finish)
    mesh.quad((x1, 0, z1), (x1, 0, z0), (x1, r, z0), (x1, r, z1), finish)
    mesh.quad((x0, 0, z1), (x1, 0, z1), (x1, r, z1), (x0, r, z1), finish)
    mesh.quad((x0, r, z0), (x1, r, z0), (x1, 0, z0), (x0, 0, z0), finish)


def _frame(mesh: Mesh, o: Opening, bars: tuple[int, int], finish: str) -> None:
    x0, x1, z0, z1, _ = o
    y0, y1, t = RECESS - 0.09, RECESS - 0.02, 0.06
    mesh.box((x0, y0, z0), (x0 + t, y1, z1), finish)
    mesh.box((x1 - t, y0, z0), (x1, y1, z1), finish)
    mesh.box((x0 + t, y0, z0), (x1 - t, y1, z0 + t), finish)
    mesh.box((x0 + t, y0, z1 - t), (x1 - t, y1, z1), finish)
    for k in range(1, bars[0]):
        x = x0 + (x1 - x0) * k / bars[0]
        mesh.box((x - 0.025, y0, z0 + t), (x + 0.025, y1 - 0.01, z1 - t), finish)
    for k in range(1, bars[1]):
        z = z0 + (z1 - z0) * k / bars[1]
        mesh.box((x0 + t, y0 + 0.01, z - 0.02), (x1 - t, y1 - 0.01, z + 0.02), finish)


def _surround(mesh: Mesh, o: Opening) -> None:
    x0, x1, z0, z1, kind = o
    b = 0.13
    mesh.box((x0 - b, -0.045, z0 if kind == "door" else z0 - 0.02), (x0, 0.03, z1), "stone")
    mesh.box((x1, -0.045, z0 if kind == "door" else z0 - 0.02), (x1 + b, 0.03, z1), "stone")
    mesh.box((x0 - b, -0.05, z1), (x1 + b, 0.03, z1 + 0.16), "stone")
    if kind == "window":
        mesh.box((x0 - b - 0.05, -0.12, z0 - 0.09), (x1 + b + 0.05, 0.05, z0), "stone")


def _shutters(mesh: Mesh, o: Opening, finish: str) -> None:
    x0, x1, z0, z1, _ = o
    half = (x1 - x0) / 2
    for left in (x0 - 0.14 - half, x1 + 0.14):
        right = left + half
        for a, b in ((left, left + 0.06), (right - 0.06, right)):
            mesh.box((a, -0.075, z0), (b, -0.03, z1), finish)
        for a, b in ((z0, z0 + 0.08), ((z0 + z1) / 2 - 0.03, (z0 + z1) / 2 + 0.03), (z1 - 0.08, z1)):
            mesh.box((left + 0.06, -0.075, a), (right - 0.06, -0.03, b), finish)
        slats = int((z1 - z0) / 0.085)
        for k in range(slats):
            z = z0 + 0.06 + (z1 - z0 - 0.12) * (k + 0.5) / slats
            p = [
                (left + 0.06, -0.072, z - 0.03),
                (right - 0.06, -0.072, z - 0.03),
                (right - 0.06, -0.035, z + 0.028),
                (left + 0.06, -0.035, z + 0.028),
            ]
            mesh.quad(*p, finish)


def build_roof(mesh: Mesh, house: House) -> None:
    """Tiled slopes, ridge, gables, gutter, chimney."""
    w, h, d, rise = house.width + 0.5, house.height, house.depth, house.rise
    eave, ridge = -0.5, d / 2
    slope = float(np.hypot(ridge - eave, rise + 0.18))
    columns, rows = int(w / 0.25) * 6, max(int(slope / 0.34), 4)
    u = np.linspace(0, w, columns + 1)
    v = np.repeat(np.arange(rows + 1) * 0.34, 2)[1:-1] * (slope / (rows * 0.34))
    lift = np.tile([0.055, 0.0], rows)
    wave = 0.045 * np.abs(np.sin(np.pi * u / 0.25)) + 0.012 * np.sin(u * 1.7 + house.width)
    n = np.asarray([-(rise + 0.18), ridge - eave]) / slope
    along = np.asarray([ridge - eave, rise + 0.18]) / slope
    for back in (False, True):
        y = eave + v * along[0]
        z = h - 0.18 + 0.2 + v * along[1]
        off = lift[:, None] + wave[None]
        p = np.stack([np.broadcast_to(u - 0.25, off.shape), y[:, None] + n[0] * off, z[:, None] + n[1] * off], axis=-1)
        uv = np.stack(
            [np.broadcast_to(u, off.shape), np.broadcast_to(v[:, None] + (0.17 if back else 0), off.shape)], axis=-1
        )
        if back:
            p[..., 1] = d - p[..., 1]
            p, uv = p[:, ::-1], uv[:, ::-1]
        mesh.grid(p, house.roof, uv)
    top = h + 0.02 + rise + 0.18
    mesh.tube([(-0.28 + w * k / 20, ridge, top + 0.02) for k in range(21)], 0.12, house.roof)
    for x in (0.0, house.width):
        mesh.faces([(x, 0, h), (x, d, h), (x, ridge, h + rise)], [[0, 1, 2]], house.wall)
    mesh.tube([(-0.25, eave - 0.02, h), (house.width + 0.25, eave - 0.02, h)], 0.075, "iron")
    mesh.tube(
        [
            (house.width - 0.2, -0.5, h),
            (house.width - 0.2, -0.3, h - 0.25),
            (house.width - 0.2, -0.1, h - 0.45),
            (house.width - 0.2, -0.1, 0.1),
        ],
        0.05,
        "iron",
    )
    cx, cy = house.width * (0.25 if house.bays % 2 else 0.72), ridge - 1.0
    mesh.box((cx - 0.35, cy - 0.3, h + 0.5), (cx + 0.35, cy + 0.3, top + 0.7), "brick")
    mesh.box((cx - 0.42, cy - 0.37, top + 0.7), (cx + 0.42, cy + 0.37, top + 0.82), "stone")
    for k in (-0.18, 0.18):
        mesh.lathe(
            [(0.12, 0), (0.09, 0.4), (0.12, 0.42), (0.08, 0.42), (0.0, 0.3)], (cx + k, cy, top + 0.8), "terracotta", 12
        )


def build_house(house: House) -> None:
    """Add the house to the scene."""
    mesh = Mesh(house.name)
    holes = openings(house)
    rng = np.random.default_rng(sum(map(ord, house.name)))
    _wall(mesh, house, holes)
    for k, o in enumerate(holes):
        x0, x1, z0, z1, kind = o
        _reveal(mesh, o, "stone" if kind == "shop" else house.wall)
        if kind == "door":
            _door(mesh, o, house.door)
            _surround(mesh, o)
            continue
        pane = "glass_warm" if k in house.lit else "glass"
        mesh.quad(
            (x0, RECESS - 0.03, z0), (x1, RECESS - 0.03, z0), (x1, RECESS - 0.03, z1), (x0, RECESS - 0.03, z1), pane
        )
        _frame(mesh, o, (5, 3) if kind == "shop" else (2, 3), house.door if kind == "shop" else "paint_white")
        if kind == "shop":
            continue
        _surround(mesh, o)
        if rng.random() < 0.6:
            for a, b in ((x0 + 0.06, x0 + 0.26), (x1 - 0.26, x1 - 0.06)):
                mesh.quad(
                    (a, RECESS - 0.035, z0 + 0.06),
                    (b, RECESS - 0.035, z0 + 0.06),
                    (b, RECESS - 0.035, z1 - 0.06),
                    (a, RECESS - 0.035, z1 - 0.06),
                    "curtain",
                )
        if house.shutter:
            _shutters(mesh, o, house.shutter)
        if house.flowers and rng.random() < 0.65:
            flower_box(mesh, x0 - 0.05, x1 + 0.05, -0.14, z0 - 0.02, int(rng.integers(1000)))
    build_roof(mesh, house)
    mesh.to_object((house.at[0], house.at[1], 0.0), house.turn)


def _door(mesh: Mesh, o: Opening, finish: str) -> None:
    x0, x1, z0, z1, _ = o
    y = RECESS - 0.02
    mesh.box((x0, y, z0), (x1, y + 0.05, z1), finish)
    for a, b in ((z0 + 0.15, z0 + 0.75), (z0 + 0.9, z1 - 0.5)):
        for c, e in ((x0 + 0.12, (x0 + x1) / 2 - 0.06), ((x0 + x1) / 2 + 0.06, x1 - 0.12)):
            mesh.box((c, y - 0.025, a), (e, y, b), finish)
    mesh.box((x0 + 0.1, y - 0.01, z1 - 0.38), (x1 - 0.1, y + 0.0, z1 - 0.1), "glass")
    mesh.ball((x1 - 0.1, y - 0.06, z0 + 0.98), 0.035, "gold", 8)
    mesh.box((x0 - 0.15, -0.3, 0), (x1 + 0.15, RECESS, 0.12), "stone")
