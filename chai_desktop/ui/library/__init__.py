"""The Library: the clips of a project, and how far each of their captions is."""
