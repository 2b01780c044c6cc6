"""Shows on demand what wrote a text, and the exact prompt that it was given."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Slot

from chai_desktop.errors import ChaiError
from chai_desktop.store.project import Project
from chai_desktop.store.records import Caption, Work
from chai_desktop.ui.annotate.annotate_view import AnnotateView
from chai_desktop.ui.annotate.clip_writer import ClipWriter
from chai_desktop.ui.annotate.session import Session
from chai_desktop.ui.provenance.provenance_dialog import ProvenanceDialog
from chai_desktop.ui.provenance.provenance_model import Origin, origin_of
from chai_desktop.workers.project_thread import ProjectThread


class ProvenanceDesk(QObject):
    def __init__(
        self,
        view: AnnotateView,
        project: ProjectThread,
        writer: ClipWriter,
        session: Callable[[], Session | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._project = project
        self._writer = writer
        self._session = session
        self.dialog: ProvenanceDialog | None = None  # made when it is first asked for
        view.captions.pre_pane.origin.clicked.connect(self.show_pre)
        view.captions.post_pane.origin.clicked.connect(self.show_post)

    @Slot()
    def show_pre(self) -> None:
        """Of the pre-caption on show."""
        work = self._work()
        self.show_captions([] if work is None else [work.pre_caption])

    @Slot()
    def show_post(self) -> None:
        """Of the post-caption on show."""
        work = self._work()
        self.show_captions([] if work is None else [work.post_caption])

    def show_captions(self, captions: Sequence[Caption | None]) -> None:
        """Of these texts, one below the other; None stands for one that is not there."""
        there = [caption for caption in captions if caption is not None]
        if not there:
            self._writer.complain(ChaiError("There is no text yet.", "Draft or revise first."))
            return

        def read(project: Project) -> list[Origin]:
            return [origin_of(caption, project.prompt_of(caption.id)) for caption in there]

        self._project.call(read, self._show, self._writer.complain)

    def _show(self, origins: list[Origin]) -> None:
        if self.dialog is None:
            self.dialog = ProvenanceDialog(self._view)
        self.dialog.show_origins(origins)

    def _work(self) -> Work | None:
        session = self._session()
        clip_id, aspect = self._view.captions.shown
        return session.works[aspect] if session is not None and session.clip.id == clip_id else None
