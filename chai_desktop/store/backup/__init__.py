"""Backups of a project: standalone project files in a folder beside it."""
