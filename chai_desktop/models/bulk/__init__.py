"""Captions of thousands of clips, as a run that outlives the window (docs/formats/recaption.md)."""
