"""The room of models and prompts: an empty page until it is first looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from chai_desktop.settings import SettingsFile
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.tokens import Size, Space
from chai_desktop.ui.window.keys_to import KeysTo
from chai_desktop.workers.engine.engine_service import EngineService
from chai_desktop.workers.job_queue import JobQueue
from chai_desktop.workers.warm_up import WarmUp

if TYPE_CHECKING:
    from chai_desktop.spec.aspects import Aspect
    from chai_desktop.ui.annotate.annotator import Annotator
    from chai_desktop.ui.models.download_desk import DownloadDesk
    from chai_desktop.ui.models.models_desk import ModelsDesk
    from chai_desktop.ui.models.models_view import ModelsView
    from chai_desktop.ui.models.trial_desk import TrialDesk
    from chai_desktop.ui.prompts.prompt_words import PromptExample
    from chai_desktop.ui.prompts.prompts_desk import PromptsDesk
    from chai_desktop.ui.prompts.prompts_view import PromptsView
    from chai_desktop.ui.sampling.sampling_model import ClipShape
    from chai_desktop.ui.sampling.sampling_view import SamplingView

_NEEDED = (
    "chai_desktop.ui.models.models_view",
    "chai_desktop.ui.models.models_desk",
    "chai_desktop.ui.models.trial_desk",
    "chai_desktop.ui.models.server_desk",
    "chai_desktop.ui.models.download_desk",
    "chai_desktop.ui.prompts.prompts_desk",
    "chai_desktop.ui.sampling.sampling_view",
)


class ModelsHost(QWidget):
    said = Signal(object)  # Notice
    log_wanted = Signal()

    def __init__(
        self,
        engines: EngineService,
        settings: SettingsFile,
        annotator: Callable[[], Annotator | None],
        parent: QObject,
    ) -> None:
        super().__init__()
        self._annotator = annotator
        self.jobs = JobQueue("models", parent)
        self.ask_for_folder: Callable[[], str] = self._ask_for_folder
        self.view: ModelsView | None = None
        self.desk: ModelsDesk | None = None
        self.trials: TrialDesk | None = None
        self.downloads: DownloadDesk | None = None
        self.prompts_view: PromptsView | None = None
        self.prompts: PromptsDesk | None = None
        self.sampling_view: SamplingView | None = None
        self.tabs: QTabWidget | None = None
        self._warm_up = WarmUp(_NEEDED, lambda: None, self)
        self._warm_up.loaded.connect(self._loaded)
        self._is_loaded = self._is_wanted = False
        self._engines = engines
        self._settings = settings
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    @Slot()
    def load(self) -> None:
        """Begin to import what the room needs, in the background; nobody else may import meanwhile."""
        if not self._is_loaded and not self._warm_up.isRunning():
            self._warm_up.start()

    def finish(self) -> None:
        """Keep what is being typed, and wait for the loading to end."""
        if self.prompts_view is not None:
            self.prompts_view.flush()
        self._warm_up.wait()

    @Slot()
    def _loaded(self) -> None:
        self._is_loaded = True
        if self._is_wanted:
            self.room_shown()

    def build(self) -> None:
        """Once; then the search begins."""
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
        self.tabs.addTab(self._build_sampling(), "What the model sees")
        self.tabs.addTab(self._build_prompts(), "Prompts")
        self.tabs.currentChanged.connect(self._tab_shown)
        self._layout.addWidget(self.tabs)
        KeysTo(self, self.view)
        self.desk.search()

    def show_tab(self, name: str) -> None:
        """ "Models", "What the model sees" or "Prompts"."""
        self.build()
        assert self.tabs is not None
        names = [self.tabs.tabText(number) for number in range(self.tabs.count())]
        self.tabs.setCurrentIndex(names.index(name))

    def room_shown(self) -> None:
        """Build the room as soon as what it needs is loaded. The clip on show may be another one by now."""
        self._is_wanted = True
        if self._is_loaded:
            self.build()
            self._tab_shown()

    def _build_sampling(self) -> QWidget:
        from chai_desktop.ui.sampling.sampling_model import settings_from, settings_text
        from chai_desktop.ui.sampling.sampling_view import SamplingView

        view = SamplingView(settings_from(self._settings.value.sampling))
        view.settings_changed.connect(lambda settings: self._settings.change(sampling=settings_text(settings)))
        self.sampling_view = view
        view.setMaximumWidth(3 * Size.SIDE)
        column = look(QWidget(), "panel")
        layout = QVBoxLayout(column)
        layout.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        layout.addWidget(view)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(column)
        return area

    def _build_prompts(self) -> QWidget:
        from chai_desktop.ui.prompts.prompts_desk import PromptsDesk
        from chai_desktop.ui.prompts.prompts_view import PromptsView

        self.prompts_view = PromptsView()
        self.prompts = PromptsDesk(self.prompts_view, self._settings, self._example)
        return self.prompts_view

    def _example(self, aspect: Aspect | None) -> PromptExample:
        from chai_desktop.ui.prompts.clip_example import clip_example

        return clip_example(self._annotator(), aspect)

    @Slot()
    def _tab_shown(self) -> None:
        if self.prompts is not None and self.sampling_view is not None:
            self.prompts.refresh()
            self.sampling_view.show_clip(self._clip_on_show())

    def _clip_on_show(self) -> ClipShape | None:
        from chai_desktop.ui.sampling.sampling_model import clip_shape

        annotator = self._annotator()
        session = annotator.session() if annotator is not None else None
        index = annotator.view.player.index if annotator is not None else None
        if session is None or index is None:
            return None
        return clip_shape(session.clip.facts.name, index, 0, index.frame_count - 1)

    @Slot()
    def _add_folder(self) -> None:
        assert self.desk is not None
        folder = self.ask_for_folder()
        if folder:
            self.desk.add_folder(Path(folder))

    def _ask_for_folder(self) -> str:
        return QFileDialog.getExistingDirectory(self.window(), "A folder with models")
