"""The Models page in the window: which models there are, what a model sees, what it is asked."""

from __future__ import annotations

from chai_desktop.demo.stage import Album, settle, wait_until
from chai_desktop.ui.workbench.workbench import MODELS, Workbench


def walk_models(bench: Workbench, album: Album) -> None:
    """Looks only: which engine does what stays as it was."""
    bench.window.show_room(MODELS)
    wait_until(lambda: bench.models.desk is not None and not bench.models.jobs.active_jobs(), "the models are found")
    settle()
    album.take(bench.window, "models")
    bench.models.show_tab("What the model sees")
    album.take(bench.window, "what the model sees")
    bench.models.show_tab("Prompts")
    album.take(bench.window, "prompts")
    bench.models.show_tab("Models")
