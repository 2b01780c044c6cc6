"""Connects the timeline with the player, the clip on show, its critique, and what is measured of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from chai_desktop.media.analysis.cached_files import Measure
from chai_desktop.media.media_cache import MediaCache
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.specification import Specification
from chai_desktop.ui.notices.notice import Level, Notice
from chai_desktop.ui.timeline.timeline_files import TimelineFiles
from chai_desktop.ui.timeline.timeline_marks import point_marks, state_marks
from chai_desktop.ui.timeline.timeline_model import TimeScale
from chai_desktop.ui.timeline.timeline_view import TimelineView
from chai_desktop.workers.analysis.clip_analysis import ClipAnalysis, ClipToMeasure

if TYPE_CHECKING:
    from chai_desktop.ui.annotate.annotator import Annotator
    from chai_desktop.ui.annotate.session import Session


class TimelineDesk(QObject):
    def __init__(self, view: TimelineView, annotator: Annotator, spec: Specification, analysis: ClipAnalysis) -> None:
        super().__init__(annotator)
        self._view = view
        self._annotator = annotator
        self._spec = spec
        self._analysis = analysis
        self._files = TimelineFiles(self)
        self._cache: MediaCache | None = None
        self._session: Session | None = None
        self._proxy: Path | None = None
        self._point_after: tuple[Aspect, int] | None = None  # to be chosen when its aspect is on show
        self._connect()

    def use_cache(self, cache: MediaCache) -> None:
        """Where the open project keeps what was measured."""
        self._cache = cache
        self._measure()

    def finish(self) -> None:
        """The room is taken down: nothing that still arrives is for this desk."""
        self._annotator.session_read.disconnect(self.follow)
        self._analysis.measured.disconnect(self._measured)
        self._session = None
        self._analysis.leave()
        self._files.finish()

    # --- the clip ---------------------------------------------------------------------------------------

    @Slot(object)
    def follow(self, session: Session) -> None:
        """What is on show was read anew."""
        is_other = self._session is None or self._session.clip.id != session.clip.id
        self._session = session
        if is_other:
            self._view.forget()
            self._proxy = None
            facts = session.clip.facts
            self._files.follow(facts.first_frame, facts.last_frame)
            self._measure()
        points = {aspect: work.critique.points for aspect, work in session.works.items() if work.critique is not None}
        self._view.change(
            states=state_marks(self._spec, session.answers),
            points=point_marks(points),
            aspect=self._annotator.aspect,
            point=self._annotator.view.captions.desk.current,
        )
        if self._point_after is not None and self._point_after[0] is self._annotator.aspect:
            number, self._point_after = self._point_after[1], None
            self._choose_point(self._annotator.aspect, number)

    @Slot()
    def _opened(self) -> None:
        index = self._annotator.view.player.index
        self._view.show_scale(TimeScale.of(index) if index is not None else None)
        self._help_player()

    @Slot(str)
    def _left(self, _clip_id: str) -> None:
        self._session = None
        self._view.forget()
        self._analysis.leave()

    # --- what is measured -------------------------------------------------------------------------------

    def _measure(self) -> None:
        if self._session is not None and self._cache is not None:
            facts = self._session.clip.facts
            clip = ClipToMeasure(Path(facts.path), facts.content_hash, facts.first_frame, facts.last_frame)
            self._analysis.follow(clip, self._cache)

    @Slot(str, str, object)
    def _measured(self, content_hash: str, measure: str, path: Path) -> None:
        if self._session is not None and self._session.clip.facts.content_hash == content_hash:
            if measure == Measure.PROXY:
                self._proxy = path
                self._help_player()
            self._files.read(Measure(measure), path)

    @Slot(str, str)
    def _not_measured(self, content_hash: str, sentence: str) -> None:
        if self._session is not None and self._session.clip.facts.content_hash == content_hash:
            self._annotator.said.emit(Notice(sentence, level=Level.WARNING))

    # --- what a person does -----------------------------------------------------------------------------

    def _connect(self) -> None:
        view, annotator = self._view, self._annotator
        player, captions = annotator.view.player, annotator.view.captions
        annotator.session_read.connect(self.follow)
        annotator.clip_left.connect(self._left)
        player.opened.connect(self._opened)
        player.frame_shown.connect(view.show_frame)
        player.state_changed.connect(view.show_state)
        view.frame_wanted.connect(player.seek_frame)
        view.in_wanted.connect(player.set_in)
        view.out_wanted.connect(player.set_out)
        view.point_chosen.connect(self._choose_point)
        view.point_played.connect(player.play_range)
        view.point_moved.connect(captions.desk.set_frames)
        captions.desk.point_shown.connect(self._show_point)
        self._files.loaded.connect(self._show_fields)
        self._analysis.measured.connect(self._measured)
        self._analysis.failed.connect(self._not_measured)

    @Slot(dict)
    def _show_fields(self, fields: dict[str, object]) -> None:
        self._view.change(**fields)
        self._help_player()

    def _help_player(self) -> None:
        """Give the player the small copy that was made for it; it forgets that with each clip that it opens."""
        if self._view.contents.scale is not None and self._proxy is not None:
            self._annotator.view.player.use_proxy(self._proxy)

    @Slot(object, int)
    def _choose_point(self, aspect: Aspect, number: int) -> None:
        if aspect is self._annotator.aspect:
            self._annotator.view.captions.desk.look_at(number)
        else:
            self._point_after = (aspect, number)
            self._annotator.show_aspect(aspect)

    @Slot(object)
    def _show_point(self, number: int | None) -> None:
        self._view.change(point=number)
