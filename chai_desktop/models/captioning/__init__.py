"""The engine of every model that writes: prompts, answers and provenance over one small protocol of language models."""
