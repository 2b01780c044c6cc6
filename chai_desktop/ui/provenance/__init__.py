"""Where a text comes from: what wrote it, with which settings, and the exact prompt."""
