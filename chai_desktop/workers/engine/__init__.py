"""The engines of the window: which one does what, and the processes that hold them."""
