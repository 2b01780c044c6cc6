"""How video becomes a model's input: the only code that picks frames, timestamps and sizes for a model."""
