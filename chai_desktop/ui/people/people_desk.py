"""Who works on the open project: the default name, the dialog, and what is told to the rest of the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from chai_desktop.errors import ChaiError
from chai_desktop.ui.notices.notice import Level, Notice, WayOut
from chai_desktop.workers.project_thread import ProjectThread

if TYPE_CHECKING:
    from chai_desktop.store.project import Project
    from chai_desktop.ui.people.people_dialog import PeopleDialog
    from chai_desktop.ui.people.people_model import PeopleState


class PeopleDesk(QObject):
    """Reads and changes the people of the project that ``thread`` gives, if one is open."""

    said = Signal(object)  # Notice
    works_now = Signal(str)  # name of the person at this computer
    changed = Signal()  # somebody else works now, or a profile is another

    def __init__(self, window: QWidget, thread: Callable[[], ProjectThread | None]) -> None:
        super().__init__(window)
        self._window = window
        self._thread = thread
        self.dialog: PeopleDialog | None = None

    def sit_down(self, name: str) -> None:
        """On opening: work under the name that the program knows, unless the file says who works in it."""
        self._run(lambda project: project.sit_down(name) if name else project.me(), self._refused_by_default(name))

    def follow_default(self, former: str, name: str) -> None:
        """The name in the settings is another one; who worked under the former one goes on under it."""

        def change(project: Project) -> None:
            if project.read_only or not name:
                return
            if project.me().name == former:
                project.set_me(name)
            else:
                project.sit_down(name)

        self._run(change, self._refused_by_default(name))

    def refresh(self) -> None:
        self._run(lambda project: None, self._failed)

    def open_dialog(self, ask_for: str = "") -> None:
        """``ask_for``: the name of somebody whose passphrase is to be typed first."""
        thread = self._thread()
        if thread is None:
            return
        from chai_desktop.ui.people.people_model import read_people

        thread.call(read_people, lambda state: self._open(state, ask_for), self._failed)

    def _open(self, state: PeopleState, ask_for: str) -> None:
        if self.dialog is None:
            self.dialog = self._build_dialog()
        self.dialog.show_state(state, state.me.id)
        self.dialog.open()
        wanted = next((person.id for person in state.people if person.name == ask_for), "")
        if wanted:
            self.dialog.ask_for_passphrase(wanted)

    def _build_dialog(self) -> PeopleDialog:
        from chai_desktop.store.records import Role
        from chai_desktop.ui.people.people_dialog import PeopleDialog

        dialog = PeopleDialog(self._window)
        dialog.added.connect(self._add)
        dialog.form.renamed.connect(lambda key, name: self._change(lambda p: p.change_profile(key, name=name)))
        dialog.form.role_chosen.connect(
            lambda key, role: self._change(lambda p: p.change_profile(key, role=Role(role)))
        )
        dialog.form.passphrase_chosen.connect(
            lambda key, words: self._change(lambda p: p.change_profile(key, passphrase=words))
        )
        dialog.form.work_as_wanted.connect(lambda name, words: self._change(lambda p: p.set_me(name, words)))
        return dialog

    def _add(self, name: str) -> None:
        self._change(lambda project: project.add_person(name).id, then_choose=True)

    def _change(self, operation: Callable[[Project], Any], then_choose: bool = False) -> None:
        """Do it; a refusal is said in the dialog."""

        def changed(result: Any, state: PeopleState) -> None:
            if self.dialog is not None:
                if then_choose:
                    self.dialog.forget_new_name()
                self.dialog.show_state(state, result if then_choose else "")
            self.changed.emit()

        self._run(operation, self._refused, changed)

    def _run(
        self,
        operation: Callable[[Project], Any],
        failed: Callable[[ChaiError], None],
        done: Callable[[Any, PeopleState], None] | None = None,
    ) -> None:
        thread = self._thread()
        if thread is None:
            return

        def both(project: Project) -> tuple[Any, PeopleState]:
            from chai_desktop.ui.people.people_model import read_people  # on the project's thread, which has the store

            return operation(project), read_people(project)

        def show(answer: tuple[Any, PeopleState]) -> None:
            self.works_now.emit(answer[1].me.name)
            if done is not None:
                done(*answer)

        thread.call(both, show, failed)

    def _refused(self, error: ChaiError) -> None:
        from chai_desktop.store.refusals import PassphraseNeededError

        if self.dialog is None:
            self._failed(error)
            return
        self.dialog.show_error(error)
        if isinstance(error, PassphraseNeededError):
            self.dialog.form.ask_for_passphrase()

    def _refused_by_default(self, name: str) -> Callable[[ChaiError], None]:
        def refused(error: ChaiError) -> None:
            from chai_desktop.store.refusals import PassphraseNeededError

            self.refresh()
            if not isinstance(error, PassphraseNeededError):
                self._failed(error)
                return
            ask = WayOut(f"Work as {name}...", lambda: self.open_dialog(name))
            words = f"{name} has a passphrase in this project, so somebody else works in it until it is typed."
            self.said.emit(Notice(words, "", Level.WARNING, way_out=ask))

        return refused

    def _failed(self, error: ChaiError) -> None:
        self.said.emit(Notice.of_error(error))
