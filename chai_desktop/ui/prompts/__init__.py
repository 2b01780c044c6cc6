"""Prompts: what models are asked, to be read and changed."""
