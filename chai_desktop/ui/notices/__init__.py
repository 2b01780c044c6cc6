"""Messages to the person: a bar above the room, never a box in the way."""
