"""One file per kind of finding. `registry` lists them all."""
