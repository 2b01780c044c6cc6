"""Asking the person for files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from chai_desktop.ui.workbench.project_desk import project_file

_PROJECTS = "CHAI projects (*.chai)"


def ask_for_project(parent: QWidget, folder: Path) -> Path | None:
    name, _ = QFileDialog.getOpenFileName(parent, "Open a project", str(folder), f"{_PROJECTS};;All files (*)")
    return Path(name) if name else None


def ask_for_copy(parent: QWidget, title: str, folder: Path) -> Path | None:
    """Another copy of the project, or a part of it."""
    name, _ = QFileDialog.getOpenFileName(parent, title, str(folder), f"{_PROJECTS};;All files (*)")
    return Path(name) if name else None


def ask_where_to_copy(parent: QWidget, folder: Path, name: str) -> Path | None:
    chosen, _ = QFileDialog.getSaveFileName(parent, "Save a copy", str(folder / f"{name} copy.chai"), _PROJECTS)
    return project_file(chosen) if chosen else None


def ask_for_new_project(parent: QWidget, folder: Path) -> Path | None:
    name, _ = QFileDialog.getSaveFileName(parent, "New project", str(folder / "Project.chai"), _PROJECTS)
    return project_file(name) if name else None


def ask_for_clips(parent: QWidget) -> list[Path]:
    names, _ = QFileDialog.getOpenFileNames(parent, "Import video files", "", "All files (*)")
    return [Path(name) for name in names]


def ask_for_folder(parent: QWidget) -> list[Path]:
    name = QFileDialog.getExistingDirectory(parent, "Import a folder of video files")
    return [Path(name)] if name else []


def ask_where_to_look(parent: QWidget) -> Path | None:
    name = QFileDialog.getExistingDirectory(parent, "Find missing media: where may the files be?")
    return Path(name) if name else None


def ask_for_export(parent: QWidget, folder: Path, name: str) -> Path | None:
    chosen, _ = QFileDialog.getSaveFileName(
        parent, "Export triples", str(folder / f"{name}.jsonl"), "JSON Lines (*.jsonl)"
    )
    return Path(chosen) if chosen else None


def ask_for_additions(parent: QWidget, folder: Path) -> Path | None:
    name, _ = QFileDialog.getOpenFileName(
        parent, "A lab's additions to the video language", str(folder), "YAML (*.yaml *.yml);;All files (*)"
    )
    return Path(name) if name else None
