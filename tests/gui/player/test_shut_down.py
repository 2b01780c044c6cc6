"""A player that goes while libmpv still reports frames."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = 30
PROGRAM = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from chai_desktop.media.frame_index import build_frame_index
from chai_desktop.ui.player.player_view import PlayerView
application = QApplication([])
application.setQuitOnLastWindowClosed(False)
path, software = Path(sys.argv[1]), sys.argv[2] == "software"
index = build_frame_index(path)
rounds = []
sys.setswitchinterval(1e-5)  # seconds: threads take turns often, so that what can go wrong between them does


def one_round():
    if len(rounds) == {ROUNDS}:
        application.quit()
        return
    view = PlayerView(force_software=software, audio=False)
    rounds.append(view)

    def play():
        view.set_speed(4.0)
        view.play()
        QTimer.singleShot(40 + 3 * len(rounds), go)

    def go():
        view.shut_down()
        view.close()
        view.deleteLater()
        QTimer.singleShot(0, one_round)

    view.resize(320, 300)
    view.show()
    view.opened.connect(play)
    view.open_clip(path, index)


QTimer.singleShot(0, one_round)
QTimer.singleShot(50000, lambda: application.exit(9))
code = application.exec()
print(len(rounds), "rounds")
sys.exit(code)
"""


@pytest.mark.parametrize("picture_path", ["OpenGL", "software"])
def test_players_can_go_in_the_middle_of_playing(clip, picture_path):
    """libmpv's own thread may be inside the callback for new frames when a player is shut down."""
    ended = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", PROGRAM, str(clip("cfr24_gop250")), picture_path],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=Path(__file__).parents[3],
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.strip() == f"{ROUNDS} rounds"
