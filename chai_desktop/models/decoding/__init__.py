"""How the next tokens are found: drafts of them from texts that are at hand, and what of a draft is kept."""
