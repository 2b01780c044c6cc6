"""`python -m benchmarks.playback.watch X Y WIDTH HEIGHT`: say which coded frame stands in that band of the screen.

One line for each change: the monotonic time in seconds at which it was first seen, and the frame. Ends when standard
input says so. A process of its own, so that looking takes no time from the window that is looked at.
"""

from __future__ import annotations

import sys
import threading
import time

from PySide6.QtGui import QGuiApplication

from benchmarks.coded_clips import read_band
from benchmarks.playback.screen import as_array

_EVERY = 0.006  # seconds


def main() -> int:
    application = QGuiApplication(sys.argv[:1])
    screen = application.primaryScreen()
    place = [int(word) for word in sys.argv[1:5]]
    stop = threading.Event()

    def listen() -> None:
        sys.stdin.readline()
        stop.set()

    threading.Thread(target=listen, daemon=True).start()
    last: int | None = -1
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    lines = []
    while not stop.wait(_EVERY):
        image = screen.grabWindow(0, *place).toImage()
        at = time.monotonic()
        frame = read_band(as_array(image))
        if frame != last:
            last = frame
            lines.append(f"{at:.6f} {'none' if frame is None else frame}")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
