"""`chai lint KIND FILE`: one module for each kind of text, with ``add_arguments`` and ``run``."""
