"""What can be done with a run: name, words, icon and tip of each button and command."""

from __future__ import annotations

BUTTONS = (
    ("continue", "Continue", "play", "Do what is left of the run"),
    ("collect", "Take results into the project", "import", "As candidates, from which somebody chooses"),
    ("stop", "Stop", "pause", "Finish the clip that is being written, then end"),
    ("stop_now", "Stop now", "x", "Give up the clip that is being written; it is done anew later"),
    ("retry", "Try the failed ones again", "repeat", "Ask once more for what has only a reason so far"),
    ("open_folder", "Open folder", "folder-open", "Show the run's files"),
    ("remove", "Remove", "trash-2", "Put the run's folder into the trash; what was taken in stays in the project"),
)
