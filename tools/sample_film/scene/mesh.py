"""A mesh under construction: faces with finishes, UVs in metres, finished into one Blender object."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import bpy
import numpy as np
from numpy.typing import NDArray

from sample_film.scene.materials import material

Floats = NDArray[np.float64]
Point = Sequence[float]


def box_uv(points: Floats, normal: Floats) -> Floats:
    """Metric UVs of face corners, projected along the main axis of the face normal."""
    axis = int(np.argmax(np.abs(normal)))
    if axis == 2:
        return points[:, [0, 1]]
    return points[:, [1, 2]] if axis == 0 else points[:, [0, 2]]


def grid_faces(rows: int, columns: int, close: bool = False) -> NDArray[np.int64]:
    """Quads of a rows x columns point grid (row-major); ``close`` joins the last column to the first."""
    r = np.arange(rows - 1)[:, None]
    c = np.arange(columns if close else columns - 1)[None, :]
    d = (c + 1) % columns
    quads = [r * columns + c, r * columns + d, (r + 1) * columns + d, (r + 1) * columns + c]
    return np.stack([np.broadcast_to(q, (rows - 1, c.shape[1])) for q in quads], axis=-1).reshape(-1, 4)


class Mesh:
    """Collects geometry in blocks; ``to_object`` makes the Blender object. Lengths in metres."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.points: list[Floats] = []
        self.loops: list[NDArray[np.int64]] = []
        self.sizes: list[NDArray[np.int64]] = []
        self.uvs: list[Floats] = []
        self.finish: list[NDArray[np.int64]] = []
        self.smooth: list[NDArray[np.bool_]] = []
        self.names: list[str] = []
        self.count = 0

    def _slot(self, finish: str) -> int:
        if finish not in self.names:
            self.names.append(finish)
        return self.names.index(finish)

    def faces(
        self, points: Floats | Sequence[Point], faces: Any, finish: str, uv: Floats | None = None, smooth: bool = False
    ) -> None:
        """Add points and equally sized faces; ``uv`` per point in metres, else box-projected per face."""
        p = np.asarray(points, dtype=float).reshape(-1, 3)
        f = np.asarray(faces, dtype=np.int64)
        corners = p[f]
        if uv is None:
            normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
            axis = np.argmax(np.abs(normal), axis=1)
            first = np.where(axis == 0, 1, 0)
            second = np.where(axis == 2, 1, 2)
            rows = np.arange(len(f))[:, None]
            cols = np.arange(f.shape[1])[None, :]
            loop_uv = np.stack([corners[rows, cols, first[:, None]], corners[rows, cols, second[:, None]]], axis=-1)
        else:
            loop_uv = np.asarray(uv, dtype=float)[f]
        self.points.append(p)
        self.loops.append((f + self.count).ravel())
        self.sizes.append(np.full(len(f), f.shape[1]))
        self.uvs.append(loop_uv.reshape(-1, 2))
        self.finish.append(np.full(len(f), self._slot(finish)))
        self.smooth.append(np.full(len(f), smooth))
        self.count += len(p)

    def quad(self, a: Point, b: Point, c: Point, d: Point, finish: str) -> None:
        self.faces([a, b, c, d], [[0, 1, 2, 3]], finish)

    def box(self, low: Point, high: Point, finish: str) -> None:
        """An axis-aligned box from corner ``low`` to corner ``high``."""
        (x0, y0, z0), (x1, y1, z1) = low, high
        p = [(x, y, z) for z in (z0, z1) for y in (y0, y1) for x in (x0, x1)]
        self.faces(p, [[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]], finish)

    def grid(
        self, points: Floats, finish: str, uv: Floats | None = None, close: bool = False, smooth: bool = True
    ) -> None:
        """A surface through a (rows, columns, 3) array of points."""
        rows, columns = points.shape[:2]
        flat_uv = None if uv is None else uv.reshape(-1, 2)
        self.faces(points.reshape(-1, 3), grid_faces(rows, columns, close), finish, flat_uv, smooth)

    def lathe(
        self, profile: Sequence[tuple[float, float]], centre: Point, finish: str, sides: int = 32, smooth: bool = True
    ) -> None:
        """Turn (radius, height) pairs around the vertical through ``centre``."""
        pr = np.asarray(profile, dtype=float)
        a = np.linspace(0, 2 * np.pi, sides + 1)
        x = pr[:, :1] * np.cos(a)[None]
        y = pr[:, :1] * np.sin(a)[None]
        z = np.repeat(pr[:, 1:], sides + 1, axis=1)
        along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(pr, axis=0).T))])
        uv = np.stack(
            [
                np.broadcast_to(a[None] * max(pr[:, 0].max(), 0.05), x.shape),
                np.repeat(along[:, None], sides + 1, axis=1),
            ],
            axis=-1,
        )
        self.grid(np.stack([x, y, z], axis=-1) + np.asarray(centre, dtype=float), finish, uv, smooth=smooth)

    def tube(self, path: Sequence[Point], radii: float | Sequence[float], finish: str, sides: int = 8) -> None:
        """A round tube along a path, with one radius or one per point, capped."""
        p = np.asarray(path, dtype=float)
        r = np.broadcast_to(np.asarray(radii, dtype=float), (len(p),))
        tangent = np.gradient(p, axis=0)
        tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-9)
        up = np.where(np.abs(tangent[:, 2:]) > 0.9, [[1.0, 0.0, 0.0]], [[0.0, 0.0, 1.0]])
        if np.abs(tangent[:, 2]).max() > 0.9:
            up = np.tile([[1.0, 0.0, 0.0]] if np.abs(tangent[:, 0]).max() < 0.9 else [[0.0, 1.0, 0.0]], (len(p), 1))
        side = np.cross(tangent, up)
        side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-9)
        other = np.cross(side, tangent)
        a = np.linspace(0, 2 * np.pi, sides + 1)[None, :, None]
        ring = p[:, None] + r[:, None, None] * (np.cos(a) * side[:, None] + np.sin(a) * other[:, None])
        along = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(p, axis=0), axis=1))])
        uv = np.stack(
            [
                np.broadcast_to(np.linspace(0, 2 * np.pi * r.max(), sides + 1)[None], ring.shape[:2]),
                np.repeat(along[:, None], sides + 1, axis=1),
            ],
            axis=-1,
        )
        self.grid(ring, finish, uv)
        for end, order in ((0, 1), (-1, -1)):
            self.faces(ring[end, :-1][::order], [list(range(sides))], finish)

    def ball(self, centre: Point, radius: float | Point, finish: str, sides: int = 12) -> None:
        """An ellipsoid."""
        a = np.linspace(0, np.pi, sides // 2 + 1)[:, None]
        b = np.linspace(0, 2 * np.pi, sides + 1)[None]
        unit = np.stack([np.sin(a) * np.cos(b), np.sin(a) * np.sin(b), np.cos(a) + 0 * b], axis=-1)
        size = np.broadcast_to(np.asarray(radius, dtype=float), (3,))
        uv = np.stack([b * size[0] + 0 * a, a * size[2] + 0 * b], axis=-1)
        self.grid(unit * size + np.asarray(centre, dtype=float), finish, uv)

    def to_object(self, location: Point = (0, 0, 0), turn: float = 0.0) -> Any:
        """The finished Blender object, linked to the scene. ``turn``: radians about z."""
        mesh = bpy.data.meshes.new(self.name)
        points = np.concatenate(self.points).astype(np.float32)
        loops = np.concatenate(self.loops).astype(np.int32)
        sizes = np.concatenate(self.sizes).astype(np.int32)
        mesh.vertices.add(len(points))
        mesh.vertices.foreach_set("co", points.ravel())
        mesh.loops.add(len(loops))
        mesh.loops.foreach_set("vertex_index", loops)
        mesh.polygons.add(len(sizes))
        mesh.polygons.foreach_set("loop_start", np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int32))
        for name in self.names:
            mesh.materials.append(material(name))
        mesh.polygons.foreach_set("material_index", np.concatenate(self.finish).astype(np.int32))
        mesh.polygons.foreach_set("use_smooth", np.concatenate(self.smooth))
        mesh.uv_layers.new(name="UVMap").data.foreach_set("uv", np.concatenate(self.uvs).astype(np.float32).ravel())
        mesh.update(calc_edges=True)
        thing = bpy.data.objects.new(self.name, mesh)
        thing.location = location
        thing.rotation_euler = (0, 0, turn)
        bpy.context.scene.collection.objects.link(thing)
        return thing
