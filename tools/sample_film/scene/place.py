"""The square: houses around it, the gate and the tower behind, ground, hills, sky and sun."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import bpy
import numpy as np

from sample_film.scene import fountain, furniture, plants
from sample_film.scene.houses import House, build_house, build_roof
from sample_film.scene.mesh import Mesh
from sample_film.scene.textures import noise

HALF = float(np.pi / 2)

HOUSES = (
    House("north_a", (-12.0, 11.0), 0.0, 6.0, 8.4, "plaster_ochre", "paint_green", door="paint_green", lit=(3,)),
    House("north_b", (-6.0, 11.0), 0.0, 5.5, 9.3, "brick", None, door="paint_blue", roof="tiles_dark"),
    House("north_c", (3.5, 11.0), 0.0, 5.2, 8.0, "plaster_rose", "paint_blue", door_bay=2, door="paint_blue"),
    House("west_a", (-11.0, -14.0), HALF, 10.3, 7.6, "plaster_sage", "paint_brown", bays=5, door_bay=2),
    House(
        "west_cafe",
        (-11.0, -3.7),
        HALF,
        7.0,
        8.6,
        "plaster_cream",
        "paint_red",
        bays=4,
        door_bay=3,
        door="paint_green",
        shop=(0.9, 4.3),
        ground="stone",
    ),
    House("west_c", (-11.0, 3.3), HALF, 8.2, 9.6, "brick_pale", "paint_green", bays=4, door_bay=1),
    House("east_far", (11.0, 22.0), -HALF, 11.0, 8.8, "plaster_cream", "paint_green", bays=5, door_bay=2),
    House("east_a", (11.0, 11.0), -HALF, 8.0, 7.6, "plaster_blue", "paint_white", bays=4, door_bay=2, door="paint_red"),
    House(
        "east_shop",
        (11.0, 3.0),
        -HALF,
        6.4,
        8.9,
        "plaster_ochre",
        "paint_brown",
        bays=4,
        door_bay=3,
        door="paint_red",
        shop=(0.8, 4.0),
        ground="stone",
    ),
    House("east_c", (11.0, -3.4), -HALF, 9.6, 7.8, "brick", "paint_white", bays=4, door_bay=1),
    House(
        "south_a",
        (11.0, -13.5),
        2 * HALF,
        7.2,
        4.3,
        "plaster_white",
        "paint_blue",
        bays=4,
        storeys=2,
        rise=1.7,
        door_bay=1,
        depth=5,
    ),
    House(
        "south_b",
        (3.8, -13.5),
        2 * HALF,
        6.8,
        4.0,
        "plaster_rose",
        "paint_green",
        bays=3,
        storeys=1,
        rise=1.5,
        door_bay=1,
        depth=5,
    ),
    House(
        "south_c",
        (-3.0, -13.5),
        2 * HALF,
        8.0,
        4.6,
        "brick_pale",
        "paint_brown",
        bays=4,
        storeys=2,
        rise=1.7,
        door_bay=2,
        depth=5,
    ),
    House("lane_end", (-5.0, 27.0), 0.0, 12.0, 7.5, "plaster_ochre", "paint_green", bays=5, door_bay=2),
    House("far_south", (14.0, -27.0), 2 * HALF, 13.0, 8.5, "plaster_cream", "paint_green", bays=5),
    House("far_south_b", (0.0, -29.0), 2 * HALF, 14.0, 8.0, "brick", "paint_white", bays=5),
)


@dataclass(frozen=True)
class Place:
    """The parts of the place that move by themselves."""

    streams: Any
    clumps: list[Any]
    rests: list[tuple[float, float, float]]


def _ground() -> None:
    mesh = Mesh("ground")
    mesh.quad((-60, -60, 0), (60, -60, 0), (60, 60, 0), (-60, 60, 0), "cobbles")
    mesh.lathe([(3.5, 0.012), (2.4, 0.03)], (0, 0, 0), "flags", 48, smooth=False)
    kerbs = (
        ((-12, 9.7), (-0.6, 11.1)),
        ((3.6, 9.7), (8.7, 11.1)),
        ((-11.1, -13.5), (-9.6, 9.7)),
        ((9.9, -13.5), (11.1, 22)),
        ((-9.6, -13.6), (9.9, -12.5)),
    )
    for (x0, y0), (x1, y1) in kerbs:
        mesh.box((x0, y0, 0), (x1, y1, 0.07), "flags")
    for x in (-4.6, 4.6):
        mesh.box((x - 0.18, -12.5, 0), (x + 0.18, 9.7, 0.008), "flags")
    mesh.to_object()


def _gate() -> None:
    """An arched passage between two houses, x from -0.5 to 3.5 at y = 11, with a room and a roof above."""
    mesh = Mesh("gate")
    x0, x1, y0, y1, top = -0.5, 3.5, 10.9, 14.0, 6.0
    c, r, spring = 1.5, 1.35, 2.0
    a = np.linspace(np.pi, 0, 25)
    arch = [(c - r, 0.0), *[(c + r * np.cos(k), spring + r * np.sin(k)) for k in a], (c + r, 0.0)]
    outer = [
        (x0, 0.0),
        *[(x0, spring + 0.2)] * 6,
        *[(x0 + (x1 - x0) * k / 12, 4.1) for k in range(13)],
        *[(x1, spring + 0.2)] * 6,
        (x1, 0.0),
    ]
    for y, order in ((y0, 1), (y1, -1)):
        for k in range(len(arch) - 1):
            p = [
                (*outer[k][:1], y, outer[k][1]),
                (arch[k][0], y, arch[k][1]),
                (arch[k + 1][0], y, arch[k + 1][1]),
                (outer[k + 1][0], y, outer[k + 1][1]),
            ]
            mesh.quad(*(p[::order]), "ashlar")
        mesh.quad((x0, y, 4.1), (x1, y, 4.1), (x1, y, top), (x0, y, top), "plaster_white")
    for k in range(len(arch) - 1):
        (ax, az), (bx, bz) = arch[k], arch[k + 1]
        mesh.quad((ax, y0, az), (ax, y1, az), (bx, y1, bz), (bx, y0, bz), "brick")
    stones = np.linspace(np.pi, 0, 14)
    for k0, k1 in itertools.pairwise(stones):
        e = 0.012
        ring = [
            (c + q * np.cos(w), y0 - d, spring + q * np.sin(w))
            for d in (0.0, 0.07)
            for q, w in ((r - 0.02, k0 - e), (r + 0.34, k0 - e), (r + 0.34, k1 + e), (r - 0.02, k1 + e))
        ]
        mesh.faces(ring, [[4, 5, 6, 7], [0, 1, 5, 4], [1, 2, 6, 5], [2, 3, 7, 6], [3, 0, 4, 7]], "stone")
    mesh.box((x0, y0 - 0.1, 4.05), (x1, y0 + 0.02, 4.2), "stone")
    mesh.box((c - 0.5, y0 - 0.03, 4.6), (c + 0.5, y0 + 0.02, 5.5), "stone")
    mesh.quad(
        (c - 0.4, y0 - 0.04, 4.7),
        (c + 0.4, y0 - 0.04, 4.7),
        (c + 0.4, y0 - 0.04, 5.4),
        (c - 0.4, y0 - 0.04, 5.4),
        "glass_warm",
    )
    mesh.box((c - 0.02, y0 - 0.06, 4.7), (c + 0.02, y0 - 0.04, 5.4), "paint_white")
    mesh.to_object()
    roof = House("gate_roof", (x0, y0), 0.0, x1 - x0, top, "plaster_white", depth=y1 - y0, rise=1.1)

    cap = Mesh("gate_roof")
    build_roof(cap, roof)
    cap.to_object((x0, y0, 0))


def _tower() -> None:
    """A church tower with a slate spire behind the gate."""
    mesh = Mesh("tower")
    w = 2.6
    mesh.box((-w, -w, 0), (w, w, 19), "ashlar")
    for z in (7.0, 13.0, 18.6):
        mesh.box((-w - 0.15, -w - 0.15, z), (w + 0.15, w + 0.15, z + 0.4), "stone")
    for x in (-0.9, 0.9):
        mesh.box((x - 0.5, -w - 0.04, 14.4), (x + 0.5, -w + 0.1, 17.4), "dark_stone")
        mesh.lathe([(0.5, 0), (0.0, 0.02)], (x, -w - 0.02, 17.4), "dark_stone", 16)
    mesh.box((-0.4, -w - 0.03, 9.0), (0.4, -w, 11.0), "dark_stone")
    mesh.faces(
        [
            (-w - 0.3, -w - 0.3, 19),
            (w + 0.3, -w - 0.3, 19),
            (w + 0.3, w + 0.3, 19),
            (-w - 0.3, w + 0.3, 19),
            (0, 0, 28),
        ],
        [[0, 1, 4], [1, 2, 4], [2, 3, 4], [3, 0, 4]],
        "slate",
    )
    mesh.ball((0, 0, 28.1), 0.25, "gold")
    face = [(1.05 * np.cos(a), -w - 0.06, 12.0 - 0.6 + 1.05 * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 33)[:-1]]
    mesh.faces(face, [list(range(32))], "ceramic")
    for length, angle in ((0.85, 0.5), (0.6, 2.2)):
        dx, dz = np.cos(angle), np.sin(angle)
        mesh.quad(
            (-0.05 * dz, -w - 0.08, 11.4 + 0.05 * dx),
            (0.05 * dz, -w - 0.08, 11.4 - 0.05 * dx),
            (length * dx, -w - 0.08, 11.4 + length * dz),
            (length * dx - 0.05 * dz, -w - 0.08, 11.4 + length * dz),
            "iron",
        )
    mesh.to_object((4.2, 38, 6.0), 0.15)


def _hills() -> None:
    for name, finish, distance, height, seed in (
        ("hills", "hill", 150.0, 26.0, 3),
        ("hills_far", "hill_far", 260.0, 52.0, 9),
    ):
        rng = np.random.default_rng(seed)
        a = np.linspace(0, 2 * np.pi, 241)
        ridge = sum(rng.uniform(0.3, 1) / k * np.sin(k * a + rng.uniform(0, 6)) for k in range(2, 16))
        z = height * (0.55 + 0.28 * np.asarray(ridge))
        rows = np.stack(
            [
                np.stack([d * np.cos(a), d * np.sin(a), q * z - 3], axis=-1)
                for d, q in ((distance * 0.75, 0), (distance * 0.9, 0.55), (distance, 1.0))
            ]
        )
        mesh = Mesh(name)
        mesh.grid(rows, finish)
        mesh.to_object()
    grove = Mesh("grove")
    rng = np.random.default_rng(44)
    for k in range(34):
        x, y = rng.uniform(8, 60), rng.uniform(45, 75)
        d = rng.normal(0, 1, (500, 3))
        d /= np.linalg.norm(d, axis=1, keepdims=True)
        plants.leaves(
            grove,
            d * [2.2, 2.2, 2.6] * rng.uniform(0.7, 1.0, (500, 1))
            + [x if k % 2 else -x, y if k % 4 < 2 else -y, rng.uniform(2.5, 5)],
            0.8,
            "leaf_a" if k % 3 else "leaf_b",
            rng,
        )
    grove.to_object()


def _sky() -> None:
    """A baked sky: warm at the horizon, blue above, soft clouds; and a low, warm sun from the south-west."""
    h, w = 512, 1024
    elevation = (np.arange(h) / h - 0.5)[:, None] * np.pi
    up = np.clip(np.sin(elevation), 0, 1)
    low, high = np.asarray([1.0, 0.80, 0.58]), np.asarray([0.20, 0.42, 0.84])
    mix = (1 - np.exp(-up * 3.4))[..., None]
    colour = low * (1 - mix) + high * mix + np.zeros((1, w, 1))
    cloud = np.tile(noise(512, 1.55, 301, stretch=(1.9, 1.0)), (1, 2))
    wisp = np.tile(noise(512, 1.1, 302, stretch=(2.5, 1.0)), (1, 2))
    cover = np.clip((cloud + 0.22 * wisp - 0.55) * 0.9, 0, 1) * np.clip(up * 4, 0, 1) * 0.85
    lit = np.asarray([1.0, 0.93, 0.85]) * (1.06 - 0.35 * np.clip(cloud - 1.1, 0, 1))[..., None]
    colour = colour * (1 - cover[..., None]) + lit * cover[..., None]
    colour = np.where(elevation[..., None] < 0, np.asarray([0.42, 0.37, 0.32]), colour)
    image = bpy.data.images.new("sky", w, h, alpha=False, float_buffer=True)
    image.pixels.foreach_set(np.concatenate([colour, np.ones((h, w, 1))], axis=-1).astype(np.float32).ravel())
    image.pack()
    world = bpy.data.worlds.new("world")
    bpy.context.scene.world = world
    world.use_nodes = True
    tree = world.node_tree
    picture = tree.nodes.new("ShaderNodeTexEnvironment")
    picture.image = image
    ground = next(n for n in tree.nodes if n.type == "BACKGROUND")
    ray = tree.nodes.new("ShaderNodeLightPath")
    strength = tree.nodes.new(
        "ShaderNodeMapRange"
    )  # the sky fills shadows more than it shows: a camera would be exposed for the square
    strength.inputs["To Min"].default_value = 1.75
    strength.inputs["To Max"].default_value = 0.95
    tree.links.new(ray.outputs["Is Camera Ray"], strength.inputs["Value"])
    tree.links.new(strength.outputs[0], ground.inputs["Strength"])
    tree.links.new(picture.outputs[0], ground.inputs[0])
    world.cycles.sampling_method = "NONE"
    sun = bpy.data.lights.new("sun", "SUN")
    sun.energy = 5.0
    sun.color = (1.0, 0.76, 0.48)
    sun.angle = 0.012
    thing = bpy.data.objects.new("sun", sun)
    thing.rotation_euler = (np.radians(53), 0, np.radians(-32))
    bpy.context.scene.collection.objects.link(thing)


def build_place() -> Place:
    """Build everything that does not walk."""
    for house in HOUSES:
        build_house(house)
    _ground()
    _gate()
    _tower()
    _hills()
    _sky()
    fountain.fountain()
    streams = fountain.water()
    clumps = plants.tree("plane", (-5.6, 4.6), 7.0, 2.7, 5)
    clumps += plants.tree("lime", (7.0, -8.6), 6.2, 2.3, 8)
    clumps += plants.tree("far", (-13.5, -24.0), 8.0, 3.2, 9, kerb=False)
    furniture.bench((4.4, 5.2), 0.0)
    furniture.lamp((6.3, 5.0))
    furniture.lamp((-6.4, -6.0))
    furniture.stall((10.2, 0.4))
    furniture.bicycle((6.0, 10.25), 0.05)
    plants.ivy((11.0, -12.6, 0.1), (0, 1), (6.0, 5.2), (-1, 0), 4)
    plants.ivy((-6.2, 11.0, 0.1), (1, 0), (1.2, 6.5), (0, -1), 7, 2200)
    furniture.small_things()
    return Place(streams, clumps, [tuple(c.location) for c in clumps])


def live(place: Place, t: float) -> None:
    """Set water and leaves to scene time ``t`` (seconds)."""
    points = np.concatenate(fountain.water_mesh(t).points).astype(np.float32)
    place.streams.data.vertices.foreach_set("co", points.ravel())
    place.streams.data.update()
    bpy.data.materials["water"].node_tree.nodes["time"].outputs[0].default_value = 0.7 * t
    for k, (clump, rest) in enumerate(zip(place.clumps, place.rests, strict=True)):
        clump.rotation_euler = (
            0.035 * np.sin(1.9 * t + 1.3 * k),
            0.035 * np.sin(2.3 * t + 2.1 * k),
            0.03 * np.sin(1.3 * t + k),
        )
        clump.location = (
            rest[0] + 0.03 * np.sin(1.4 * t + 0.9 * k),
            rest[1] + 0.02 * np.sin(1.7 * t + k),
            rest[2] + 0.015 * np.sin(2.2 * t + k),
        )
