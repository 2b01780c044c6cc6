"""The window: one folder per feature, each with a plain-Python model, a view and its commands."""
