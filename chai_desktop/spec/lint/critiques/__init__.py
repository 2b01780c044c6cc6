"""Checks of a critique: does it say what to write, is it true to its own draft, does it account for every change."""
