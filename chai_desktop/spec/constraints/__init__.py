"""Constraints: answers that cannot be true of one clip together, seen at once, each with its ways out."""
