"""Who works in a project."""
