"""Data files of the program: specification, icons, style sheet, sample clips."""
