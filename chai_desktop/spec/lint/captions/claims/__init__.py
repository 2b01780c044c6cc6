"""What a caption says of the questions of the form."""
