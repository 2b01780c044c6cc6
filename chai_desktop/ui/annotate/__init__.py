"""The Annotate room: the picture, the checklist and the three texts, side by side."""
