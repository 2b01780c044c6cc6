"""The player, measured through the real window: which frame stands on the screen, and when."""
