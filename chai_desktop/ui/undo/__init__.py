"""Undo and redo in the window: what they would do now, and doing it."""
