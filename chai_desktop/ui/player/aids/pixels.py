"""Between images and arrays, without copying where it can be avoided."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage


def as_array(image: QImage) -> NDArray[np.uint8]:
    """The bytes of an RGB32 image as (height, width, 4), without copying; the image has to outlive it."""
    flat = np.frombuffer(image.constBits(), np.uint8)
    return flat.reshape(image.height(), image.bytesPerLine())[:, : image.width() * 4].reshape(
        image.height(), image.width(), 4
    )


def as_image(array: NDArray[np.uint8]) -> QImage:
    """An opaque RGB32 image of (height, width, 4) bytes: blue, green, red, and one that is overwritten."""
    array = np.ascontiguousarray(array)
    array[..., 3] = 255
    high, wide, _ = array.shape
    return QImage(array.data, wide, high, wide * 4, QImage.Format.Format_RGB32).copy()
