"""What a project can do, in parts that stand on the open file and know nothing of each other."""
