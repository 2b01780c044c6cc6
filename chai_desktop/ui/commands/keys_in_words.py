"""Keys as the system writes them."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence


def keys_in_words(keys: tuple[str, ...]) -> str:
    """ "Space or Ctrl+Space" for a command's keys; empty where it has none."""
    return " or ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
