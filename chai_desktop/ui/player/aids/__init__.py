"""Aids over the picture: lines, areas, zoom, mirror, ghost, difference, comparing. None is on until it is asked for."""
