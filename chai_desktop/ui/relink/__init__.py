"""Finding the files of clips again that are not where they were."""
