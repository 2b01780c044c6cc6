"""When typing is handed on: soon after the last key, and now and then while the keys go on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

_AFTER_LAST_MS = 250  # the promise is 300
_AT_LEAST_EVERY_MS = 600  # the promise is 700


class TypingPulse(QObject):
    """One field's typing. ``value`` is asked only when it is handed on, so a key press costs next to nothing."""

    typing = Signal(str, object)

    def __init__(self, field: str, value: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._value = value
        self._since_first = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._hand_on)

    def note(self) -> None:
        """A key was pressed."""
        if not self._timer.isActive():
            self._since_first.start()
        left = max(0, _AT_LEAST_EVERY_MS - int(self._since_first.elapsed()))
        self._timer.start(min(_AFTER_LAST_MS, left))

    def flush(self) -> bool:
        """Hand on at once what is waiting; says whether anything was."""
        if not self._timer.isActive():
            return False
        self._timer.stop()
        self._hand_on()
        return True

    def drop(self) -> None:
        """Forget what is waiting: it was saved otherwise, or belongs to work that is shown no more."""
        self._timer.stop()

    def settle(self) -> None:
        """The value is saved as a version: nothing is unsent any more."""
        self.drop()
        self.typing.emit(self._field, None)

    def _hand_on(self) -> None:
        self.typing.emit(self._field, self._value())
