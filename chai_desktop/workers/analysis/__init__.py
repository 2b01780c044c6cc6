"""The window's side of the analysis process."""
