"""Copies, backups and recovery, as the person sees them."""
