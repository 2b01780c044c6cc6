"""What people of the square use: bench, lamp, bicycle, café tables, awnings, fruit stall, pigeons."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sample_film.scene.mesh import Mesh, Point
from sample_film.scene.plants import flower_box, pot


def bench(at: tuple[float, float], turn: float) -> None:
    """A slatted bench, 1.7 m long; the seat is 0.46 m high and faces local -y."""
    mesh = Mesh("bench")
    for k in range(5):
        mesh.box((-0.85, -0.42 + k * 0.095, 0.44), (0.85, -0.345 + k * 0.095, 0.47), "wood_pale")
    for k in range(4):
        y = 0.08 + k * 0.03
        mesh.box((-0.85, y, 0.55 + k * 0.105), (0.85, y + 0.03, 0.63 + k * 0.105), "wood_pale")
    for x in (-0.72, 0.72):
        mesh.tube([(x, -0.4, 0), (x, -0.36, 0.2), (x, -0.4, 0.43)], 0.025, "iron")
        mesh.tube([(x, 0.12, 0), (x, 0.05, 0.42), (x, 0.14, 0.7), (x, 0.22, 0.98)], 0.025, "iron")
        mesh.tube([(x, -0.4, 0.42), (x, 0.06, 0.42)], 0.025, "iron")
        mesh.tube([(x, 0.13, 0.68), (x, -0.1, 0.7), (x, -0.36, 0.67), (x, -0.41, 0.6), (x, -0.39, 0.43)], 0.022, "iron")
    mesh.to_object((*at, 0.0), turn)


def lamp(at: tuple[float, float]) -> None:
    """A cast-iron street lamp, 4 m high."""
    mesh = Mesh("lamp")
    mesh.lathe(
        [
            (0.24, 0),
            (0.24, 0.1),
            (0.18, 0.16),
            (0.17, 0.5),
            (0.12, 0.6),
            (0.09, 0.9),
            (0.07, 1.0),
            (0.06, 2.9),
            (0.09, 2.95),
            (0.05, 3.05),
            (0.04, 3.2),
            (0.12, 3.26),
            (0.14, 3.3),
        ],
        (0, 0, 0),
        "iron",
        14,
    )
    mesh.tube([(-0.32, 0, 2.98), (0.32, 0, 2.98)], 0.022, "iron")
    mesh.lathe([(0.13, 3.3), (0.2, 3.75), (0.2, 3.76)], (0, 0, 0), "lamp_glass", 6, smooth=False)
    mesh.lathe(
        [(0.25, 3.75), (0.14, 3.92), (0.1, 3.95), (0.04, 4.02), (0.03, 4.12), (0.0, 4.16)],
        (0, 0, 0),
        "iron",
        6,
        smooth=False,
    )
    for k in range(6):
        a = k * np.pi / 3
        mesh.tube(
            [(0.135 * np.cos(a), 0.135 * np.sin(a), 3.3), (0.205 * np.cos(a), 0.205 * np.sin(a), 3.76)],
            0.012,
            "iron",
            5,
        )
    mesh.to_object((*at, 0.0))


def bicycle(at: tuple[float, float], turn: float) -> None:
    """A town bicycle 1.75 m long, leaning a little."""
    mesh = Mesh("bicycle")
    for x in (-0.52, 0.52):
        ring = np.linspace(0, 2 * np.pi, 33)
        mesh.tube([(x + 0.33 * np.cos(a), 0, 0.34 + 0.33 * np.sin(a)) for a in ring], 0.017, "rubber", 6)
        mesh.tube([(x + 0.305 * np.cos(a), 0, 0.34 + 0.305 * np.sin(a)) for a in ring], 0.008, "chrome", 5)
        for a in np.linspace(0, 2 * np.pi, 13)[:-1]:
            mesh.tube(
                [(x, 0.02 * np.sin(3 * a), 0.34), (x + 0.3 * np.cos(a), 0, 0.34 + 0.3 * np.sin(a))], 0.003, "chrome", 3
            )
        mesh.tube(
            [(x + 0.37 * np.cos(a), 0, 0.34 + 0.37 * np.sin(a)) for a in np.linspace(0.3, 2.7, 13)],
            0.014,
            "bike_red",
            5,
        )
    for path, r in (
        ([(-0.52, 0, 0.34), (-0.05, 0, 0.30)], 0.012),
        ([(-0.52, 0, 0.34), (-0.2, 0, 0.78)], 0.011),
        ([(-0.05, 0, 0.30), (-0.22, 0, 0.86)], 0.016),
        ([(-0.05, 0, 0.30), (0.2, 0, 0.42), (0.36, 0, 0.8)], 0.018),
        ([(-0.18, 0, 0.62), (0.12, 0, 0.46), (0.35, 0, 0.74)], 0.016),
        ([(0.34, 0, 0.72), (0.33, 0, 0.98)], 0.017),
        ([(0.36, 0, 0.76), (0.45, 0, 0.5), (0.52, 0, 0.34)], 0.015),
    ):
        mesh.tube(path, r, "bike_red", 8)
    mesh.tube(
        [(0.14, -0.28, 0.98), (0.26, -0.25, 1.02), (0.33, 0, 0.99), (0.26, 0.25, 1.02), (0.14, 0.28, 0.98)],
        0.012,
        "chrome",
        6,
    )
    mesh.ball((-0.25, 0, 0.92), (0.14, 0.075, 0.04), "leather_brown", 10)
    mesh.lathe([(0.1, 0.29), (0.1, 0.31)], (-0.05, 0.03, 0), "chrome", 12)
    mesh.tube([(-0.05, -0.08, 0.3), (0.07, -0.08, 0.2)], 0.01, "chrome", 5)
    mesh.tube([(-0.05, 0.08, 0.3), (-0.17, 0.08, 0.4)], 0.01, "chrome", 5)
    basket = [(0.10, 0.0), (0.15, 0.2), (0.16, 0.21), (0.14, 0.2), (0.1, 0.02), (0, 0.02)]
    mesh.lathe(basket, (0.56, 0, 0.74), "wood_pale", 14)
    thing = mesh.to_object((*at, 0.0), turn)
    thing.rotation_euler = (0.12, 0, turn)


def chair(mesh: Mesh, at: Point, turn: float) -> None:
    """A bistro chair, seat 0.45 m, facing local -y."""
    c, s = np.cos(turn), np.sin(turn)

    def put(*p: Point) -> list[tuple[float, float, float]]:
        return [(at[0] + c * x - s * y, at[1] + s * x + c * y, z) for x, y, z in p]

    for x in (-0.18, 0.18):
        mesh.tube(put((x, -0.19, 0), (x, -0.17, 0.44)), 0.013, "paint_green", 6)
        mesh.tube(put((x, 0.24, 0), (x, 0.18, 0.45), (x * 0.95, 0.22, 0.88)), 0.013, "paint_green", 6)
    for k in range(5):
        y = -0.19 + k * 0.085
        p = put((-0.2, y, 0.45), (0.2, y, 0.45), (0.2, y + 0.065, 0.45), (-0.2, y + 0.065, 0.45))
        q = [(a, b, z + 0.02) for a, b, z in p]
        mesh.faces([*p, *q], [[4, 5, 6, 7], [0, 1, 5, 4], [1, 2, 6, 5], [2, 3, 7, 6], [3, 0, 4, 7]], "wood_pale")
    for z in (0.6, 0.72, 0.83):
        mesh.tube(
            put(
                (-0.18, 0.20 + (z - 0.6) * 0.08, z),
                (0, 0.225 + (z - 0.6) * 0.08, z),
                (0.18, 0.20 + (z - 0.6) * 0.08, z),
            ),
            0.02,
            "wood_pale",
            6,
        )


def table(mesh: Mesh, at: Point, laid: str) -> None:
    """A round bistro table 0.74 m high; ``laid``: coffee or flowers."""
    x, y = at[0], at[1]
    mesh.lathe([(0.24, 0.0), (0.22, 0.03), (0.05, 0.05), (0.03, 0.1), (0.03, 0.68), (0.1, 0.71)], (x, y, 0), "iron", 14)
    mesh.lathe([(0.36, 0.71), (0.37, 0.73), (0.36, 0.745), (0.0, 0.745)], (x, y, 0), "ceramic", 28)
    if laid == "coffee":
        for dx, dy in ((-0.15, -0.08), (0.13, 0.1)):
            mesh.lathe([(0.0, 0.748), (0.075, 0.752), (0.08, 0.758)], (x + dx, y + dy, 0), "ceramic", 18)
            mesh.lathe(
                [(0.02, 0.758), (0.03, 0.77), (0.042, 0.815), (0.038, 0.815), (0.0, 0.80)],
                (x + dx, y + dy, 0),
                "ceramic",
                18,
            )
            mesh.lathe([(0.037, 0.806), (0.0, 0.806)], (x + dx, y + dy, 0), "coffee", 14)
    else:
        pot(mesh, (x, y, 0.745), 0.11, 0.2, "petal_red", 5)


def awning(
    mesh: Mesh, wall: Callable[[float, float, float], tuple[float, float, float]], width: float, z: float, reach: float
) -> None:
    """A striped awning; ``wall`` maps (along, out, z) to the scene."""
    u = np.linspace(0, width, 49)
    v = np.linspace(0, 1, 7)
    rows = [
        [wall(a, 0.02 + reach * b, z - 0.75 * b - 0.05 * np.sin(b * np.pi) + 0.015 * np.sin(a * 9) * b) for a in u]
        for b in v
    ]
    uv = [[(a, b * reach) for a in u] for b in v]
    mesh.grid(np.asarray(rows), "stripes", np.asarray(uv))
    hem = [
        [wall(a, reach + 0.02, z - 0.75 - d * (0.24 + 0.06 * np.abs(np.cos(a / 0.3 * np.pi)))) for a in u]
        for d in (0, 1)
    ]
    mesh.grid(np.asarray(hem), "stripes", np.asarray([[(a, d * 0.3) for a in u] for d in (0, 1)]))
    for a in (0.05, width - 0.05):
        mesh.tube([wall(a, 0.02, z - 0.9), wall(a, reach, z - 0.77)], 0.018, "iron", 6)
    mesh.tube([wall(0, reach, z - 0.76), wall(width, reach, z - 0.76)], 0.02, "iron", 6)


def crate(mesh: Mesh, at: Point, fruit: str, seed: int, tilt: float = 0.0) -> None:
    """A slatted crate 0.6 x 0.4 x 0.25 m heaped with fruit; ``at`` is its lower centre."""
    rng = np.random.default_rng(seed)
    x, y, z = at
    for k in range(3):
        h = z + 0.01 + k * 0.085
        mesh.box((x - 0.2, y - 0.3, h), (x - 0.185, y + 0.3, h + 0.07), "wood_pale")
        mesh.box((x + 0.185, y - 0.3, h), (x + 0.2, y + 0.3, h + 0.07), "wood_pale")
        mesh.box((x - 0.185, y - 0.3, h), (x + 0.185, y - 0.285, h + 0.07), "wood_pale")
        mesh.box((x - 0.185, y + 0.285, h), (x + 0.185, y + 0.3, h + 0.07), "wood_pale")
    mesh.box((x - 0.18, y - 0.28, z), (x + 0.18, y + 0.28, z + 0.16), "soil")
    for row in range(7):
        for col in range(5):
            p = (
                x - 0.15 + col * 0.076 + rng.normal(0, 0.008),
                y - 0.25 + row * 0.083 + rng.normal(0, 0.008),
                z + 0.2 + rng.normal(0.02, 0.015),
            )
            mesh.ball(p, 0.042, fruit, 10)
    for _ in range(9):
        mesh.ball((x + rng.uniform(-0.1, 0.1), y + rng.uniform(-0.2, 0.2), z + 0.285), 0.042, fruit, 10)


def stall(at: tuple[float, float]) -> None:
    """Crates of fruit on a sloping stand against the east wall, seen from the west."""
    mesh = Mesh("stall")
    x, y = at
    kinds = ["orange", "lemon", "orange", "apple"]
    for step in range(2):
        z = 0.75 - step * 0.32
        dx = -0.42 * step
        mesh.box((x + dx - 0.24, y - 1.4, z - 0.05), (x + dx + 0.22, y + 1.4, z), "wood")
        for leg in (-1.35, 0.0, 1.35):
            mesh.box((x + dx - 0.2, y + leg - 0.03, 0), (x + dx - 0.14, y + leg + 0.03, z - 0.05), "wood")
        for k in range(4):
            crate(mesh, (x + dx, y - 1.02 + k * 0.68, z), kinds[(k + step) % 4], 10 * step + k)
    crate(mesh, (x - 1.05, y - 0.9, 0.0), "orange", 99)
    crate(mesh, (x - 1.02, y - 0.9, 0.26), "orange", 98)
    mesh.to_object()


def pigeon(mesh: Mesh, at: tuple[float, float], turn: float) -> None:
    """A small standing bird."""
    c, s = np.cos(turn), np.sin(turn)
    mesh.tube(
        [
            (at[0] + c * d, at[1] + s * d, z)
            for d, z in (
                (-0.2, 0.07),
                (-0.1, 0.12),
                (0.0, 0.14),
                (0.07, 0.18),
                (0.11, 0.235),
                (0.15, 0.24),
                (0.185, 0.23),
            )
        ],
        [0.012, 0.045, 0.065, 0.05, 0.03, 0.03, 0.006],
        "bird",
        9,
    )
    for k in (-0.025, 0.025):
        mesh.tube(
            [(at[0] - s * k, at[1] + c * k, 0.1), (at[0] + c * 0.01 - s * k, at[1] + s * 0.01 + c * k, 0.0)],
            0.006,
            "petal_red",
            4,
        )


def small_things() -> None:
    """Café furniture, pots, birds, window boxes at street level, a sandwich board."""
    mesh = Mesh("cafe")
    table(mesh, (-8.2, -1.2), "coffee")
    chair(mesh, (-8.2, -1.9, 0), np.pi)
    chair(mesh, (-8.2, -0.5, 0), 0.15)
    table(mesh, (-8.5, 1.9), "flowers")
    chair(mesh, (-8.55, 2.6, 0), -0.1)
    chair(mesh, (-7.8, 1.8, 0), -np.pi / 2 + 0.2)
    awning(mesh, lambda a, o, z: (-11 + o, -2.9 + a, z), 5.4, 3.05, 1.9)
    awning(mesh, lambda a, o, z: (11 - o, 2.4 - a, z), 4.2, 2.95, 1.5)
    for k, (x, y) in enumerate(
        (
            (-10.5, -3.3),
            (-10.5, 3.0),
            (-3.4, 10.5),
            (-4.9, 10.5),
            (4.4, 10.5),
            (8.0, 10.4),
            (-0.9, 10.3),
            (3.9, 10.3),
            (10.4, -3.4),
            (3.15, 4.9),
            (6.3, -11.9),
            (-3.0, -12.0),
        )
    ):
        pot(
            mesh,
            (x, y, 0),
            0.2 + 0.04 * (k % 3),
            0.36 + 0.06 * (k % 2),
            ["petal_red", "petal_white", "petal_pink", "petal_yellow"][k % 4],
            200 + k,
            1.25,
        )
    for k, (x, y, a) in enumerate(
        ((2.9, -3.1, 0.4), (3.3, -2.6, 2.4), (2.4, -3.7, 1.2), (-2.7, -3.9, 3.0), (-3.4, 3.0, 0.9), (3.9, -3.4, 2.0))
    ):
        pigeon(mesh, (x, y), a + k)
    flower_box(mesh, -9.9, -8.9, 10.85, 0.1, 3)
    for x, lean in ((-0.02, 0.2), (0.02, -0.2)):
        p = [(-7.1 + x + lean, -3.3, 0.0), (-7.1 + x + lean, -2.8, 0.0), (-7.1 + x, -2.8, 0.85), (-7.1 + x, -3.3, 0.85)]
        mesh.quad(*p, "paint_brown")
        mesh.quad(
            *[(a + (0.012 if lean > 0 else -0.012), b + (0.05 if b < -3 else -0.05), 0.1 + z * 0.85) for a, b, z in p],
            "rubber",
        )
        for k in range(4):
            q = [
                (a + (0.018 if lean > 0 else -0.018) - lean * zz, b, zz * 0.85 + 0.1)
                for a, b, zz in (
                    (p[0][0], -3.2, 0.25 + k * 0.17),
                    (p[0][0], -2.95 - 0.06 * (k % 2), 0.25 + k * 0.17),
                    (p[0][0], -2.95 - 0.06 * (k % 2), 0.29 + k * 0.17),
                    (p[0][0], -3.2, 0.29 + k * 0.17),
                )
            ]
            mesh.quad(*q, "ceramic")
    mesh.to_object()
