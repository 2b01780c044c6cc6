"""Parts of the verb recaption."""
