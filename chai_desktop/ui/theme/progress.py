"""A bar of progress that is drawn with everything else."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar


class ProgressBar(QProgressBar):
    """Qt's own repaints at once at every value, which in a window drawn by OpenGL composes all of it: some 10 ms for
    each step of a job. This one is drawn at the next turn of the event loop.
    """

    def setValue(self, value: int) -> None:
        drawn = self.updatesEnabled()
        self.setUpdatesEnabled(False)
        super().setValue(value)
        self.setUpdatesEnabled(drawn)
