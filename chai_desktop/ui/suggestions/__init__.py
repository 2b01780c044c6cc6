"""Answers that the picture suggests, beside the questions they are about. None is an answer until a person takes it."""
