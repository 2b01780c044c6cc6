"""Materials by name: a texture, its size on the wall in metres, a tint, roughness and bump."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import bpy
import numpy as np

from sample_film.scene.textures import TEXTURES

Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Finish:
    """What a surface is made of. ``metres``: how far one repeat of the texture reaches; ``bump``: relief in metres."""

    texture: str | None
    tint: Colour
    metres: float = 2.0
    roughness: float = 0.9
    bump: float = 0.0
    metallic: float = 0.0
    specular: float = 0.25
    glow: float = 0.0


FINISHES: dict[str, Finish] = {
    "cobbles": Finish("cobbles", (1.0, 0.97, 0.93), 2.6, 0.75, 0.03),
    "flags": Finish("flags", (1, 1, 1), 3.2, 0.8, 0.012),
    "ashlar": Finish("ashlar", (1, 1, 1), 2.4, 0.9, 0.02),
    "stone": Finish("speckle", (0.66, 0.61, 0.53), 1.1, 0.85, 0.012),
    "dark_stone": Finish("speckle", (0.42, 0.40, 0.37), 0.9, 0.85, 0.012),
    "brick": Finish("brick", (1, 1, 1), 1.9, 0.9, 0.014),
    "brick_pale": Finish("brick", (1.15, 1.22, 1.12), 1.9, 0.9, 0.014),
    "plaster_ochre": Finish("plaster", (0.95, 0.66, 0.30), 3.0, 0.95, 0.012),
    "plaster_cream": Finish("plaster", (0.98, 0.89, 0.70), 3.0, 0.95, 0.012),
    "plaster_rose": Finish("plaster", (0.90, 0.55, 0.45), 3.0, 0.95, 0.012),
    "plaster_blue": Finish("plaster", (0.52, 0.66, 0.72), 3.0, 0.95, 0.012),
    "plaster_sage": Finish("plaster", (0.66, 0.72, 0.52), 3.0, 0.95, 0.012),
    "plaster_white": Finish("plaster", (0.98, 0.96, 0.92), 3.0, 0.95, 0.012),
    "tiles": Finish("tiles", (1, 1, 1), 4.0, 0.85, 0.004),
    "tiles_dark": Finish("tiles", (0.72, 0.66, 0.66), 4.0, 0.85, 0.004),
    "wood": Finish("wood", (0.46, 0.30, 0.18), 0.7, 0.7, 0.006),
    "wood_pale": Finish("wood", (0.72, 0.54, 0.34), 0.7, 0.7, 0.006),
    "paint_green": Finish("wood", (0.10, 0.30, 0.20), 0.7, 0.5, 0.004),
    "paint_blue": Finish("wood", (0.16, 0.32, 0.46), 0.7, 0.5, 0.004),
    "paint_red": Finish("wood", (0.50, 0.11, 0.08), 0.7, 0.5, 0.004),
    "paint_brown": Finish("wood", (0.30, 0.18, 0.10), 0.7, 0.5, 0.004),
    "paint_white": Finish("wood", (0.92, 0.90, 0.84), 0.7, 0.5, 0.003),
    "iron": Finish("speckle", (0.05, 0.055, 0.06), 0.4, 0.4, 0.0, 0.3, 0.5),
    "chrome": Finish(None, (0.7, 0.7, 0.7), 1, 0.25, 0.0, 1.0, 0.5),
    "bike_red": Finish(None, (0.55, 0.04, 0.03), 1, 0.3, 0.0, 0.0, 0.5),
    "rubber": Finish(None, (0.03, 0.03, 0.03), 1, 0.8),
    "glass": Finish("speckle", (0.07, 0.09, 0.11), 1.5, 0.08, 0.0, 0.0, 0.7),
    "glass_warm": Finish("speckle", (0.55, 0.33, 0.13), 1.5, 0.15, 0.0, 0.0, 0.6, 0.25),
    "lamp_glass": Finish(None, (1.0, 0.86, 0.55), 1, 0.3, 0.0, 0.0, 0.5, 0.9),
    "curtain": Finish("cloth", (0.85, 0.82, 0.74), 0.6, 0.9),
    "stripes": Finish("stripes", (1, 1, 1), 1.2, 0.9, 0.0),
    "terracotta": Finish("speckle", (0.66, 0.33, 0.20), 0.6, 0.85, 0.004),
    "soil": Finish("speckle", (0.16, 0.11, 0.07), 0.4, 1.0, 0.02),
    "bark": Finish("bark", (1, 1, 1), 0.8, 0.95, 0.05),
    "leaf_a": Finish("speckle", (0.18, 0.34, 0.07), 0.5, 0.6),
    "leaf_b": Finish("speckle", (0.30, 0.44, 0.10), 0.5, 0.6),
    "leaf_c": Finish("speckle", (0.48, 0.52, 0.13), 0.5, 0.6),
    "ivy": Finish("speckle", (0.12, 0.26, 0.06), 0.5, 0.5),
    "petal_red": Finish(None, (0.75, 0.05, 0.07), 1, 0.6),
    "petal_pink": Finish(None, (0.85, 0.30, 0.45), 1, 0.6),
    "petal_white": Finish(None, (0.9, 0.88, 0.8), 1, 0.6),
    "petal_yellow": Finish(None, (0.95, 0.66, 0.08), 1, 0.6),
    "orange": Finish("speckle", (1.0, 0.34, 0.0), 0.12, 0.5, 0.001),
    "lemon": Finish("speckle", (1.0, 0.80, 0.08), 0.12, 0.5, 0.001),
    "apple": Finish("speckle", (0.60, 0.08, 0.05), 0.12, 0.35),
    "water": Finish(None, (0.06, 0.16, 0.17), 1.4, 0.04, 0.0, 0.0, 0.8),
    "stream": Finish(None, (0.85, 0.92, 0.95), 1, 0.15, 0.0, 0.0, 0.8, 0.12),
    "hill": Finish("speckle", (0.33, 0.42, 0.40), 22.0, 1.0),
    "hill_far": Finish("speckle", (0.50, 0.58, 0.66), 40.0, 1.0),
    "slate": Finish("speckle", (0.30, 0.38, 0.46), 3.0, 0.7, 0.004),
    "ceramic": Finish(None, (0.9, 0.89, 0.86), 1, 0.2, 0.0, 0.0, 0.5),
    "coffee": Finish(None, (0.10, 0.05, 0.02), 1, 0.2),
    "gold": Finish(None, (0.85, 0.55, 0.15), 1, 0.3, 0.9),
    "bird": Finish("speckle", (0.35, 0.37, 0.42), 0.1, 0.7),
    # clothes and skin of the figures
    "skin_light": Finish("speckle", (1.0, 0.66, 0.50), 0.5, 0.55, 0.0, 0.0, 0.3),
    "skin_tan": Finish("speckle", (0.88, 0.54, 0.38), 0.5, 0.55, 0.0, 0.0, 0.3),
    "lips": Finish(None, (0.70, 0.30, 0.25), 1, 0.45),
    "eye_white": Finish(None, (0.85, 0.83, 0.80), 1, 0.2, 0.0, 0.0, 0.5),
    "eye_dark": Finish(None, (0.05, 0.035, 0.03), 1, 0.1, 0.0, 0.0, 0.6),
    "hair_brown": Finish("bark", (0.95, 0.55, 0.33), 0.22, 0.5, 0.02),
    "hair_grey": Finish("cloth", (0.36, 0.34, 0.32), 0.06, 0.9, 0.01),
    "hair_blond": Finish("cloth", (0.80, 0.58, 0.26), 0.08, 0.9, 0.008),
    "coat_red": Finish("cloth", (0.66, 0.055, 0.05), 0.5, 0.85, 0.006),
    "scarf_cream": Finish("cloth", (0.92, 0.84, 0.66), 0.25, 0.9, 0.01),
    "trousers_dark": Finish("cloth", (0.09, 0.09, 0.12), 0.5, 0.9, 0.006),
    "trousers_beige": Finish("cloth", (0.60, 0.50, 0.36), 0.5, 0.9, 0.006),
    "jeans": Finish("cloth", (0.16, 0.24, 0.40), 0.5, 0.9, 0.006),
    "jacket_blue": Finish("cloth", (0.08, 0.18, 0.44), 0.5, 0.8, 0.006),
    "shirt_white": Finish("cloth", (0.92, 0.91, 0.88), 0.4, 0.9, 0.004),
    "hat_tweed": Finish("cloth", (0.40, 0.36, 0.29), 0.2, 0.95, 0.008),
    "raincoat_yellow": Finish("cloth", (0.98, 0.68, 0.03), 0.5, 0.4, 0.004, 0.0, 0.5),
    "boots_navy": Finish(None, (0.05, 0.09, 0.20), 1, 0.35, 0.0, 0.0, 0.5),
    "pack_green": Finish("cloth", (0.12, 0.38, 0.28), 0.3, 0.8, 0.006),
    "leather_brown": Finish("speckle", (0.30, 0.16, 0.08), 0.3, 0.5, 0.003, 0.0, 0.4),
    "leather_black": Finish("speckle", (0.05, 0.045, 0.045), 0.3, 0.4, 0.0, 0.0, 0.4),
}

MATT = 0.7
_IMAGES: dict[str, tuple[Any, Any]] = {}


def _image(name: str, pixels: np.ndarray, data: bool) -> Any:
    n = pixels.shape[0]
    image = bpy.data.images.new(name, n, n, alpha=False, float_buffer=False, is_data=data)
    flat = np.ones((n, n, 4), dtype=np.float32)
    flat[..., :3] = pixels if pixels.ndim == 3 else pixels[..., None]
    image.pixels.foreach_set(flat.ravel())
    image.update()
    image.pack()
    return image


def _images(texture: str) -> tuple[Any, Any]:
    if texture not in _IMAGES:
        colour, height = TEXTURES[texture]()
        _IMAGES[texture] = (
            _image(f"{texture}.colour", colour, False),
            _image(f"{texture}.height", np.clip(height, 0, 1), True),
        )
    return _IMAGES[texture]


def _texture_nodes(tree: Any, finish: Finish, shader: Any) -> None:
    colour, height = _images(str(finish.texture))
    uv = tree.nodes.new("ShaderNodeUVMap")
    scale = tree.nodes.new("ShaderNodeVectorMath")
    scale.operation = "SCALE"
    scale.inputs["Scale"].default_value = 1.0 / finish.metres
    tree.links.new(uv.outputs[0], scale.inputs[0])
    picture = tree.nodes.new("ShaderNodeTexImage")
    picture.image = colour
    tree.links.new(scale.outputs[0], picture.inputs[0])
    tint = tree.nodes.new("ShaderNodeMix")
    tint.data_type = "RGBA"
    tint.blend_type = "MULTIPLY"
    tint.inputs["Factor"].default_value = 1.0
    tint.inputs["B"].default_value = (*finish.tint, 1.0)
    tree.links.new(picture.outputs[0], tint.inputs["A"])
    tree.links.new(tint.outputs["Result"], shader.inputs[0])
    if finish.bump:
        relief = tree.nodes.new("ShaderNodeTexImage")
        relief.image = height
        tree.links.new(scale.outputs[0], relief.inputs[0])
        bump = tree.nodes.new("ShaderNodeBump")
        bump.inputs["Strength"].default_value = 1.0
        bump.inputs["Distance"].default_value = finish.bump
        tree.links.new(relief.outputs[0], bump.inputs["Height"])
        tree.links.new(bump.outputs[0], shader.inputs["Normal"])


def _water_nodes(tree: Any, shader: Any) -> None:
    """Ripples by moving noise; the value node named ``time`` carries scene seconds."""
    time = tree.nodes.new("ShaderNodeValue")
    time.name = "time"
    where = tree.nodes.new("ShaderNodeTexCoord")
    ripple = tree.nodes.new("ShaderNodeTexNoise")
    ripple.noise_dimensions = "4D"
    ripple.inputs["Scale"].default_value = 5.0
    ripple.inputs["Detail"].default_value = 1.5
    bump = tree.nodes.new("ShaderNodeBump")
    bump.inputs["Distance"].default_value = 0.10
    tree.links.new(where.outputs["Object"], ripple.inputs["Vector"])
    tree.links.new(time.outputs[0], ripple.inputs["W"])
    tree.links.new(ripple.outputs[0], bump.inputs["Height"])
    tree.links.new(bump.outputs[0], shader.inputs["Normal"])


def _matt(tree: Any, shader: Any) -> Any:
    """Replace the principled shader by a plain diffuse one: a third of the cost, and no second lobe to be noisy."""
    plain = tree.nodes.new("ShaderNodeBsdfDiffuse")
    output = next(node for node in tree.nodes if node.type == "OUTPUT_MATERIAL")
    tree.links.new(plain.outputs[0], output.inputs["Surface"])
    tree.nodes.remove(shader)
    return plain


def material(name: str) -> Any:
    """The Blender material of a finish, made on first use. KeyError for an unknown finish."""
    known = bpy.data.materials.get(name)
    if known is not None:
        return known
    finish = FINISHES[name]
    made = bpy.data.materials.new(name)
    made.use_nodes = True
    tree = made.node_tree
    shader = next(node for node in tree.nodes if node.type == "BSDF_PRINCIPLED")
    if finish.roughness >= MATT and not finish.glow:
        shader = _matt(tree, shader)
        shader.inputs["Color"].default_value = (*finish.tint, 1.0)
        if finish.texture:
            _texture_nodes(tree, finish, shader)
        return made
    shader.inputs["Base Color"].default_value = (*finish.tint, 1.0)
    shader.inputs["Roughness"].default_value = finish.roughness
    shader.inputs["Metallic"].default_value = finish.metallic
    shader.inputs["Specular IOR Level"].default_value = finish.specular
    if finish.glow:
        shader.inputs["Emission Color"].default_value = (*finish.tint, 1.0)
        shader.inputs["Emission Strength"].default_value = finish.glow
    if finish.texture:
        _texture_nodes(tree, finish, shader)
    if name == "water":
        _water_nodes(tree, shader)
    made.cycles.emission_sampling = "NONE"
    return made
