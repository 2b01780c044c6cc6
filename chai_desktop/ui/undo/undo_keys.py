"""The keys of undo and redo, on every system."""

from __future__ import annotations

UNDO_KEYS = ("Ctrl+Z",)
REDO_KEYS = ("Ctrl+Shift+Z", "Ctrl+Y")
