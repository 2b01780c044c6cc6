"""Sets the program up and starts it, with nothing but Python's standard library.

It runs before anything is installed, and again at every start: what is in place already must cost no time.
"""
