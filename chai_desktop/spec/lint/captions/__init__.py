"""The lint of a caption: rules over its words, and the caption held against the answers."""
