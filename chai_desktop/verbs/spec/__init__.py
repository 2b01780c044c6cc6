"""What `chai spec` can do: list, show, check, verify; one file each."""
