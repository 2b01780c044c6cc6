"""What the caption of an aspect has to say, beside the text being written."""
