"""Versions of the specification: a compact description of each release, and what lies between two of them."""
