"""The files of a model: its own, in one piece or several, and the one that holds its eyes (mmproj), if it has any."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from chai_desktop.errors import EngineError
from chai_desktop.media.content_hash import content_hash
from chai_desktop.models.catalog.found_model import FoundModel, ModelForm
from chai_desktop.models.catalog.gguf_head import read_gguf_head
from chai_desktop.models.catalog.gguf_models import SEEING, gguf_models

_PROJECTOR = "qwen3vl_merger"
_OTHER_EYES = "Choose the mmproj file that came with this model, or none."


@dataclass(frozen=True)
class ModelPair:
    """``files``: all pieces of the model, the first one first. ``eyes`` None: it works with text alone."""

    files: tuple[Path, ...]
    eyes: Path | None

    def hash(self) -> str:
        """SHA-256 of the model's file; of the hashes of all files where there are several, the eyes' among them."""
        hashes = [content_hash(path) for path in (*self.files, *([self.eyes] if self.eyes else []))]
        return hashes[0] if len(hashes) == 1 else hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def find_pair(path: Path, eyes: str | None) -> ModelPair:
    """Look at the files before native code reads them. EngineError, naming the file, where one is of no use.

    ``eyes``: their file; '' for none; None to take the one that lies beside the model, if any.
    """
    near = {each for each in path.parent.glob("*.gguf") if "mmproj" in each.name.lower() or _is_piece(each, path)}
    model = next(each for each in gguf_models(sorted(near | {path})) if path in each.files or path == each.path)
    if model.problem:
        raise EngineError(model.problem, "Copy or download it again, or choose another file.")
    if model.form is ModelForm.EYES:
        raise EngineError(
            f"{path.name} is the part of a model that sees (mmproj), not a model.",
            "Choose the model's own file; its eyes are found beside it.",
        )
    if eyes is None:
        return ModelPair(model.files, model.eyes)
    return ModelPair(model.files, _named(Path(eyes), model) if eyes else None)


def _named(eyes: Path, model: FoundModel) -> Path:
    """The eyes that a person named, if they are the model's."""
    head = read_gguf_head(eyes)
    if head.text("general.architecture") != "clip":
        raise EngineError(f"{eyes.name} is no mmproj file: it holds another kind of model.", _OTHER_EYES)
    if model.architecture not in SEEING:
        raise EngineError(
            f"{model.path.name} cannot see: of models in GGUF files, video is shown to Qwen3-VL only.",
            "Choose a Qwen3-VL model, or no mmproj file.",
        )
    projector = head.text("clip.projector_type") or head.text("clip.vision.projector_type")
    width = head.number("clip.vision.projection_dim")
    if projector != _PROJECTOR or (width and width != model.width):
        raise EngineError(f"{eyes.name} belongs to another model than {model.path.name}.", _OTHER_EYES)
    return eyes


def _is_piece(path: Path, first: Path) -> bool:
    """Whether it may be another piece of the same model; which ones are is told by the catalogue."""
    stem, _mark, _rest = first.name.rpartition("-of-")
    return bool(stem) and path.name.startswith(stem[: -len("00001")])
