"""What changed, step by step: versions and which is current, undo, history."""
