"""The history of a clip: every step, the clip as it was after it, and bringing back what was then."""
