"""The glossary: standard terms in their senses, and what not to call them."""
