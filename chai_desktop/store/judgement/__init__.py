"""What people and engines say about a clip: answers, captions, critiques, triples, reviews."""
