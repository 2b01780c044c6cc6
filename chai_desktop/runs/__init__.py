"""Run folders: what a job that outlives the window writes down, and how anybody can tell the truth about it.

A run is a folder of plain files (docs/formats/run-folder.md). Whoever works writes through a ``Seat``; whoever
watches reads through ``RunFolder`` and ``look``. Nothing here knows what kind of work a run does.
"""
