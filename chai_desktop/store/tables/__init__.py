"""The tables of the file, version by version, and the steps from one to the next."""
