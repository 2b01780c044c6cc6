"""What marks a file as a project, in its first hundred bytes (sqlite.org/fileformat.html)."""

from __future__ import annotations

APPLICATION_ID = 0x43484149  # "CHAI", bytes 68..71 of the file
