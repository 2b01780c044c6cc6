"""The public CHAI annotation corpus as it is published: reading it, and holding the specification against it."""
