"""What a person does on the Models page: searching, choosing, loading, giving roles, setting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from chai_desktop.models.catalog.finding import Found, find_models
from chai_desktop.models.catalog.found_model import FoundModel
from chai_desktop.models.choice import EngineChoice
from chai_desktop.models.registry import known_engines
from chai_desktop.models.requests import Task
from chai_desktop.models.roles import RULES as BY_RULES
from chai_desktop.models.roles import EngineRole
from chai_desktop.settings import SettingsFile
from chai_desktop.ui.models.engine_form import EngineForm
from chai_desktop.ui.models.kept_models import KeptModels, KeptServer
from chai_desktop.ui.models.model_entry import ModelEntry, adapters_of, entries
from chai_desktop.ui.models.model_words import role_holder, roles_in_words, short_state
from chai_desktop.ui.models.models_view import ModelsView
from chai_desktop.ui.models.server_form import ServerForm
from chai_desktop.workers.engine.engine_service import EngineService
from chai_desktop.workers.job_queue import JobQueue, Progress

_NEEDS = {
    EngineRole.CAPTIONER: Task.DRAFT,
    EngineRole.CRITIC: Task.CRITIQUE,
    EngineRole.REVISER: Task.REVISE,
    EngineRole.REWARD: Task.SCORE,
}


class ModelsDesk(QObject):
    """Keeps view, engines and settings together. Slow things run on ``jobs`` and on the engines' own queue."""

    failed = Signal(object)  # ChaiError
    entry_shown = Signal(object)  # ModelEntry

    def __init__(self, view: ModelsView, engines: EngineService, settings: SettingsFile, jobs: JobQueue) -> None:
        super().__init__(view)
        self.view = view
        self._engines = engines
        self._settings = settings
        self._jobs = jobs
        self._found = Found(())
        self._entries: tuple[ModelEntry, ...] = ()
        self._form: ServerForm | EngineForm | None = None
        view.search_wanted.connect(self.search)
        view.list.chosen.connect(self._show)
        view.page.load_wanted.connect(self._load)
        view.page.unload_wanted.connect(self._unload)
        view.page.roles.role_wanted.connect(self._assign)
        view.page.roles.rules_wanted.connect(lambda role: engines.assign(role, BY_RULES))
        view.folders.linkActivated.connect(self._leave_folder)
        engines.changed.connect(self._follow)
        self._fill()

    @property
    def kept(self) -> KeptModels:
        return KeptModels.from_json(self._settings.value.models)

    @property
    def entry(self) -> ModelEntry | None:
        return self.view.list.entry()

    @property
    def entries(self) -> tuple[ModelEntry, ...]:
        return self._entries

    @property
    def form(self) -> ServerForm | EngineForm | None:
        return self._form

    @property
    def server_form(self) -> ServerForm | None:
        return self._form if isinstance(self._form, ServerForm) else None

    @property
    def found(self) -> tuple[FoundModel, ...]:
        return self._found.models

    # --- finding -------------------------------------------------------------------------------------

    @Slot()
    def search(self) -> None:
        """Look through everything again."""
        folders = [Path(folder) for folder in self.kept.folders]

        def work(progress: Progress) -> Found:
            return find_models(folders, progress.cancelled)

        self._jobs.submit("Search for models", work, self._take_found)

    def add_folder(self, folder: Path) -> None:
        self._keep(self.kept.with_folder(str(folder)))
        self.search()

    def add_server(self, server: KeptServer) -> None:
        kept = self.kept
        self._keep(kept.with_server(None, server))
        self._fill(choose=f"endpoint:{len(kept.servers)}")
        if self.server_form is not None:
            self.server_form.address.setFocus()
            self.server_form.address.selectAll()

    @Slot(str)
    def _leave_folder(self, number: str) -> None:
        self._keep(self.kept.without_folder(self.kept.folders[int(number)]))
        self.search()

    def _take_found(self, found: Found) -> None:
        self._found = found
        self._fill()

    # --- the chosen one ------------------------------------------------------------------------------

    def choose(self, key: str) -> None:
        self._fill(choose=key)

    @Slot()
    def _load(self) -> None:
        if self.entry is not None:
            self._engines.load(self.entry.choice)

    @Slot()
    def _unload(self) -> None:
        if self.entry is not None:
            self._engines.unload(self.entry.choice)

    @Slot(object)
    def _assign(self, role: EngineRole) -> None:
        if self.entry is not None:
            self._engines.assign(role, self.entry.choice)

    # --- inside --------------------------------------------------------------------------------------

    def _keep(self, kept: KeptModels) -> None:
        self._settings.change(models=kept.to_json())

    def _fill(self, choose: str = "") -> None:
        """The list anew; what was chosen stays chosen."""
        current = choose or (self.entry.key if self.entry else "")
        self._entries = entries(self._found.models, self.kept, known_engines())
        self.view.list.show_entries(self._entries, self._short_state, current)
        self.view.show_ways(not any(entry.found or entry.server is not None for entry in self._entries))
        self.view.show_notes(self._found.notes, self.kept.folders)

    @Slot(object)
    def _show(self, entry: ModelEntry) -> None:
        self._form = self._form_for(entry)
        self.view.page.show_entry(entry, self._form)
        self._follow()
        self.entry_shown.emit(entry)

    def _form_for(self, entry: ModelEntry) -> ServerForm | EngineForm | None:
        if entry.server is not None:
            form = ServerForm(self.kept.servers[entry.server])
            form.changed.connect(lambda server: self._set_server(entry.key, server))
            form.removed.connect(lambda: self._remove_server(entry.key))
            return form
        if entry.found is None or not entry.can_be_loaded:
            return None
        own = self.kept.own.get(entry.key, {})
        eyes = str(entry.found.eyes) if entry.found.eyes else ""
        engine_form = EngineForm(entry.choice.engine, own, eyes, adapters_of(self._found.models))
        engine_form.changed.connect(lambda settings: self._set_own(entry.key, settings))
        return engine_form

    def _now(self, key: str) -> ModelEntry:
        """As it stands after all that was changed: a form outlives the entry that it was made for."""
        return next(entry for entry in self._entries if entry.key == key)

    def _set_own(self, key: str, settings: dict[str, Any]) -> None:
        """Other settings are another choice: whatever roles the model has go along with it."""
        before = self._now(key)
        self._keep(self.kept.with_own(key, settings))
        self._exchange(before)

    def _set_server(self, key: str, server: KeptServer) -> None:
        before = self._now(key)
        self._keep(self.kept.with_server(before.server, server))
        self._exchange(before)

    def _remove_server(self, key: str) -> None:
        entry = self._now(key)
        assert entry.server is not None
        for role in self._roles_of(entry.choice):
            self._engines.assign(role, BY_RULES)
        self._keep(self.kept.without_server(entry.server))
        self._fill(choose="rules:")

    def _exchange(self, before: ModelEntry) -> None:
        """The list with the new settings, without taking the form away from under the person's hands."""
        roles = self._roles_of(before.choice)
        self._entries = entries(self._found.models, self.kept, known_engines())
        self.view.list.exchange(self._entries, before.key)
        for role in roles:
            self._engines.assign(role, self._now(before.key).choice)
        if self.entry is not None:
            self.view.page.title.setText(self.entry.title)  # a server is called by its address
        self._follow()
        if self.entry is not None:
            self.entry_shown.emit(self.entry)

    @Slot()
    def _follow(self) -> None:
        """How the engines stand now, and who has which role."""
        self.view.list.show_states(self._short_state)
        entry = self.entry
        if entry is None:
            return
        self.view.page.show_state(entry, self._engines.state(entry.choice))
        holders = {role: role_holder(role, self._engines.choice(role)) for role in EngineRole}
        self.view.page.roles.show_roles(holders, self._roles_of(entry.choice), _able(entry))

    def _roles_of(self, choice: EngineChoice) -> set[EngineRole]:
        able = set(EngineRole) - ({EngineRole.REWARD} if choice == BY_RULES else set())
        return {role for role in able if self._engines.choice(role) == choice}

    def _short_state(self, entry: ModelEntry) -> str:
        if not entry.can_be_loaded:
            return ""
        state = short_state(self._engines.state(entry.choice)) if entry.has_process else ""
        words = (state, roles_in_words(self._roles_of(entry.choice)))
        return ", ".join(word for word in words if word)


def _able(entry: ModelEntry) -> set[EngineRole]:
    """Roles that it could have. A server and another package's engine are thought able until they were loaded."""
    if not entry.can_be_loaded:
        return set()
    if entry.choice.engine == BY_RULES.engine:
        return set(EngineRole) - {EngineRole.REWARD}
    if entry.found is None:
        return set(EngineRole)
    return {role for role, task in _NEEDS.items() if task in entry.found.tasks}
