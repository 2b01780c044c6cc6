"""Joining two copies of a project, giving a part of one away, and settling what went apart."""
