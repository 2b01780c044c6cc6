"""Render frames with Cycles: one PNG per frame, frames that exist are skipped, several workers can share a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import bpy
import numpy as np

from sample_film import still
from sample_film.camera import SENSOR_WIDTH_MM, CameraState
from sample_film.scene import people
from sample_film.scene.place import Place, build_place, live
from sample_film.shots import FPS, FRAMES, Shot

WIDTH, HEIGHT = 854, 480
EXPOSURE = 0.4


class Film:
    """The built scene, set to any frame of any shot."""

    def __init__(self, width: int = WIDTH, height: int = HEIGHT, threads: int = 2) -> None:
        bpy.ops.wm.read_factory_settings(use_empty=True)
        self.scene = bpy.context.scene
        self.place: Place = build_place()
        self.people = {"woman": people.woman(), "man": people.man(), "child": people.child()}
        data = bpy.data.cameras.new("camera")
        self.camera: Any = bpy.data.objects.new("camera", data)
        self.camera.rotation_mode = "QUATERNION"
        self.scene.collection.objects.link(self.camera)
        self.scene.camera = self.camera
        self._settings(width, height, threads)

    def _settings(self, width: int, height: int, threads: int) -> None:
        render, cycles = self.scene.render, self.scene.cycles
        render.engine = "CYCLES"
        render.resolution_x, render.resolution_y, render.resolution_percentage = width, height, 100
        render.use_persistent_data = True
        render.threads_mode, render.threads = "FIXED", threads
        render.image_settings.file_format = "PNG"
        render.image_settings.color_mode = "RGB"
        render.image_settings.compression = 15
        cycles.use_adaptive_sampling = False
        cycles.use_denoising = True
        cycles.denoiser = "OPENIMAGEDENOISE"
        cycles.denoising_quality = "FAST"
        cycles.denoising_prefilter = "FAST"
        cycles.denoising_input_passes = "RGB_ALBEDO_NORMAL"
        cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = 2, 1, 1
        cycles.transmission_bounces, cycles.transparent_max_bounces = 0, 2
        cycles.caustics_reflective = cycles.caustics_refractive = False
        cycles.use_light_tree = False
        cycles.use_fast_gi = True
        self.scene.view_settings.view_transform = "AgX"
        self.scene.view_settings.look = "AgX - Medium High Contrast"

    def set(self, shot: Shot, frame: int) -> tuple[CameraState, float, dict[str, tuple[float, float, float]]]:
        """Put the scene to a frame; returns the camera, the scene time and the figures' chest points."""
        self.scene.view_settings.exposure = EXPOSURE + shot.brighter
        u = frame / (FRAMES - 1)
        t = shot.time(u) if shot.time else frame / FPS
        live(self.place, t)
        cast = shot.cast(t)
        chests = {}
        for name, person in self.people.items():
            person.show(name in cast)
            if name in cast:
                p = cast[name]
                chests[name] = person.pose(p.angles, p.at, p.heading, p.lift)
        state = shot.camera(u)
        self._lens(state)
        self.camera.location = state.position
        self.camera.rotation_quaternion = state.rotation
        return state, t, chests

    def _lens(self, state: CameraState) -> None:
        lens = self.camera.data
        lens.sensor_fit, lens.sensor_width = "HORIZONTAL", SENSOR_WIDTH_MM
        lens.clip_start, lens.clip_end = 0.05, 600.0
        lens.type = "PANO" if state.lens == "fisheye" else "PERSP"
        if state.lens == "fisheye":
            lens.panorama_type = "FISHEYE_EQUISOLID"
            lens.fisheye_lens = state.focal_mm
            lens.fisheye_fov = float(np.radians(230.0))
        else:
            lens.lens = state.focal_mm
        lens.dof.use_dof = state.f_stop is not None
        if state.f_stop is not None and state.focus_m is not None:
            lens.dof.focus_distance = state.focus_m
            lens.dof.aperture_fstop = state.f_stop

    def moving_points(self) -> np.ndarray:
        """Points of all that moves in the scene as it is set now, shadows included."""
        parts = [
            self.place.streams,
            *self.place.clumps,
            *(p.thing for p in self.people.values() if not p.thing.hide_render),
        ]
        bpy.context.view_layer.update()
        found = []
        for thing in parts:
            local = np.empty(len(thing.data.vertices) * 3, dtype=np.float32)
            thing.data.vertices.foreach_get("co", local)
            matrix = np.asarray(thing.matrix_world)
            found.append(local.reshape(-1, 3)[::7] @ matrix[:3, :3].T + matrix[:3, 3])
        towards_sun = np.asarray(bpy.data.objects["sun"].matrix_world)[:3, 2]
        return still.with_shadows(np.concatenate(found), towards_sun)

    def moving_area(self, shot: Shot, rest: still.Rest) -> tuple[float, float, float, float] | None:
        """The part of the picture in which anything moves during a rest of the camera; None: too much of it."""
        seen = []
        for frame in {*range(rest.first, rest.last + 1, 6), rest.last}:
            state, _, _ = self.set(shot, frame)
            points = still.project(self.moving_points(), state, WIDTH / HEIGHT)
            inside = ~np.isnan(points).any(axis=1) & (np.abs(points - 0.5) < 0.6).all(axis=1)
            seen.append(points[inside])
        return still.box(np.concatenate(seen))

    def render_part(
        self, shot: Shot, frame: int, path: Path, samples: int, plate: Path, area: tuple[float, float, float, float]
    ) -> None:
        """Render only ``area`` of a frame, over the finished ``plate``."""
        render = self.scene.render
        render.use_border, render.use_crop_to_border = True, False
        render.border_min_x, render.border_max_x, render.border_min_y, render.border_max_y = area
        part = path.with_name(f".part.{path.stem}.png")
        self.render(shot, frame, part, samples)
        render.use_border = False
        still.paste(plate, part, area, part)
        part.replace(path)

    def render(self, shot: Shot, frame: int, path: Path, samples: int) -> None:
        """Render one frame to a PNG, written whole or not at all."""
        self.set(shot, frame)
        self.scene.cycles.samples = samples
        part = path.with_name(f".{path.stem}.{os.getpid()}.png")
        self.scene.render.filepath = str(part)
        bpy.ops.render.render(write_still=True)
        part.replace(path)


def claim(path: Path) -> bool:
    """Take a frame for this worker (a lock file with its process id); False if it is done or another works on it."""
    if path.exists():
        return False
    lock = path.with_suffix(".lock")
    if lock.exists() and not _alive(lock):
        lock.unlink(missing_ok=True)
    try:
        with lock.open("x", encoding="ascii") as held:
            held.write(str(os.getpid()))
    except FileExistsError:
        return False
    if path.exists():
        lock.unlink()
        return False
    return True


def _alive(lock: Path) -> bool:
    text = lock.read_text(encoding="ascii")
    if not text:
        return True
    try:
        os.kill(int(text), 0)
    except ProcessLookupError:
        return False
    return True
