"""The people of a project: who works now, and who else there is."""
