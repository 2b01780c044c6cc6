"""An engine in a process of its own: what is said over its pipes, the child's side and the window's side."""
