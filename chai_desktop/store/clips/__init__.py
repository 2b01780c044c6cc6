"""The clips of a project: what they are, where their files are."""
