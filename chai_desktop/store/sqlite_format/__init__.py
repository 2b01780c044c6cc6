"""SQLite's file format, read and written by hand, for files that SQLite itself refuses.

Source: sqlite.org/fileformat.html. Nothing here knows what a project is.
"""
