"""The line at the bottom: what was saved, which engine writes, which job runs."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar, QToolButton

from chai_desktop.ui.caption.line_label import LineLabel
from chai_desktop.ui.theme.icons import icon
from chai_desktop.ui.theme.look import look
from chai_desktop.ui.theme.progress import ProgressBar
from chai_desktop.workers.job_queue import Job

_GOOD_NEWS_MS = 8000
_LONGEST_NAME = 24


class StatusLine(QStatusBar):
    person_clicked = Signal()
    conflicts_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._job: Job | None = None
        self._project = QLabel()
        self._saved = QLabel()
        self._engine = _giving_way()
        self._person = self._button("user", "Who works now; click for the people of the project", self.person_clicked)
        self._conflicts = self._button(
            "columns-2", "Two people said different things; click to settle it (F4)", self.conflicts_clicked
        )
        self._good_news = _giving_way("good")
        self._fade = QTimer(self, singleShot=True, interval=_GOOD_NEWS_MS)
        self._fade.timeout.connect(lambda: self._good_news.say(""))
        self._job_text = _giving_way()
        self._bar = ProgressBar(maximum=1000, textVisible=False)
        self._bar.setFixedWidth(140)
        self._bar.setAccessibleName("Progress of the running job")
        self._cancel = look(QToolButton(), "flat")
        self._cancel.setText("Cancel")
        self._cancel.setIcon(icon("x"))
        self._cancel.setToolTip("Stop this job")
        self._cancel.clicked.connect(self._cancel_job)
        self.addWidget(self._project)
        self.addWidget(self._saved)
        self.addWidget(self._good_news, 1)
        for widget in (self._job_text, self._bar, self._cancel, self._conflicts, self._person, self._engine):
            self.addPermanentWidget(widget)
        self._show_job(None)

    def show_project(self, words: str) -> None:
        self._project.setText(words)

    def show_saved(self, clock: str) -> None:
        self._saved.setText(f"Saved {clock}")

    def show_person(self, name: str) -> None:
        """Who works now; '' where no project is open."""
        self._person.setText(name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 3]}...")
        self._person.setAccessibleName(f"{name} works now")
        self._person.setVisible(bool(name))

    def show_conflicts(self, number: int) -> None:
        self._conflicts.setText(f"{number} to settle")
        self._conflicts.setAccessibleName(f"{number} conflicts to settle")
        self._conflicts.setVisible(number > 0)

    def _button(self, picture: str, tip: str, clicked: SignalInstance) -> QToolButton:
        button = look(QToolButton(), "flat")
        button.setIcon(icon(picture))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(clicked)
        button.hide()
        return button

    def show_good_news(self, words: str) -> None:
        """A sentence that goes by itself: it needs no answer, and nothing on the screen moves for it."""
        self._good_news.say(words)
        self._fade.start()

    def show_engine(self, words: str, tip: str = "") -> None:
        self._engine.say(words)
        self._engine.setToolTip(tip)
        self._engine.setAccessibleDescription(tip)

    @property
    def engine_words(self) -> str:
        return self._engine.text()

    @Slot(object)
    def follow(self, job: Job) -> None:
        """Show the job while it runs; one in the background only while there is no other."""
        other = self._job if self._job is not job else None
        if job.active and job.background and other is not None and other.active:
            return
        if job.active:
            self._show_job(job)
        elif job is self._job:
            self._show_job(None)

    def _show_job(self, job: Job | None) -> None:
        self._job = job
        for widget in (self._job_text, self._bar, self._cancel):
            widget.setVisible(job is not None)
        if job is None:
            return
        self._job_text.say(f"{job.title}  {job.text}".strip())
        self._bar.setRange(0, 0 if job.fraction is None else 1000)
        self._bar.setValue(int(1000 * (job.fraction or 0)))
        self._cancel.setEnabled(not job.cancel_asked)

    @Slot()
    def _cancel_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._cancel.setEnabled(False)


def _giving_way(name: str = "") -> LineLabel:
    """As wide as its words where there is room, and cut where there is none: nothing may be pushed off the line."""
    label = LineLabel(name)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return label
