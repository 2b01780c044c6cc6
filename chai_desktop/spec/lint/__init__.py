"""Checks of texts, by rules alone: what a caption or a critique says, held against the specification."""
