"""What a person does to answers and texts, each as one operation on the project."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from chai_desktop.errors import ChaiError
from chai_desktop.spec.points import Point
from chai_desktop.spec.specification import Specification
from chai_desktop.store.project import Project
from chai_desktop.ui.annotate.annotate_view import AnnotateView
from chai_desktop.ui.annotate.clip_writer import ClipWriter
from chai_desktop.ui.annotate.session import Session
from chai_desktop.ui.annotate.submission import submit
from chai_desktop.ui.annotate.unsaved import Place


class Deeds(QObject):
    """A deed belongs to the clip and aspect that the caption room says it shows, not to the one asked for last."""

    submitted = Signal(object, object)  # Session, Aspect

    def __init__(
        self,
        view: AnnotateView,
        spec: Specification,
        writer: ClipWriter,
        session: Callable[[], Session | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._spec = spec
        self._writer = writer
        self._session = session
        captions = view.captions
        view.checklist.answered.connect(self.answer)
        captions.submit_wanted.connect(self._submit)
        captions.rated.connect(self._rate)
        captions.points_changed.connect(self._save_points)
        captions.free_text_changed.connect(self._save_free_text)
        captions.post_edited.connect(self._save_edit)
        captions.typing.connect(self._keep_typing)

    @property
    def _place(self) -> Place:
        return self._view.captions.shown

    @Slot(dict, object)
    def answer(self, answers: dict[str, Any], via: str | dict[str, str]) -> None:
        session = self._session()
        if session is not None:
            clip_id = session.clip.id
            self._writer.write((clip_id, self._place[1]), lambda project: project.set_answers(clip_id, answers, via))

    @Slot(int)
    def _rate(self, score: int) -> None:
        place = self._place
        self._writer.write(place, lambda project: project.rate(_pre_caption_id(project, place), score))

    @Slot(object)
    def _save_points(self, points: tuple[Point, ...]) -> None:
        place = self._place

        def save(project: Project) -> None:
            critique = project.work(*place).critique
            free_text = critique.free_text if critique else ""
            project.save_critique(_pre_caption_id(project, place), points, free_text)

        self._writer.write(place, save)

    @Slot(str)
    def _save_free_text(self, text: str) -> None:
        place = self._place

        def save(project: Project) -> None:
            critique = project.work(*place).critique
            points = critique.points if critique else ()
            project.save_critique(_pre_caption_id(project, place), points, text)

        self._writer.write(place, save, typed=("critique", text))

    @Slot(str)
    def _save_edit(self, text: str) -> None:
        place = self._place

        def save(project: Project) -> None:
            critique = project.work(*place).critique
            pre_id = _pre_caption_id(project, place)
            project.add_post_caption(pre_id, text, "edit", critique_id=critique.id if critique else None)

        self._writer.write(place, save, typed=("post", text))

    @Slot(str, object)
    def _keep_typing(self, field: str, value: object) -> None:
        place = self._place
        if place[0]:
            self._writer.keep_typing(place, field, value)

    @Slot()
    def _submit(self) -> None:
        self._view.checklist.flush()
        clip_id, aspect = self._place
        self._writer.write(
            (clip_id, aspect),
            lambda project: submit(project, self._spec, clip_id, aspect),
            lambda session: self.submitted.emit(session, aspect),
        )


def _pre_caption_id(project: Project, place: Place) -> str:
    pre = project.work(*place).pre_caption
    if pre is None:
        raise ChaiError("There is no draft to judge yet.", "Draft first.")
    return pre.id
