"""Data files of the program: specification, icons, style sheet, sample clips."""

from pathlib import Path

FOLDER = Path(__file__).parent
