"""Copies that went apart: handing out, taking back, merging, and settling what went apart."""
