"""Decoded frames around the playhead, so that a step back costs no more than a step forward."""
