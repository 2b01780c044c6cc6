"""Small films of a painted world whose camera is known exactly, and the answers that follow from it.

They are made from nothing but numpy and OpenCV, so that suggested answers can be held against a truth nobody had to
judge. Two sets: the open one, and one held back, of other places and other paths, which nobody tunes to.
"""
