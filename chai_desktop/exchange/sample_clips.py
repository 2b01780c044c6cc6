"""The sample clips that come with the program: footage, gold, and true camera paths."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from chai_desktop.exchange.camera_path import CameraPath, read_camera_path
from chai_desktop.exchange.gold import Gold, read_gold


@dataclass(frozen=True)
class SampleClip:
    """``path`` is the footage, ``camera_file`` its camera path (None where it has none)."""

    name: str
    path: Path
    gold: Gold
    camera_file: Path | None

    @property
    def title(self) -> str:
        return self.gold.title

    def camera_path(self) -> CameraPath | None:
        return None if self.camera_file is None else read_camera_path(self.camera_file)


def sample_folder() -> Path:
    return Path(str(files("chai_desktop"))) / "resources" / "sample"


def sample_clips(folder: Path | None = None) -> list[SampleClip]:
    """All clips that have both footage and gold, by name. Raises ChaiError where a gold file does not fit."""
    folder = folder or sample_folder()
    found = sorted((folder / "clips").glob("*.mp4"))
    return [_sample(folder, footage) for footage in found if _gold_file(folder, footage).exists()]


def _gold_file(folder: Path, footage: Path) -> Path:
    return folder / "gold" / f"{footage.stem}.yaml"


def _sample(folder: Path, footage: Path) -> SampleClip:
    camera_file = footage.with_suffix(".camera.json")
    return SampleClip(
        name=footage.stem,
        path=footage,
        gold=read_gold(_gold_file(folder, footage)),
        camera_file=camera_file if camera_file.exists() else None,
    )
