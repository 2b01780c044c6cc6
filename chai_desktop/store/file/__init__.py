"""The project file itself: opening, locking, copying, the one connection."""
