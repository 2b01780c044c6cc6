"""Asks the critic what is wrong in a draft, and lets the person take or dismiss each thing that it says."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from chai_desktop.errors import ChaiError
from chai_desktop.models.requests import EngineCritique
from chai_desktop.models.roles import EngineRole
from chai_desktop.spec.aspects import Aspect
from chai_desktop.spec.points import Point
from chai_desktop.store.project import Project
from chai_desktop.store.records import Fingerprint
from chai_desktop.ui.annotate.clip_writer import ClipWriter
from chai_desktop.ui.annotate.engine_orders import EngineOrders
from chai_desktop.ui.annotate.session import Session
from chai_desktop.ui.annotate.unsaved import Place
from chai_desktop.ui.caption.caption_room import CaptionRoom
from chai_desktop.ui.critique.proposal_model import Proposals, proposals_of
from chai_desktop.workers.engine.engine_service import name_of
from chai_desktop.workers.project_thread import ProjectThread

_Key = tuple[Place, str]  # the place and the pre-caption that the critic judged


class CriticDesk(QObject):
    """Proposals live with the window: what the person took is kept in the critique, the rest belongs to nobody."""

    def __init__(
        self,
        captions: CaptionRoom,
        orders: EngineOrders,
        project: ProjectThread,
        writer: ClipWriter,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._captions = captions
        self._orders = orders
        self._project = project
        self._writer = writer
        self._said: dict[_Key, Proposals] = {}
        pane = captions.critique_pane
        self._list = pane.proposals
        pane.critic_wanted.connect(self.ask)
        pane.cancel_wanted.connect(captions.cancel)
        self._list.taken.connect(self._take)
        self._list.dismissed.connect(self._dismiss)
        captions.shown_anew.connect(self._show)

    @Slot()
    def ask(self) -> None:
        """Have the critic judge the draft on show, by its text, the answers and, where it sees, the video."""
        if self._captions.state.cannot_ask:
            return
        self._captions.commit()
        self._orders.with_newest(self._start)

    def take_next(self) -> None:
        self._list.take_next()

    def dismiss_next(self) -> None:
        self._list.dismiss_next()

    def _start(self, session: Session, aspect: Aspect) -> None:
        request = session.critique_request(aspect)
        pre = session.works[aspect].pre_caption
        if request is None or pre is None:
            self._writer.complain(ChaiError("There is no draft to judge yet.", "Draft first."))
            return
        place, pre_id = (session.clip.id, aspect), pre.id
        critic = name_of(self._orders.engines.choice(EngineRole.CRITIC))

        def done(critique: EngineCritique) -> None:
            self._orders.desk.end(place)
            points = self._captions.state.points if self._key == (place, pre_id) else ()
            self._said[place, pre_id] = proposals_of(critique, f"the critic ({critic})", points)
            self._show()

        self._orders.desk.start(
            [place],
            "critique",
            EngineRole.CRITIC,
            f"Judge {aspect.value}",
            lambda engine, listener: engine.critique(request, listener),
            done,
        )

    @property
    def _key(self) -> _Key:
        return self._captions.shown, self._captions.state.pre_id

    @Slot()
    def _show(self) -> None:
        self._captions.show_proposals(self._said.get(self._key, Proposals()))

    @Slot(object)
    def _take(self, items: tuple[Point | str, ...]) -> None:
        key = self._key
        found = self._said.get(key)
        if found is None:
            return
        points = tuple(item for item in items if isinstance(item, Point))
        lines = [item for item in items if isinstance(item, str)]
        if lines:
            self._captions.add_to_critique("\n".join(lines))
        if points and found.fingerprint is not None:
            self._project.call(_marked(points, found.fingerprint), self._taken(key), self._writer.complain)
        self._dismiss(items)

    def _taken(self, key: _Key) -> Callable[[tuple[Point, ...]], None]:
        def add(points: tuple[Point, ...]) -> None:
            if self._key == key:
                self._captions.add_points(points)

        return add

    @Slot(object)
    def _dismiss(self, items: tuple[Point | str, ...]) -> None:
        key = self._key
        left = self._said.get(key, Proposals())
        for item in items:
            left = left.without(item)
        self._said[key] = left if items and left.items else Proposals()
        self._show()


def _marked(points: tuple[Point, ...], by: Fingerprint) -> Callable[[Project], tuple[Point, ...]]:
    """The points, each naming from now on which engine proposed it."""
    return lambda project: tuple(project.take_point(point, by) for point in points)
