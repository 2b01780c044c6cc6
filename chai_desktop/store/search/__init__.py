"""Finding texts: what is indexed, and what a search gives."""
