"""The real window, asked and answered."""

from __future__ import annotations

import pytest

from chai_desktop.spec.aspects import Aspect
from tests.models.conftest import tiny_qwen3_vl  # noqa: F401 - fixtures
from tests.models.gguf.conftest import smollm2, tiny_gguf  # noqa: F401


class Asked:
    """Reads and changes the open project as another part of the window would."""

    def __init__(self, qtbot, bench):
        self._qtbot = qtbot
        self._bench = bench

    def ask(self, operation):
        found = []
        self._bench.desk.thread_of_project.call(operation, found.append)
        self._qtbot.waitUntil(lambda: bool(found), timeout=10000)
        return found[0]

    def work(self, aspect=Aspect.CAMERA):
        clip_id = self._bench.annotate.annotator.clip_id
        return self.ask(lambda project: project.work(clip_id, aspect))

    def answer(self, **answers):
        clip_id = self._bench.annotate.annotator.clip_id
        self.ask(lambda project: project.set_answers(clip_id, answers))

    def draft(self, text: str) -> None:
        """A draft of the camera that stands on the screen."""
        clip_id = self._bench.annotate.annotator.clip_id
        self.ask(lambda p: p.add_pre_caption(clip_id, Aspect.CAMERA, text, "import"))
        self._bench.annotate.read_anew()
        pane = self._bench.annotate.annotator.view.captions.pre_pane
        self._qtbot.waitUntil(lambda: pane.text.text() == text)


@pytest.fixture
def asked(qtbot):
    return lambda bench: Asked(qtbot, bench)
