"""What a model is shown of a clip: the settings, and what they cost, while they are being turned."""
