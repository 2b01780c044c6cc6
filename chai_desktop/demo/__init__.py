"""The whole loop on the sample project, walked through the real window, with a picture of every screen."""
