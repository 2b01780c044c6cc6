"""The workbench: puts the rooms into the window, opens and closes projects, and offers the commands."""
