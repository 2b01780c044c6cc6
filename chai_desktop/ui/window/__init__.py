"""The main window: a frame that hosts the rooms and knows none of their insides."""
