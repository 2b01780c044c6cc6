"""Getting the work back out of a project file that does not open."""
