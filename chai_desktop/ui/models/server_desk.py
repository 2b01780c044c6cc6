"""Asks servers for their models, and puts their keys into the system's keyring; never on the UI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from chai_desktop.errors import ChaiError
from chai_desktop.models.endpoint.listing import list_models
from chai_desktop.models.endpoint.server_key import forget_key, keep_key, key_for
from chai_desktop.ui.models.kept_models import KeptServer
from chai_desktop.ui.models.model_entry import ModelEntry
from chai_desktop.ui.models.models_desk import ModelsDesk
from chai_desktop.ui.models.server_form import ServerForm
from chai_desktop.ui.models.server_words import address_if_agreed, address_of
from chai_desktop.workers.job_queue import JobQueue, Progress

_NEW = KeptServer("", {"url": "http://127.0.0.1:8080/v1"})  # where llama-server listens by itself


class ServerDesk(QObject):
    def __init__(self, desk: ModelsDesk, jobs: JobQueue) -> None:
        super().__init__(desk)
        self._desk = desk
        self._jobs = jobs
        self._followed: ServerForm | None = None
        desk.view.server_wanted.connect(lambda: desk.add_server(_NEW))
        desk.entry_shown.connect(self._follow)

    @Slot(object)
    def _follow(self, _entry: ModelEntry) -> None:
        form = self._desk.server_form
        if form is not None and form is not self._followed:
            form.models_wanted.connect(lambda server: self._ask(form, server))
            form.key_given.connect(lambda server, key: self._keep(form, server, key))
        self._followed = form

    def _ask(self, form: ServerForm, server: KeptServer) -> None:
        def work(progress: Progress) -> tuple[str, ...]:
            address = address_of(server)
            return list_models(address, key_for(address), progress.cancelled)

        form.show_problem("")
        self._jobs.submit("Ask the server", work, lambda names: self._if_shown(form, lambda: form.show_models(names)),
                          lambda error: self._complain(form, error))  # fmt: skip

    def _keep(self, form: ServerForm, server: KeptServer, key: str) -> None:
        """'' forgets it."""

        def work(_progress: Progress) -> str:
            address = address_if_agreed(server.url)
            if not key:
                forget_key(address)
                return "No key is kept."
            keep_key(address, key)
            return f"The key for {address.host} is kept in the system's keyring."

        self._jobs.submit("Keep the key", work, lambda words: self._if_shown(form, lambda: form.show_key(words)),
                          lambda error: self._complain(form, error))  # fmt: skip

    def _complain(self, form: ServerForm, error: ChaiError) -> None:
        self._if_shown(form, lambda: form.show_problem(str(error)))

    def _if_shown(self, form: ServerForm, show: object) -> None:
        """The answer may come when another form stands there."""
        if self._desk.server_form is form and callable(show):
            show()
