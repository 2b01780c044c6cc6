"""The Models page: which models there are, how they are, and which of them does what."""
