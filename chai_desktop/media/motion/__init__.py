"""What moves in the picture: curves measured frame by frame, and what they suggest about the camera."""
