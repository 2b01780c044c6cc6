"""Choosing among several drafts of one caption: side by side, compared word by word, scored where a reward is set."""
