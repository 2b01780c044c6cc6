"""The words of a caption, and how words are found, inflected and replaced in it."""
