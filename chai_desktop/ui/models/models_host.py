"""The room of models and prompts: an empty page until it is first looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QTabWidget, QVBoxLayout, QWidget

from chai_desktop.settings import SettingsFile
from chai_desktop.workers.engine.engine_service import EngineService
from chai_desktop.workers.job_queue import JobQueue

if TYPE_CHECKING:
    from chai_desktop.ui.models.download_desk import DownloadDesk
    from chai_desktop.ui.models.models_desk import ModelsDesk
    from chai_desktop.ui.models.models_view import ModelsView
    from chai_desktop.ui.models.trial_desk import TrialDesk


class ModelsHost(QWidget):
    said = Signal(object)  # Notice
    log_wanted = Signal()

    def __init__(self, engines: EngineService, settings: SettingsFile, parent: QObject) -> None:
        super().__init__()
        self.jobs = JobQueue("models", parent)
        self.ask_for_folder: Callable[[], str] = self._ask_for_folder
        self.view: ModelsView | None = None
        self.desk: ModelsDesk | None = None
        self.trials: TrialDesk | None = None
        self.downloads: DownloadDesk | None = None
        self.tabs: QTabWidget | None = None
        self._engines = engines
        self._settings = settings
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def build(self) -> None:
        """Once, when the room is first shown; then the search begins."""
        if self.tabs is not None:
            return
        from chai_desktop.ui.models.download_desk import DownloadDesk
        from chai_desktop.ui.models.models_desk import ModelsDesk
        from chai_desktop.ui.models.models_view import ModelsView
        from chai_desktop.ui.models.server_desk import ServerDesk
        from chai_desktop.ui.models.trial_desk import TrialDesk

        self.view = ModelsView()
        self.desk = ModelsDesk(self.view, self._engines, self._settings, self.jobs)
        self.trials = TrialDesk(self.desk, self._engines, self.jobs)
        self.downloads = DownloadDesk(self.desk, self.jobs)
        ServerDesk(self.desk, self.jobs)
        self.downloads.said.connect(self.said)
        self.view.folder_wanted.connect(self._add_folder)
        self.view.page.log_wanted.connect(self.log_wanted)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self.view, "Models")
        self._layout.addWidget(self.tabs)
        self.setFocusProxy(self.view)
        self.desk.search()

    @Slot()
    def _add_folder(self) -> None:
        assert self.desk is not None
        folder = self.ask_for_folder()
        if folder:
            self.desk.add_folder(Path(folder))

    def _ask_for_folder(self) -> str:
        return QFileDialog.getExistingDirectory(self.window(), "A folder with models")
