"""The Runs page: what writes captions of many clips beside the window, and what came of it."""
