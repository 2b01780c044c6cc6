"""A bar of progress waits for the next drawing of the window."""

from __future__ import annotations

from chai_desktop.ui.theme.progress import ProgressBar


class Counting(ProgressBar):
    paints = 0

    def paintEvent(self, event):
        self.paints += 1
        super().paintEvent(event)


def test_many_values_are_drawn_once(qtbot):
    bar = Counting(maximum=1000)
    qtbot.addWidget(bar)
    with qtbot.waitExposed(bar):
        bar.show()
    qtbot.waitUntil(lambda: bar.paints > 0)
    before = bar.paints
    for value in range(0, 1000, 10):
        bar.setValue(value)
    assert bar.paints == before
    qtbot.waitUntil(lambda: bar.paints == before + 1)
    assert bar.value() == 990
