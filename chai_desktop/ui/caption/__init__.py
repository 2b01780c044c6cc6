"""The caption room: pre-caption, critique and post-caption of one clip and aspect."""
