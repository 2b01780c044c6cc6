"""Measures a clip in a process of its own and keeps the results in the media cache.

``python -m chai_desktop.media.analysis ORDER.json`` (or ``-``: the order comes on standard input).
"""
