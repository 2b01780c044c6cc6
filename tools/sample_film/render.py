"""Render frames with Cycles: one PNG per frame, frames that exist are skipped, several workers can share a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import bpy
import numpy as np

from sample_film.camera import SENSOR_WIDTH_MM, CameraState
from sample_film.scene import figures
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
        self.people = {"woman": figures.woman(), "man": figures.man(), "child": figures.child()}
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

    def render(self, shot: Shot, frame: int, path: Path, samples: int) -> None:
        """Render one frame to a PNG, written whole or not at all."""
        self.set(shot, frame)
        self.scene.cycles.samples = samples
        part = path.with_name(f".{path.stem}.{os.getpid()}.png")
        self.scene.render.filepath = str(part)
        bpy.ops.render.render(write_still=True)
        part.replace(path)


def claim(path: Path) -> bool:
    """Take a frame for this worker (a lock file with its process id beside it); False if it is done or another works on it."""
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
