"""Which models are on this machine: found by the heads of their files, checked, judged for fit; nothing is loaded."""
