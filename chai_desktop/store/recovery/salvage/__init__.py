"""Reading every row that is still whole out of a damaged file, page by page, into a new one."""
