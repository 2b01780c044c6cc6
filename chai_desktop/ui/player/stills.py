"""Shows frames of the ring in the still layer, and knows which frame lies there."""

from __future__ import annotations

from PySide6.QtGui import QImage

from chai_desktop.ui.player.frame_ring.frame_ring import FrameRing
from chai_desktop.ui.player.still_layer import StillLayer


class Stills:
    """``frame``: the one in the layer, over libmpv's picture; None while libmpv's picture is seen."""

    def __init__(self, ring: FrameRing, layer: StillLayer) -> None:
        self._ring, self._layer = ring, layer
        self._full = False
        self._is_laid = False  # and not on screen yet
        self.frame: int | None = None

    @property
    def is_full(self) -> bool:
        """Whether the layer shows its frame as well as the screen can: then nothing better need take its place."""
        return (
            self.frame is not None and self._full and self._layer.shows_every_pixel and self._ring.has_libmpvs_colours
        )

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the whole picture as it is seen, in device pixels."""
        return self._layer.wanted_size()

    @property
    def shown_just_now(self) -> bool:
        return self._layer.painted_just_now

    @property
    def shown_lately(self) -> bool:
        return self._layer.painted_lately

    def lay(self, n: int) -> bool:
        """Take frame ``n`` from the ring, if it is there; says so. ``put_on_screen`` paints it."""
        if n == self.frame and self.is_full:
            return True
        image = self._ring.image(n, *self.size)
        if image is None:
            return False
        self._full = self._ring.is_sharp_at(n, *self.size)
        self._lay(n, image)
        return True

    def lay_rough(self, n: int, image: QImage) -> None:
        self._full = False
        self._lay(n, image)

    def put_on_screen(self) -> None:
        """Have what was laid on screen before anything else happens; nothing where it is there."""
        if self._is_laid:
            self._is_laid = False
            self._layer.put_on_screen()

    def clear(self) -> None:
        """Let libmpv's picture be seen."""
        self.frame, self._is_laid = None, False
        self._layer.clear()

    def _lay(self, n: int, image: QImage) -> None:
        self.frame, self._is_laid = n, True
        self._layer.lay(image)
