"""Critique points: made from a selection, checked, shown as cards, edited in place."""
