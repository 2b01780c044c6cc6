"""Checking a project file from the first page to the last word, and mending a copy of it."""
